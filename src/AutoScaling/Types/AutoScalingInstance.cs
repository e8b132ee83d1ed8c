namespace TencentcloudRefresh.AutoScaling;

/// <summary>An instance of a group, as the service tells it.</summary>
/// <remarks>Source: Auto Scaling API, data type Instance. The image is not among its members; only the CVM service knows that.</remarks>
public sealed record AutoScalingInstance
{
    /// <summary>The instance, <c>ins-…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>Its group.</summary>
    public string AutoScalingGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>The name of its group.</summary>
    public string AutoScalingGroupName { get; init => field = value ?? ""; } = "";

    /// <summary>The launch configuration it was made from.</summary>
    public string LaunchConfigurationId { get; init => field = value ?? ""; } = "";

    /// <summary>The name of that configuration.</summary>
    public string LaunchConfigurationName { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.LifeCycleState"/> or another word of the service.</summary>
    public string LifeCycleState { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.HealthStatus"/>, or two joined by a bar.</summary>
    public string HealthStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it is spared when the group shrinks.</summary>
    public bool ProtectedFromScaleIn { get; init; }

    /// <summary>Its zone.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>AUTO_CREATION or MANUAL_ATTACHING.</summary>
    public string CreationType { get; init => field = value ?? ""; } = "";

    /// <summary>When it joined the group, UTC.</summary>
    public DateTimeOffset? AddTime { get; init; }

    /// <summary>Its type, for example <c>S5.MEDIUM4</c>.</summary>
    public string InstanceType { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the launch configuration it was made from. Whether a reinstall raises it is not documented.</summary>
    public int VersionNumber { get; init; }

    /// <summary>WAITING_ENTER_WARMUP, NO_NEED_WARMUP, IN_WARMUP or AFTER_WARMUP.</summary>
    public string WarmupStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Its placement groups.</summary>
    public IReadOnlyList<string> DisasterRecoverGroupIds { get; init => field = value ?? []; } = [];
}
