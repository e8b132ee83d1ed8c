namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Where the program wants the rollout to get to: intent, reviewed in code. The first member of each enum here is the default.</summary>
public enum DesiredState
{
    /// <summary>Every batch done.</summary>
    Completed,

    /// <summary>Held: the batch in progress finishes, the next one does not begin.</summary>
    Paused,

    /// <summary>Ended where it stands: finished batches keep what they got.</summary>
    Cancelled,

    /// <summary>Undone by a rollback activity.</summary>
    RolledBack,
}

/// <summary>What a new rollout does when another activity is alive on the group.</summary>
public enum ConflictPolicy
{
    /// <summary>Refuses, naming the other one.</summary>
    Fail,

    /// <summary>Adopts the other one.</summary>
    Adopt,

    /// <summary>Waits for the other one's end, then starts; refuses if the other one is paused, since that may never end.</summary>
    Wait,
}

/// <summary>What an interrupt leaves behind.</summary>
public enum InterruptPolicy
{
    /// <summary>The rollout continues in the cloud.</summary>
    Detach,

    /// <summary>The rollout is paused; its batch in progress finishes.</summary>
    Pause,
}

/// <summary>How far an operation follows the rollout.</summary>
public enum WaitTarget
{
    Completed,

    /// <summary>Only until the service has accepted it.</summary>
    Started,
}

/// <summary>What an instance in standby is after a rollout.</summary>
public enum StandbyInstances
{
    /// <summary>A deviation.</summary>
    Report,

    /// <summary>Deliberate, and no deviation.</summary>
    Ignore,

    /// <summary>Taken out of standby, where this rollout or an earlier one has left it there.</summary>
    ReturnToService,
}
