namespace TencentcloudRefresh.AutoScaling;

/// <summary>The binding of a group to a listener of an application load balancer.</summary>
/// <remarks>Source: Auto Scaling API, data type ForwardLoadBalancer.</remarks>
public sealed record ForwardLoadBalancer
{
    /// <summary>The balancer, <c>lb-…</c>.</summary>
    public string LoadBalancerId { get; init => field = value ?? ""; } = "";

    /// <summary>The listener, <c>lbl-…</c>.</summary>
    public string ListenerId { get; init => field = value ?? ""; } = "";

    /// <summary>The ports of an instance that get traffic.</summary>
    public IReadOnlyList<TargetAttribute> TargetAttributes { get; init => field = value ?? []; } = [];

    /// <summary>The forwarding rule, <c>loc-…</c>; needed for layer 7, empty for layer 4.</summary>
    public string? LocationId { get; init; }

    /// <summary>The balancer's region, when it is another one.</summary>
    public string? Region { get; init; }
}

/// <summary>A port of an instance behind a load balancer.</summary>
public sealed record TargetAttribute
{
    /// <summary>1 to 65535.</summary>
    public int Port { get; init; }

    /// <summary>0 to 100; an instance in standby has 0.</summary>
    public int Weight { get; init; }
}

/// <summary>The switches of a group. Each is off by default.</summary>
/// <remarks>Source: Auto Scaling API, data type ServiceSettings.</remarks>
public sealed record ServiceSettings
{
    /// <summary>Whether an instance whose machine does not answer is replaced.</summary>
    public bool? ReplaceMonitorUnhealthy { get; init; }

    /// <summary>Whether an instance that its load balancer finds unhealthy is replaced.</summary>
    public bool? ReplaceLoadBalancerUnhealthy { get; init; }

    /// <summary>Whether tags of instances follow those of the launch configuration.</summary>
    public bool? AutoUpdateInstanceTags { get; init; }

    /// <summary>Whether the desired capacity follows changed limits.</summary>
    public bool? DesiredCapacitySyncWithMaxMinSize { get; init; }

    /// <summary>Whether unhealthy instances go first when the group shrinks.</summary>
    public bool? PriorityScaleInUnhealthy { get; init; }

    /// <summary>CLASSIC_SCALING or WAKE_UP_STOPPED_SCALING.</summary>
    public string? ScalingMode { get; init; }

    /// <summary>RECREATE or RESET.</summary>
    public string? ReplaceMode { get; init; }
}

/// <summary>The mix of on-demand and spot instances.</summary>
public sealed record SpotMixedAllocationPolicy
{
    /// <summary>On-demand instances that come first.</summary>
    public int? BaseCapacity { get; init; }

    /// <summary>Percent of on-demand instances above the base, 0 to 100.</summary>
    public int? OnDemandPercentageAboveBaseCapacity { get; init; }

    /// <summary>COST_OPTIMIZED or CAPACITY_OPTIMIZED.</summary>
    public string? SpotAllocationStrategy { get; init; }

    /// <summary>Whether on-demand instances fill in when no spot instance can be had.</summary>
    public bool? CompensateWithBaseInstance { get; init; }
}

/// <summary>Numbering of names.</summary>
public sealed record IndexSettings
{
    /// <summary>Whether names are numbered.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The first number.</summary>
    public int? BeginIndex { get; init; }

    /// <summary>Least number of digits, filled up with zeros on the left. Unset: as many as the number has.</summary>
    public int? IndexLength { get; init; }
}
