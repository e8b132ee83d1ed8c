namespace TencentcloudRefresh.AutoScaling;

/// <summary>A hook of a group: it holds an instance on its way in or out until somebody completes it, its command ends, or its time is over.</summary>
/// <remarks>Source: Auto Scaling API, data type LifecycleHook.</remarks>
public sealed record LifecycleHook
{
    /// <summary>The hook, <c>ash-…</c>.</summary>
    public string LifecycleHookId { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string LifecycleHookName { get; init => field = value ?? ""; } = "";

    /// <summary>Its group.</summary>
    public string AutoScalingGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.LifecycleTransition"/>.</summary>
    public string LifecycleTransition { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.LifecycleTransitionType"/>. The service's default is NORMAL.</summary>
    public string LifecycleTransitionType { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="HookResult"/>: what follows when its time is over, or its command failed. The service's default is CONTINUE.</summary>
    public string DefaultResult { get; init => field = value ?? ""; } = "";

    /// <summary>Seconds that it may hold an instance, 30 to 7200. The service's default is 300.</summary>
    public int HeartbeatTimeout { get; init; }
}

/// <summary>On which way a hook holds an instance.</summary>
public static class LifecycleTransition
{
    /// <summary>On its way into service.</summary>
    public const string Launching = "INSTANCE_LAUNCHING";

    /// <summary>On its way out of service.</summary>
    public const string Terminating = "INSTANCE_TERMINATING";
}

/// <summary>What makes a hook fire.</summary>
public static class LifecycleTransitionType
{
    /// <summary>Instances that the group makes or removes by itself.</summary>
    public const string Normal = "NORMAL";

    /// <summary>The same, and calls such as AttachInstances, RemoveInstances and StartInstanceRefresh.</summary>
    public const string Extension = "EXTENSION";
}

/// <summary>How a hook lets go of an instance.</summary>
public static class HookResult
{
    /// <summary>The instance goes on its way.</summary>
    public const string Continue = "CONTINUE";

    /// <summary>The instance does not go into service; on the way out it goes all the same.</summary>
    public const string Abandon = "ABANDON";
}
