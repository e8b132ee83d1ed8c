namespace TencentcloudRefresh.AutoScaling;

/// <summary>Whether a group scales.</summary>
public static class EnabledStatus
{
    /// <summary>It does.</summary>
    public const string Enabled = "ENABLED";

    /// <summary>It does not: switched off by hand, or held by a refresh activity, pauses included.</summary>
    public const string Disabled = "DISABLED";
}

/// <summary>Whether an ordinary scaling activity works on a group.</summary>
public static class InActivityStatus
{
    /// <summary>One does.</summary>
    public const string InActivity = "IN_ACTIVITY";

    /// <summary>None does.</summary>
    public const string NotInActivity = "NOT_IN_ACTIVITY";
}

/// <summary>The health of a group as a whole.</summary>
/// <remarks>The other words name what is wrong: CVM_ABNORMAL, LB_ABNORMAL, LB_LISTENER_ABNORMAL, LB_LOCATION_ABNORMAL, VPC_ABNORMAL, SUBNET_ABNORMAL,
/// INSUFFICIENT_BALANCE, LB_BACKEND_REGION_NOT_MATCH, LB_BACKEND_VPC_NOT_MATCH.</remarks>
public static class AutoScalingGroupStatus
{
    /// <summary>Nothing is wrong.</summary>
    public const string Normal = "NORMAL";
}

/// <summary>The health of a launch configuration.</summary>
/// <remarks>The other words name what is wrong: IMAGE_ABNORMAL, CBS_SNAP_ABNORMAL, SECURITY_GROUP_ABNORMAL.</remarks>
public static class LaunchConfigurationStatus
{
    /// <summary>Nothing is wrong.</summary>
    public const string Normal = "NORMAL";
}

/// <summary>The states of an instance in a group that matter here. There are more (CREATING, DETACHING, STOPPED, …); they are kept as they
/// came.</summary>
public static class LifeCycleState
{
    /// <summary>Running and taking part: the only instances that a refresh selects.</summary>
    public const string InService = "IN_SERVICE";

    /// <summary>Being made.</summary>
    public const string Creating = "CREATING";

    /// <summary>Being destroyed.</summary>
    public const string Terminating = "TERMINATING";

    /// <summary>Held by a lifecycle hook on its way into service.</summary>
    public const string InLaunchingHook = "IN_LAUNCHING_HOOK";

    /// <summary>Held by a lifecycle hook on its way out of service.</summary>
    public const string InTerminatingHook = "IN_TERMINATING_HOOK";
}

/// <summary>The health of an instance. Both troubles at once come as <c>UNHEALTHY|CLB_UNHEALTHY</c>.</summary>
public static class HealthStatus
{
    /// <summary>Nothing is wrong.</summary>
    public const string Healthy = "HEALTHY";

    /// <summary>The machine does not answer.</summary>
    public const string Unhealthy = "UNHEALTHY";

    /// <summary>A load balancer's check fails.</summary>
    public const string ClbUnhealthy = "CLB_UNHEALTHY";
}
