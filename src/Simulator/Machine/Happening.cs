namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>Something that happens to an activity: work that ended, or a caller's wish that was found allowed.</summary>
internal abstract record Happening
{
    /// <summary>The preparation of a new activity is done.</summary>
    public sealed record Prepared : Happening;

    /// <summary>The origin of a waiting rollback has finished its batch.</summary>
    public sealed record OriginSettled : Happening;

    public sealed record SurgeMade(string? Failure) : Happening;

    public sealed record SurgeRemoved(string? Failure) : Happening;

    /// <summary>The current batch goes from INIT to RUNNING.</summary>
    public sealed record BatchRuns : Happening;

    /// <summary>A machine's work has ended, well where there is no failure text.</summary>
    public sealed record InstanceDone(string InstanceId, string? Failure) : Happening;

    /// <summary>A machine has left the group or was destroyed.</summary>
    public sealed record InstanceGone(string InstanceId) : Happening;

    public sealed record Stop : Happening;

    /// <param name="Retry">Run failed machines again; otherwise leave them and go on.</param>
    public sealed record Resume(bool Retry) : Happening;

    public sealed record Cancel : Happening;

    /// <summary>A rollback takes over from this activity.</summary>
    public sealed record TakenOver : Happening;

    /// <summary>Trouble that nothing can be done about.</summary>
    public sealed record Broken : Happening;
}
