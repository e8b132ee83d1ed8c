namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>What can go wrong. The JSON name is the same with a small first letter.</summary>
public enum FaultKind
{
    // To a machine, named by its id or as one of a group's batch.

    /// <summary>The next attempt on the machine fails (the next n with <see cref="Fault.Times"/>).</summary>
    FailOnce,

    /// <summary>Every attempt on the machine fails.</summary>
    FailAlways,

    /// <summary>The machine never becomes a healthy target: it fails when the health check's time is over. Nothing happens without the check.</summary>
    HealthTimeout,

    /// <summary>The machine is destroyed when its turn comes, at once if it is in progress.</summary>
    Vanish,

    /// <summary>The machine's work does not end while the fault is there.</summary>
    Stuck,

    /// <summary>The next hook that holds the machine on its way in is completed with ABANDON, at once.</summary>
    HookAbandon,

    /// <summary>The next command that a hook runs on the machine fails.</summary>
    CommandFails,

    // To an answer, named by its action.

    /// <summary>The answer is an error with <see cref="Fault.Code"/>.</summary>
    Error,

    /// <summary>The answer is a page of HTML with <see cref="Fault.Status"/>.</summary>
    Http,

    /// <summary>The answer is JSON that breaks off in the middle.</summary>
    Truncate,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The answer comes late, by <see cref="Fault.Milliseconds"/>.</summary>
    Delay,

    /// <summary>The call is carried out; the connection ends without an answer, after <see cref="Fault.Milliseconds"/>.</summary>
    LostAnswer,

    /// <summary>The answer has no RequestId.</summary>
    NoRequestId,

    /// <summary>DescribeRefreshActivities finds nothing; so do, by name, DescribeAutoScalingGroups, DescribeAutoScalingInstances and
    /// DescribeLaunchConfigurations.</summary>
    EmptySet,

    /// <summary>DescribeRefreshActivities shows a status that no enumeration has: <see cref="Fault.Code"/>, or BAKING.</summary>
    UnknownStatus,

    /// <summary>DescribeRefreshActivities shows null for every time and leaves RefreshSettings bare; the others of <see cref="EmptySet"/> show null for
    /// every time.</summary>
    Sparse,

    /// <summary>DescribeRefreshActivities shows the batches in no order.</summary>
    Unordered,

    // To a group's activity, by somebody else.

    /// <summary>Somebody stops the activity when batch <see cref="Fault.AtBatch"/> has begun.</summary>
    Pause,

    /// <summary>Somebody stops it when that batch has begun and cancels it when the batch has ended.</summary>
    Cancel,

    /// <summary>Somebody stops it when that batch has begun and rolls it back.</summary>
    Rollback,

    /// <summary>The activity fails for good when that batch has begun.</summary>
    Break,

    /// <summary>Making the surge machines fails.</summary>
    SurgeOut,

    /// <summary>Removing the surge machines fails.</summary>
    SurgeIn,

    // To the monitor.

    /// <summary>The alarm policy <see cref="Fault.PolicyId"/> fires when that batch of the group has begun, at once where there is no group, and for
    /// <see cref="Fault.Seconds"/>.</summary>
    Alarm,
}
