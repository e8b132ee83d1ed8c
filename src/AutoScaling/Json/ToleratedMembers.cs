using System.Collections.Frozen;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>The members of answers on which nothing depends: they are shown at most, so they may have any type. Every other member is needed: a
/// rollout is started, adopted or believed because of it, and an empty value in its place would be taken for the truth.</summary>
internal static class ToleratedMembers
{
    public static FrozenSet<string> Names { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        // Names and words for people
        "AutoScalingGroupName", "LaunchConfigurationName", "InstanceStatusMessage", "LastActivityId", "Cause", "Description", "StatusMessage",
        "StatusMessageSimplified", "DetailedStatusMessageSet", "RelatedInstanceSet", "Arn", "UserId", "PrincipalId", "Type",
        // Of a group
        "CapacityRebalance", "ConcurrentScaleOutForDesiredCapacity", "DefaultCooldown", "HealthCheckType", "HostNameIndexSettings",
        "InServiceInstanceCount", "InstanceAllocationPolicy", "InstanceNameIndexSettings", "Ipv6AddressCount", "ListenerId",
        "LoadBalancerHealthCheckGracePeriod", "LocationId",
        "MultiZoneSubnetPolicy", "ProjectId", "ResourceType", "ServiceSettings", "SpotMixedAllocationPolicy", "TargetAttributes",
        "TerminationPolicySet", "ZoneSet",
        // Of an instance
        "DisasterRecoverGroupIds", "InstanceType", "ProtectedFromScaleIn", "WarmupStatus", "Zone",
        // Of a launch configuration
        "AutoScalingGroupAbstractSet", "DedicatedClusterId", "DiskTypePolicy", "HpcClusterId", "IPv6InternetAccessible", "InstanceChargePrepaid",
        "InstanceMarketOptions", "InstanceNameDelimiter", "InstanceNameSuffix", "InternetServiceProvider", "LastOperationInstanceTypesCheckPolicy");
}
