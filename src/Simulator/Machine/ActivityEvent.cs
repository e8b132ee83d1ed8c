namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>Something that happens to an activity: work that ended, or a caller's wish that was found allowed.</summary>
internal abstract record ActivityEvent
{
    /// <summary>The preparation of a new activity is done.</summary>
    public sealed record Prepared : ActivityEvent;

    /// <summary>The origin of a waiting rollback has finished its batch.</summary>
    public sealed record OriginSettled : ActivityEvent;

    public sealed record SurgeMade(string? Failure) : ActivityEvent;

    public sealed record SurgeRemoved(string? Failure) : ActivityEvent;

    /// <summary>The current batch goes from INIT to RUNNING.</summary>
    public sealed record BatchRuns : ActivityEvent;

    /// <summary>A machine's work has ended, well where there is no failure text.</summary>
    public sealed record InstanceDone(string InstanceId, string? Failure) : ActivityEvent;

    /// <summary>A machine has left the group or was destroyed.</summary>
    public sealed record InstanceGone(string InstanceId) : ActivityEvent;

    public sealed record Stop : ActivityEvent;

    /// <param name="Retry">Run failed machines again; otherwise leave them and continue.</param>
    public sealed record Resume(bool Retry) : ActivityEvent;

    public sealed record Cancel : ActivityEvent;

    /// <summary>A rollback takes over from this activity.</summary>
    public sealed record RollbackBegun : ActivityEvent;

    /// <summary>Trouble that nothing can be done about.</summary>
    public sealed record Broken : ActivityEvent;
}
