namespace Pulumi.Tencentcloud;

/// <summary>Arguments of a scaling group.</summary>
public sealed class AsScalingGroupArgs : global::Pulumi.ResourceArgs
{
    [Input("scalingGroupName", required: true)]
    public Input<string> ScalingGroupName { get; set; } = null!;

    [Input("configurationId", required: true)]
    public Input<string> ConfigurationId { get; set; } = null!;

    [Input("vpcId", required: true)]
    public Input<string> VpcId { get; set; } = null!;

    [Input("maxSize", required: true)]
    public Input<double> MaxSize { get; set; } = null!;

    [Input("minSize", required: true)]
    public Input<double> MinSize { get; set; } = null!;

    [Input("desiredCapacity")]
    public Input<double>? DesiredCapacity { get; set; }

    [Input("defaultCooldown")]
    public Input<double>? DefaultCooldown { get; set; }

    [Input("lbHealthCheckGracePeriod")]
    public Input<double>? LbHealthCheckGracePeriod { get; set; }

    [Input("projectId")]
    public Input<double>? ProjectId { get; set; }

    [Input("subnetIds")]
    private InputList<string>? _subnetIds;

    public InputList<string> SubnetIds
    {
        get => _subnetIds ??= [];
        set => _subnetIds = value;
    }

    [Input("zones")]
    private InputList<string>? _zones;

    public InputList<string> Zones
    {
        get => _zones ??= [];
        set => _zones = value;
    }

    [Input("loadBalancerIds")]
    private InputList<string>? _loadBalancerIds;

    public InputList<string> LoadBalancerIds
    {
        get => _loadBalancerIds ??= [];
        set => _loadBalancerIds = value;
    }

    [Input("forwardBalancerIds")]
    private InputList<Inputs.AsScalingGroupForwardBalancerIdArgs>? _forwardBalancerIds;

    public InputList<Inputs.AsScalingGroupForwardBalancerIdArgs> ForwardBalancerIds
    {
        get => _forwardBalancerIds ??= [];
        set => _forwardBalancerIds = value;
    }

    [Input("terminationPolicies")]
    private InputList<string>? _terminationPolicies;

    public InputList<string> TerminationPolicies
    {
        get => _terminationPolicies ??= [];
        set => _terminationPolicies = value;
    }

    [Input("retryPolicy")]
    public Input<string>? RetryPolicy { get; set; }

    [Input("healthCheckType")]
    public Input<string>? HealthCheckType { get; set; }

    [Input("multiZoneSubnetPolicy")]
    public Input<string>? MultiZoneSubnetPolicy { get; set; }

    [Input("replaceMode")]
    public Input<string>? ReplaceMode { get; set; }

    [Input("scalingMode")]
    public Input<string>? ScalingMode { get; set; }

    [Input("replaceMonitorUnhealthy")]
    public Input<bool>? ReplaceMonitorUnhealthy { get; set; }

    [Input("replaceLoadBalancerUnhealthy")]
    public Input<bool>? ReplaceLoadBalancerUnhealthy { get; set; }

    [Input("desiredCapacitySyncWithMaxMinSize")]
    public Input<bool>? DesiredCapacitySyncWithMaxMinSize { get; set; }

    [Input("instanceAllocationPolicy")]
    public Input<string>? InstanceAllocationPolicy { get; set; }

    [Input("priorityScaleInUnhealthy")]
    public Input<bool>? PriorityScaleInUnhealthy { get; set; }

    [Input("concurrentScaleOutForDesiredCapacity")]
    public Input<bool>? ConcurrentScaleOutForDesiredCapacity { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public static new AsScalingGroupArgs Empty => new();
}
