namespace TencentcloudRefresh.AutoScaling;

/// <summary>Changes the members given of a group; the others stay.</summary>
/// <remarks>Source: Auto Scaling API, ModifyAutoScalingGroup page.</remarks>
public sealed record ModifyAutoScalingGroupRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>Its name, at most 55 bytes, unique in the account.</summary>
    public string? AutoScalingGroupName { get; init; }

    /// <summary>The launch configuration, <c>asc-…</c>.</summary>
    public string? LaunchConfigurationId { get; init; }

    /// <summary>The most instances, 0 to 2000.</summary>
    public int? MaxSize { get; init; }

    /// <summary>The fewest instances, 0 to 2000.</summary>
    public int? MinSize { get; init; }

    /// <summary>The network, <c>vpc-…</c>.</summary>
    public string? VpcId { get; init; }

    /// <summary>The number of instances; between the limits. The service's default for a new group is its <c>MinSize</c>.</summary>
    public int? DesiredCapacity { get; init; }

    /// <summary>Seconds of rest after a scaling activity, 0 to 3600. The service's default is 300.</summary>
    public int? DefaultCooldown { get; init; }

    /// <summary>The subnets; needed in a private network.</summary>
    public IReadOnlyList<string>? SubnetIds { get; init; }

    /// <summary>The zones, outside a private network.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>One of OLDEST_INSTANCE and NEWEST_INSTANCE.</summary>
    public IReadOnlyList<string>? TerminationPolicies { get; init; }

    /// <summary>IMMEDIATE_RETRY, INCREMENTAL_INTERVALS or NO_RETRY.</summary>
    public string? RetryPolicy { get; init; }

    /// <summary>ANY or ALL: how many of the zones must work.</summary>
    public string? ZonesCheckPolicy { get; init; }

    /// <summary>PRIORITY or EQUALITY.</summary>
    public string? MultiZoneSubnetPolicy { get; init; }

    /// <summary>CVM or CLB.</summary>
    public string? HealthCheckType { get; init; }

    /// <summary>Seconds in which a new instance's load balancer health is not looked at, 0 to 7200.</summary>
    public int? LoadBalancerHealthCheckGracePeriod { get; init; }

    /// <summary>The switches.</summary>
    public ServiceSettings? ServiceSettings { get; init; }

    /// <summary>LAUNCH_CONFIGURATION or SPOT_MIXED.</summary>
    public string? InstanceAllocationPolicy { get; init; }

    /// <summary>The mix, with SPOT_MIXED.</summary>
    public SpotMixedAllocationPolicy? SpotMixedAllocationPolicy { get; init; }

    /// <summary>Whether spot instances about to be reclaimed are replaced beforehand.</summary>
    public bool? CapacityRebalance { get; init; }

    /// <summary>Whether it may scale out to the desired capacity while another activity works.</summary>
    public bool? ConcurrentScaleOutForDesiredCapacity { get; init; }

    /// <summary>IPv6 addresses for each instance.</summary>
    public int? Ipv6AddressCount { get; init; }

    /// <summary>Numbering of instance names.</summary>
    public IndexSettings? InstanceNameIndexSettings { get; init; }

    /// <summary>Numbering of host names.</summary>
    public IndexSettings? HostNameIndexSettings { get; init; }

    /// <summary>The project. The service's default is 0, the default project.</summary>
    public long? ProjectId { get; init; }
}

/// <summary>It was changed.</summary>
public sealed record ModifyAutoScalingGroupResponse : CloudResponse;

internal static class ModifyAutoScalingGroup
{
    // SameState: it names the values, not a step.
    public static readonly CloudAction<ModifyAutoScalingGroupRequest, ModifyAutoScalingGroupResponse> Action = new(
        nameof(ModifyAutoScalingGroup), Repeat.SameState,
        WireJson.Default.ModifyAutoScalingGroupRequest,
        WireJson.Default.AnswerModifyAutoScalingGroupResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Changes the members given of a group; the others stay.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <c>InvalidParameterValue.Size</c>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ModifyAutoScalingGroupResponse> ModifyAutoScalingGroupAsync(
        ModifyAutoScalingGroupRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(ModifyAutoScalingGroup.Action, request, cancellationToken);
    }
}
