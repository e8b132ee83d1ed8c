namespace TencentcloudRefresh.AutoScaling;

/// <summary>A scaling group, as the service tells it.</summary>
/// <remarks>Source: Auto Scaling API, data type AutoScalingGroup. Missing, null and empty members read alike.</remarks>
public sealed record AutoScalingGroup
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public string AutoScalingGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string AutoScalingGroupName { get; init => field = value ?? ""; } = "";

    /// <summary><see cref="AutoScaling.AutoScalingGroupStatus.Normal"/>, or what is wrong with it.</summary>
    public string AutoScalingGroupStatus { get; init => field = value ?? ""; } = "";

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Seconds of rest after a scaling activity.</summary>
    public int DefaultCooldown { get; init; }

    /// <summary>The number of instances it should have.</summary>
    public int DesiredCapacity { get; init; }

    /// <summary>One of <see cref="AutoScaling.EnabledStatus"/>.</summary>
    public string EnabledStatus { get; init => field = value ?? ""; } = "";

    /// <summary>The application load balancers it is bound to.</summary>
    public IReadOnlyList<ForwardLoadBalancer> ForwardLoadBalancerSet { get; init => field = value ?? []; } = [];

    /// <summary>The instances it has, in whatever state.</summary>
    public int InstanceCount { get; init; }

    /// <summary>The instances it has in service.</summary>
    public int InServiceInstanceCount { get; init; }

    /// <summary>The launch configuration that its next instances are made from.</summary>
    public string LaunchConfigurationId { get; init => field = value ?? ""; } = "";

    /// <summary>The name of that configuration.</summary>
    public string LaunchConfigurationName { get; init => field = value ?? ""; } = "";

    /// <summary>The classic load balancers it is bound to.</summary>
    public IReadOnlyList<string> LoadBalancerIdSet { get; init => field = value ?? []; } = [];

    /// <summary>The most instances it may have.</summary>
    public int MaxSize { get; init; }

    /// <summary>The fewest instances it may have.</summary>
    public int MinSize { get; init; }

    /// <summary>The project it belongs to; 0 is the default project.</summary>
    public long ProjectId { get; init; }

    /// <summary>The subnets its instances are made in.</summary>
    public IReadOnlyList<string> SubnetIdSet { get; init => field = value ?? []; } = [];

    /// <summary>OLDEST_INSTANCE or NEWEST_INSTANCE.</summary>
    public IReadOnlyList<string> TerminationPolicySet { get; init => field = value ?? []; } = [];

    /// <summary>The network its instances are made in.</summary>
    public string VpcId { get; init => field = value ?? ""; } = "";

    /// <summary>The zones, for a group outside a private network.</summary>
    public IReadOnlyList<string> ZoneSet { get; init => field = value ?? []; } = [];

    /// <summary>IMMEDIATE_RETRY, INCREMENTAL_INTERVALS or NO_RETRY.</summary>
    public string RetryPolicy { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.InActivityStatus"/>.</summary>
    public string InActivityStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Its tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Its switches.</summary>
    public ServiceSettings? ServiceSettings { get; init; }

    /// <summary>IPv6 addresses for each instance.</summary>
    public int Ipv6AddressCount { get; init; }

    /// <summary>PRIORITY or EQUALITY.</summary>
    public string MultiZoneSubnetPolicy { get; init => field = value ?? ""; } = "";

    /// <summary>CVM or CLB: who says that an instance is unhealthy.</summary>
    public string HealthCheckType { get; init => field = value ?? ""; } = "";

    /// <summary>Seconds in which a new instance's load balancer health is not looked at.</summary>
    public int LoadBalancerHealthCheckGracePeriod { get; init; }

    /// <summary>LAUNCH_CONFIGURATION or SPOT_MIXED.</summary>
    public string InstanceAllocationPolicy { get; init => field = value ?? ""; } = "";

    /// <summary>The mix, with SPOT_MIXED.</summary>
    public SpotMixedAllocationPolicy? SpotMixedAllocationPolicy { get; init; }

    /// <summary>Whether spot instances about to be reclaimed are replaced beforehand.</summary>
    public bool CapacityRebalance { get; init; }

    /// <summary>Numbering of instance names.</summary>
    public IndexSettings? InstanceNameIndexSettings { get; init; }

    /// <summary>Numbering of host names.</summary>
    public IndexSettings? HostNameIndexSettings { get; init; }

    /// <summary>Whether it may scale out to the desired capacity while another activity works.</summary>
    public bool ConcurrentScaleOutForDesiredCapacity { get; init; }
}
