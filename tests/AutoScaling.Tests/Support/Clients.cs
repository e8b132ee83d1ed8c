namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Clients as the tests need them.</summary>
internal static class Clients
{
    public static readonly Credentials Key = new("AKIDtestvector0000000000000000000001", "vector-secret-key-0000000000000001");

    public static AutoScalingClientOptions Options(Uri endpoint) => new() { Region = "ap-guangzhou", Endpoint = endpoint, Random = new Random(1) };

    public static AutoScalingClient For(ScriptedService service, TimeProvider clock, Func<AutoScalingClientOptions,
        AutoScalingClientOptions>? change = null, ICredentialSource? credentials = null)
        => new((change ?? (options => options))(Options(service.Endpoint)), credentials ?? new FixedCredentials(Key), clock);
}
