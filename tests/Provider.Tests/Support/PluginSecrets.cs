using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>All secrets that these tests use. No test may use another.</summary>
internal static class PluginSecrets
{
    public const string SecretKey = "simulator-secret-key-00000000000001";
    public const string Trigger = "s3cret-user-data-digest";
    public const string Token = "s3cret-session-token";

    public static SecretScan NewScan() => new(SecretKey, Trigger, Token);
}
