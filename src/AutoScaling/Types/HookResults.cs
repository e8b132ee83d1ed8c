namespace TencentcloudRefresh.AutoScaling;

/// <summary>How a hook ended for an instance.</summary>
/// <remarks>Source: Auto Scaling API, data type LifecycleActionResultInfo.</remarks>
public sealed record LifecycleActionResult
{
    /// <summary>The hook, <c>ash-…</c>.</summary>
    public string LifecycleHookId { get; init => field = value ?? ""; } = "";

    /// <summary>The instance, <c>ins-…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="HookResult"/>.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("LifecycleActionResult")]
    public string Result { get; init => field = value ?? ""; } = "";

    /// <summary>HEARTBEAT_TIMEOUT, CALL_INTERFACE, COMMAND_EXEC_FAILURE and others.</summary>
    public string ResultReason { get; init => field = value ?? ""; } = "";
}

/// <summary>How a command ended on an instance.</summary>
/// <remarks>Source: Auto Scaling API, data type InvocationResult.</remarks>
public sealed record InvocationResult
{
    /// <summary>The instance, <c>ins-…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>The command, <c>cmd-…</c>.</summary>
    public string CommandId { get; init => field = value ?? ""; } = "";

    /// <summary>SUCCESS, FAILED, TIMEOUT and others.</summary>
    public string TaskStatus { get; init => field = value ?? ""; } = "";

    /// <summary>The agent's words for people.</summary>
    public string ErrorMessage { get; init => field = value ?? ""; } = "";
}
