using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>The key pair that signs what the rehearsal itself calls: launch configurations, groups, and a poll of the fleet for a fault.</summary>
internal static class OwnKeys
{
    public const string IdVariable = "TENCENTCLOUD_SECRET_ID";
    public const string KeyVariable = "TENCENTCLOUD_SECRET_KEY";

    /// <summary>The pair that the simulator knows by default. Worth nothing anywhere else.</summary>
    public static Credentials Simulator { get; } = new(Credential.Default.SecretId, Credential.Default.SecretKey);

    /// <summary>
    /// In this process the simulator's; elsewhere the user's, from settings or environment, and where there is none the simulator's for an
    /// address of this machine: such a service is hardly anything but a simulator, and to anybody else the pair is worth nothing.
    /// </summary>
    /// <returns>Null when nobody gave any.</returns>
    /// <exception cref="CloudTargetException">Only a half of a pair is given.</exception>
    public static Credentials? Find(ICloudTarget cloudTarget, StackConfig config, SessionOptions options)
    {
        if (cloudTarget is not RemoteCloudTarget)
            return Simulator;
        return new[] { Of(config, CloudPlugin.Package), Of(config, Session.RolloutPackage), new(IdVariable, KeyVariable, options.Variable) }
            .Select(pair => pair.Credentials).FirstOrDefault(keys => keys is not null)
            ?? (cloudTarget.Endpoint.IsLoopback ? Simulator : null);
    }

    private static Pair Of(StackConfig config, string package) => new($"{package}:secretId", $"{package}:secretKey", name => config.Find(name)?.Text);

    /// <summary>Where a pair may stand.</summary>
    private sealed record Pair(string IdName, string KeyName, Func<string, string?> Read)
    {
        public Credentials? Credentials => (Read(IdName), Read(KeyName)) switch
        {
            ({ Length: > 0 } id, { Length: > 0 } key) => new(id, key),
            ({ Length: > 0 }, _) => throw new CloudTargetException($"{IdName} is set and {KeyName} is not: set both, or neither."),
            (_, { Length: > 0 }) => throw new CloudTargetException($"{KeyName} is set and {IdName} is not: set both, or neither."),
            _ => null,
        };
    }
}
