using System.Globalization;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.CloudTargets;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>
/// The provider configuration of a rehearsal, which overrides the stack's own, so that it can never reach a real account by error.
/// Only Configure sees it: the state keeps the stack's settings, and neither a port nor a pace of yesterday is met there.
/// </summary>
internal static class RehearsalSettings
{
    public const double MostRequestsPerSecond = 1000;

    private static readonly string[] Identities
        = ["secretId", "secretKey", "securityToken", "profile", "sharedCredentialsDir", "camRoleName", "assumeRole", "assumeRoleWithWebIdentity"];

    /// <summary>Where a real account's other services are. In a simulated cloud the endpoint stands for all of them.</summary>
    private static readonly string[] Places = ["domain", "stsEndpoint"];

    /// <summary>By these a provider finds an identity that its settings do not name.</summary>
    private static readonly string[] IdentityVariables =
    [
        OwnKeys.IdVariable, OwnKeys.KeyVariable, "TENCENTCLOUD_PROFILE", "TCCLI_PROFILE", "TENCENTCLOUD_CREDENTIALS_FILE",
        "TENCENTCLOUD_SHARED_CREDENTIALS_DIR", "TENCENTCLOUD_CAM_ROLE_NAME", "TENCENTCLOUD_ASSUME_ROLE_ARN", "TENCENTCLOUD_ROLE_ARN", "TKE_ROLE_ARN",
    ];

    /// <summary>
    /// Variables of this process that name real credentials, roles or places, or a page for real rollouts; a provider of a simulated cloud is not to inherit them.
    /// </summary>
    public static IEnumerable<string> InheritedVariables => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => name == StepSummary || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The page of a pipeline's run tells of rollouts that have happened.</summary>
    private const string StepSummary = "GITHUB_STEP_SUMMARY";

    private static readonly string[] Prefixes = ["TENCENTCLOUD_", "TCCLI_", "TKE_"];

    /// <param name="keys">What signs the rehearsal's own calls: a provider that would find no identity on this machine's address is given the same.</param>
    public static PropertyMap Of(PropertyMap inputs, ICloudTarget cloudTarget, SessionOptions options, Credentials? keys)
    {
        // The provider runs in the program's folder; whoever typed these was elsewhere.
        if (options.ReportDirectory is { } directory)
            inputs = inputs.With("reportDirectory", Path.GetFullPath(directory));
        if (options.RecordFile is { } file)
            inputs = inputs.With("recordFile", Path.GetFullPath(file));
        if (options.PollSeconds is { } seconds)
            inputs = inputs.With("pollIntervalSeconds", seconds.ToString(CultureInfo.InvariantCulture));
        inputs = inputs.With("endpoint", cloudTarget.Endpoint.GetLeftPart(UriPartial.Authority));
        if (cloudTarget is not SimulatedCloudTarget)
            return keys is not null && cloudTarget.Endpoint.IsLoopback && !HasIdentity(inputs, options) ? With(inputs, keys) : inputs;
        inputs = With(Identities.Concat(Places).Aggregate(inputs, (map, name) => map.Without(name)), OwnKeys.Simulator);
        // Pace and quota of a real account would only make people wait: this service's seconds pass when it is looked at.
        return WithDefault(WithDefault(inputs, "pollIntervalSeconds", options.UsualPollSeconds), "requestsPerSecond", MostRequestsPerSecond);
    }

    private static bool HasIdentity(PropertyMap inputs, SessionOptions options)
        => Identities.Any(inputs.ContainsKey) || IdentityVariables.Any(name => options.Variable(name) is { Length: > 0 });

    private static PropertyMap With(PropertyMap inputs, Credentials keys) => inputs
        .With("secretId", keys.SecretId)
        .With("secretKey", new PropertyValue.Secret(keys.SecretKey));

    private static PropertyMap WithDefault(PropertyMap inputs, string name, double value)
        => inputs.ContainsKey(name) ? inputs : inputs.With(name, value.ToString(CultureInfo.InvariantCulture));
}
