namespace TencentcloudRefresh.AutoScaling;

/// <summary>An ordinary scaling activity (<c>asa-…</c>), such as the one that worked on a failed instance.</summary>
/// <remarks>Source: Auto Scaling API, data type Activity. Kept by the service for two years.</remarks>
public sealed record ScalingActivity
{
    /// <summary>The activity, <c>asa-…</c>.</summary>
    public string ActivityId { get; init => field = value ?? ""; } = "";

    /// <summary>Its group.</summary>
    public string AutoScalingGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>SCALE_OUT, SCALE_IN, REPLACE_UNHEALTHY_INSTANCE and others.</summary>
    public string ActivityType { get; init => field = value ?? ""; } = "";

    /// <summary>INIT, RUNNING, SUCCESSFUL, PARTIALLY_SUCCESSFUL, FAILED or CANCELLED.</summary>
    public string StatusCode { get; init => field = value ?? ""; } = "";

    /// <summary>The service's words for people.</summary>
    public string StatusMessage { get; init => field = value ?? ""; } = "";

    /// <summary>The same, shorter.</summary>
    public string StatusMessageSimplified { get; init => field = value ?? ""; } = "";

    /// <summary>Why it began.</summary>
    public string Cause { get; init => field = value ?? ""; } = "";

    /// <summary>What it did.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>When it was accepted, UTC.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The instances it worked on.</summary>
    public IReadOnlyList<ScalingActivityInstance> RelatedInstanceSet { get; init => field = value ?? []; } = [];

    /// <summary>Messages of single steps.</summary>
    public IReadOnlyList<DetailedStatusMessage> DetailedStatusMessageSet { get; init => field = value ?? []; } = [];

    /// <summary>How its lifecycle hooks ended; those that have not ended are not listed.</summary>
    public IReadOnlyList<LifecycleActionResult> LifecycleActionResultSet { get; init => field = value ?? []; } = [];

    /// <summary>How the commands ended that it ran on instances.</summary>
    public IReadOnlyList<InvocationResult> InvocationResultSet { get; init => field = value ?? []; } = [];
}

/// <summary>An instance that a scaling activity worked on.</summary>
public sealed record ScalingActivityInstance
{
    /// <summary>The instance, <c>ins-…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>INIT, RUNNING, SUCCESSFUL or FAILED.</summary>
    public string InstanceStatus { get; init => field = value ?? ""; } = "";
}

/// <summary>What one step of a scaling activity said about one instance.</summary>
public sealed record DetailedStatusMessage
{
    /// <summary>The error code of the service that was called.</summary>
    public string Code { get; init => field = value ?? ""; } = "";

    /// <summary>The zone it concerns.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>The instance it concerns, if any.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>The service's words for people.</summary>
    public string Message { get; init => field = value ?? ""; } = "";
}
