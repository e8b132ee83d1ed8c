using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Schema;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using CheckFailure = TencentcloudRefresh.InstanceRefresh.CheckFailure;

namespace TencentcloudRefresh.Provider.Configuration;

/// <summary>The errors of Configure. A refresh or a destroy comes here without CheckConfig before it.</summary>
internal static class ConfigFailures
{
    /// <summary>All errors, one a line.</summary>
    public static RpcException Invalid(IReadOnlyList<CheckFailure> failures, Redactor redactor)
        => RpcFailure.Of(StatusCode.InvalidArgument, redactor.Clean(
            "Invalid configuration:\n" + string.Join("\n", failures.Select(failure => $"{failure.Path} {failure.Reason}"))));

    /// <summary>The engine prints each missing key with the command that sets it, with the name as it is given here, and nothing of the message.</summary>
    /// <param name="settings">What was configured.</param>
    /// <param name="region">What was found, or null.</param>
    /// <param name="credentials">Why no credentials were found, or null if they were.</param>
    public static RpcException Missing(ProviderSettings settings, string? region, CredentialException? credentials)
    {
        var detail = new ConfigureErrorMissingKeys();
        if (region is null)
            Add(ConfigKeys.Region, "region of the scaling groups, such as ap-guangzhou; also taken from TENCENTCLOUD_REGION");
        // With a key configured, or a source that is there and cannot be used, the trouble lies elsewhere: then the message says it all.
        if (credentials is { IsBroken: false } && settings.SecretId is null)
        {
            Add(ConfigKeys.SecretId, $"id of the API key; also taken from TENCENTCLOUD_SECRET_ID. {credentials.Message}");
            Add(ConfigKeys.SecretKey, "the API key; also taken from TENCENTCLOUD_SECRET_KEY. "
                + $"Set it as a secret: `pulumi config set --secret {Qualified(ConfigKeys.SecretKey)} <value>`");
        }

        string message = string.Join("\n", new[] { region is null ? "The region is not set." : null, credentials?.Message }.OfType<string>());
        return RpcFailure.Of(StatusCode.InvalidArgument, message, detail.MissingKeys.Count > 0 ? detail : null);

        void Add(string name, string description)
            => detail.MissingKeys.Add(new ConfigureErrorMissingKeys.Types.MissingKey { Name = Qualified(name), Description = description });
    }

    /// <summary>The key as a stack's configuration spells it.</summary>
    public static string Qualified(string key) => $"{SchemaDocument.Package}:{key}";
}
