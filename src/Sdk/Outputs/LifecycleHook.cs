namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>A lifecycle hook that fires for each instance of a rollout and may hold it.</summary>
[OutputType]
public sealed class LifecycleHook
{
    /// <summary>Id of the hook.</summary>
    public readonly string LifecycleHookId;

    /// <summary>Name of the hook.</summary>
    public readonly string Name;

    /// <summary>
    /// <c>INSTANCE_TERMINATING</c>: it holds an instance on its way out of service; <c>INSTANCE_LAUNCHING</c>: on its way in.
    /// </summary>
    public readonly string Transition;

    /// <summary>Seconds for which it may hold an instance.</summary>
    public readonly int HeartbeatTimeoutSeconds;

    /// <summary>What follows when nobody completes it in that time: <c>CONTINUE</c> or <c>ABANDON</c>.</summary>
    public readonly string DefaultResult;

    [OutputConstructor]
    private LifecycleHook(string lifecycleHookId, string name, string transition, int heartbeatTimeoutSeconds, string defaultResult)
    {
        LifecycleHookId = lifecycleHookId;
        Name = name;
        Transition = transition;
        HeartbeatTimeoutSeconds = heartbeatTimeoutSeconds;
        DefaultResult = defaultResult;
    }
}
