namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The members of a group in the calls that make or change one.</summary>
internal static class GroupInput
{
    public static readonly Shape Id = RefreshInput.GroupId;

    public static readonly Shape Balancers = Shape.List(Shape.Members(
        ("LoadBalancerId!", Shape.Text), ("ListenerId!", Shape.Text), ("LocationId", Shape.Text), ("Region", Shape.Text),
        ("TargetAttributes!", Shape.List(Shape.Members(("Port!", Shape.Whole(1, 65535)), ("Weight!", Shape.Whole(0, 100)))))), 100);

    public static readonly Shape ClassicBalancers = Shape.List(Shape.Text, 20);

    private static readonly Shape Size = Shape.Whole(0, 2000, Codes.Size);

    private static readonly (string Name, Shape Shape)[] Changeable =
    [
        ("DesiredCapacity", Size), ("SubnetIds", Shape.List(Shape.Text)), ("Zones", Shape.List(Shape.Text)),
        ("DefaultCooldown", Shape.Whole(0, 3600)), ("ProjectId", Shape.Whole(0)),
        ("TerminationPolicies", Shape.List(Shape.Choice("OLDEST_INSTANCE", "NEWEST_INSTANCE"), 1)),
        ("RetryPolicy", Shape.Choice("IMMEDIATE_RETRY", "INCREMENTAL_INTERVALS", "NO_RETRY")),
        ("ZonesCheckPolicy", Shape.Choice("ANY", "ALL")), ("MultiZoneSubnetPolicy", Shape.Choice("PRIORITY", "EQUALITY")),
        ("HealthCheckType", Shape.Choice("CVM", "CLB")), ("LoadBalancerHealthCheckGracePeriod", Shape.Whole(0, 7200)),
        ("ServiceSettings", Shape.Members(
            ("ReplaceMonitorUnhealthy", Shape.Flag), ("ScalingMode", Shape.Choice("CLASSIC_SCALING", "WAKE_UP_STOPPED_SCALING")),
            ("ReplaceLoadBalancerUnhealthy", Shape.Flag), ("ReplaceMode", Shape.Choice("RECREATE", "RESET")), ("AutoUpdateInstanceTags", Shape.Flag),
            ("DesiredCapacitySyncWithMaxMinSize", Shape.Flag), ("PriorityScaleInUnhealthy", Shape.Flag))),
        ("Ipv6AddressCount", Shape.Whole(0, 1)),
        ("InstanceAllocationPolicy", Shape.Choice("LAUNCH_CONFIGURATION", "SPOT_MIXED")),
        ("SpotMixedAllocationPolicy", Shape.Members(
            ("BaseCapacity", Shape.Whole(0)), ("OnDemandPercentageAboveBaseCapacity", Shape.Whole(0, 100)), ("SpotAllocationStrategy", Shape.Text),
            ("CompensateWithBaseInstance", Shape.Flag))),
        ("CapacityRebalance", Shape.Flag), ("ConcurrentScaleOutForDesiredCapacity", Shape.Flag),
        ("InstanceNameIndexSettings", Indexing), ("HostNameIndexSettings", Indexing),
    ];

    public static readonly ObjectShape Create = Shape.Members(
    [
        ("AutoScalingGroupName!", Shape.TextUpTo(55)), ("LaunchConfigurationId!", Configuration), ("MaxSize!", Size), ("MinSize!", Size), ("VpcId!", Shape.Text),
        ("LoadBalancerIds", ClassicBalancers), ("ForwardLoadBalancers", Balancers), ("Tags", ConfigurationInput.Tags), .. Changeable,
    ]);

    public static readonly ObjectShape Modify = Shape.Members(
    [
        ("AutoScalingGroupId!", Id), ("AutoScalingGroupName", Shape.TextUpTo(55)), ("LaunchConfigurationId", Configuration), ("MaxSize", Size), ("MinSize", Size),
        ("VpcId", Shape.Text), .. Changeable,
    ]);

    public static readonly ObjectShape Desired = Shape.Members(("AutoScalingGroupId!", Id), ("DesiredCapacity!", Size), ("MinSize", Size), ("MaxSize", Size));

    public static readonly ObjectShape Group = Shape.Members(("AutoScalingGroupId!", Id));

    private static Shape Configuration => ConfigurationInput.Id;

    private static ObjectShape Indexing => Shape.Members(("Enabled!", Shape.Flag), ("BeginIndex", Shape.Whole(0)), ("IndexLength", Shape.Whole(0, 8)));
}
