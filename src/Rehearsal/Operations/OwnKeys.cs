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
    public static Credentials? Find(ICloudTarget cloudTarget, StackConfig config, SessionOptions options)
    {
        if (cloudTarget is not RemoteCloudTarget)
            return Simulator;
        (string? Id, string? Key)[] sources =
        [
            Of(config, CloudPlugin.Package),
            Of(config, Session.RolloutPackage),
            (options.Variable(IdVariable), options.Variable(KeyVariable)),
        ];
        return sources.Where(pair => pair is { Id.Length: > 0, Key.Length: > 0 }).Select(pair => new Credentials(pair.Id!, pair.Key!)).FirstOrDefault()
            ?? (cloudTarget.Endpoint.IsLoopback ? Simulator : null);
    }

    private static (string? Id, string? Key) Of(StackConfig config, string package)
        => (config.Find($"{package}:secretId")?.Text, config.Find($"{package}:secretKey")?.Text);
}
