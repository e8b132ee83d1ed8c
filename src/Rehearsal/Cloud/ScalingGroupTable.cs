namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary><c>tencentcloud:index/asScalingGroup:AsScalingGroup</c> against CreateAutoScalingGroup and DescribeAutoScalingGroups.</summary>
internal static class ScalingGroupTable
{
    public const string Balancers = "forwardBalancerIds";
    public const string ClassicBalancers = "loadBalancerIds";

    public static PropertyTable Rows { get; } = new(
        new("scalingGroupName", "AutoScalingGroupName") { Required = true },
        new("configurationId", "LaunchConfigurationId") { Required = true },
        new("vpcId", "VpcId") { Required = true },
        new("maxSize", "MaxSize") { Required = true },
        new("minSize", "MinSize") { Required = true },
        new("desiredCapacity", "DesiredCapacity") { Computed = true },
        new("defaultCooldown", "DefaultCooldown") { Default = 300 },
        new("subnetIds", "SubnetIds") { AnswerPath = "SubnetIdSet" },
        new("zones", "Zones") { AnswerPath = "ZoneSet" },
        new("multiZoneSubnetPolicy", "MultiZoneSubnetPolicy") { Computed = true },
        new("terminationPolicies", "TerminationPolicies") { AnswerPath = "TerminationPolicySet", Computed = true },
        new("retryPolicy", "RetryPolicy") { Default = "IMMEDIATE_RETRY" },
        new("healthCheckType", "HealthCheckType") { Computed = true },
        new("lbHealthCheckGracePeriod", "LoadBalancerHealthCheckGracePeriod") { Computed = true },
        new(Balancers, "ForwardLoadBalancers")
        {
            AnswerPath = "ForwardLoadBalancerSet",
            Shape = RowShape.Balancers,
            Updatable = false,
            Computed = true,
        },
        new(ClassicBalancers, "LoadBalancerIds") { AnswerPath = "LoadBalancerIdSet", Updatable = false },
        new("replaceMonitorUnhealthy", "ServiceSettings.ReplaceMonitorUnhealthy") { Computed = true },
        new("replaceLoadBalancerUnhealthy", "ServiceSettings.ReplaceLoadBalancerUnhealthy") { Computed = true },
        new("desiredCapacitySyncWithMaxMinSize", "ServiceSettings.DesiredCapacitySyncWithMaxMinSize") { Computed = true },
        new("priorityScaleInUnhealthy", "ServiceSettings.PriorityScaleInUnhealthy") { Computed = true },
        new("scalingMode", "ServiceSettings.ScalingMode") { Computed = true },
        new("replaceMode", "ServiceSettings.ReplaceMode") { Computed = true },
        new("instanceAllocationPolicy", "InstanceAllocationPolicy") { Computed = true },
        new("concurrentScaleOutForDesiredCapacity", "ConcurrentScaleOutForDesiredCapacity"),
        // Tags of cloud resources are changed through another service, which a rehearsal does not have: the state's word counts.
        new("tags", "Tags") { Shape = RowShape.Tags, TagKind = "auto-scaling-group", WriteOnly = true, Updatable = false },
        // Known to the class, never sent: the vendor's provider does not either.
        new("projectId", "ProjectId") { WriteOnly = true, Updatable = false });
}
