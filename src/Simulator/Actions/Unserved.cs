using System.Collections.Frozen;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Actions that the real services have, that programs beside a rollout call, and that are refused here by name.</summary>
internal static class Unserved
{
    private static readonly FrozenDictionary<string, string> Versions = new (string Version, string[] Names)[]
    {
        ("2018-04-19",
        [
            "CreateScalingPolicy", "DescribeScalingPolicies", "ModifyScalingPolicy", "DeleteScalingPolicy", "ExecuteScalingPolicy",
            "ModifyLifecycleHook", "UpgradeLifecycleHook",
            "CreateScheduledAction", "DescribeScheduledActions", "ModifyScheduledAction", "DeleteScheduledAction",
            "CreateNotificationConfiguration", "DescribeNotificationConfigurations", "ModifyNotificationConfiguration", "DeleteNotificationConfiguration",
            "AttachInstances", "AttachLoadBalancers", "DetachLoadBalancers", "ModifyLoadBalancerTargetAttributes", "ScaleInInstances", "ScaleOutInstances",
            "StartAutoScalingInstances", "StopAutoScalingInstances", "CreateAutoScalingGroupFromInstance",
        ]),
        ("2018-03-17", ["DescribeLoadBalancers", "DescribeListeners", "DescribeTargets", "DescribeTargetHealth"]),
        ("2017-03-12", ["DescribeSecurityGroups", "DescribeKeyPairs", "DescribeZones", "DescribeInstanceTypeConfigs"]),
    }.SelectMany(version => version.Names.Select(name => KeyValuePair.Create(name, version.Version))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null where the action is not one of them.</returns>
    public static Refusal? Refuse(string action, string version) => Versions.TryGetValue(action, out var known) && known == version
        ? new("UnsupportedOperation", $"The simulator does not carry out {action}. It serves what a rollout needs; its README lists the actions.")
        : null;

    /// <summary>Whether one of the services has this version, so that an unknown action of it is that and no more.</summary>
    public static bool HasVersion(string version) => Versions.Values.Contains(version);
}
