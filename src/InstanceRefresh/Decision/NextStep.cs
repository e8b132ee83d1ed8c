namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What to do about an activity now. Closed: these cases and no others.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>The write that it takes; null for none.</summary>
    public virtual Asked? AsksFor => null;

    /// <summary>Look again later.</summary>
    public sealed record Wait(string For) : NextStep
    {
        /// <summary>The pause is the one that the user was told of, so that it may be resumed once the waiting is over.</summary>
        public bool IsInReportedPause { get; init; }
    }

    /// <summary>Wait for the bake, ask alarms and URLs, and decide again.</summary>
    public sealed record Verify : NextStep;

    public sealed record Resume(string Mode) : NextStep
    {
        public override Asked? AsksFor => Asked.Resume;
    }

    public sealed record Stop : NextStep
    {
        public override Asked? AsksFor => Asked.Stop;
    }

    public sealed record Cancel : NextStep
    {
        public override Asked? AsksFor => Asked.Cancel;
    }

    public sealed record Rollback : NextStep
    {
        public override Asked? AsksFor => Asked.Rollback;
    }

    /// <summary>The activity has ended badly: look whether a rollback of it exists, and decide about that one instead.</summary>
    public sealed record SeekRollback : NextStep;

    /// <summary>Where it should be. The operation succeeds.</summary>
    public sealed record Finish(Reached As) : NextStep;

    /// <summary>Not where it should be, and nothing more to be done by this operation, which ends incomplete.</summary>
    public sealed record GiveUp(Cause Because) : NextStep;

    /// <summary>What is wanted cannot be had from here. Nothing is called; the operation ends incomplete.</summary>
    public sealed record Refuse(string Reason) : NextStep;
}

/// <summary>In which way the rollout is where it should be.</summary>
internal enum Reached
{
    Ended,

    /// <summary>Accepted by the service, and nobody wants to wait.</summary>
    Started,

    /// <summary>Paused, and that is right: approval is awaited.</summary>
    HeldForApproval,

    /// <summary>Paused as <see cref="DesiredState.Paused"/> asks.</summary>
    HeldAsDesired,

    /// <summary>Paused since the launch configuration has changed: see <see cref="ConfigurationGate"/>.</summary>
    HeldForChange,
}

/// <summary>Why an operation ends incomplete.</summary>
internal enum Cause
{
    /// <summary>A batch failed and the activity waits for a decision.</summary>
    BatchFailed,

    /// <summary>Resuming with CONTINUE would begin a batch that is not approved.</summary>
    NotApproved,

    /// <summary>A batch failed, and the launch configuration has changed meanwhile: see <see cref="ConfigurationGate"/>.</summary>
    ConfigurationChanged,

    /// <summary>Somebody has stopped the activity.</summary>
    PausedByHand,

    /// <summary>A call is due, and the activity was only recognised by its settings: whether it is ours is for a person to say.</summary>
    MaybeForeign,

    /// <summary>Cancelled, or given up by the service.</summary>
    EndedEarly,

    /// <summary>Undone, or being undone, although it should be completed.</summary>
    RolledBack,

    /// <summary>The verification of a batch, or of the end, did not pass; or it has had the rollout undone.</summary>
    NotVerified,
}
