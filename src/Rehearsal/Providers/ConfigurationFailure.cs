using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>A refused configuration, with the command that corrects it.</summary>
internal static class ConfigurationFailure
{
    public static ProviderException Of(string package, RpcException refused)
    {
        ConfigureErrorMissingKeys? missing = refused.Detail<ConfigureErrorMissingKeys>();
        if (missing is null || missing.MissingKeys.Count == 0)
            return new($"Provider {package} cannot be configured: {refused.Status.Detail}", refused);
        IEnumerable<string> lines = missing.MissingKeys.Select(
            key => $"  {key.Name}: {key.Description}\n    set it with `pulumi config set {key.Name} …`, here with `--config {key.Name}=…`");
        return new($"Provider {package} is missing required configuration:\n{string.Join('\n', lines)}", refused);
    }
}
