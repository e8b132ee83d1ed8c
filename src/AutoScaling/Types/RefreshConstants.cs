namespace TencentcloudRefresh.AutoScaling;

/// <summary>The states of a refresh activity.</summary>
/// <remarks>Source: Auto Scaling API, data type RefreshActivity, member Status.</remarks>
public static class ActivityStatus
{
    /// <summary>Accepted, being prepared.</summary>
    public const string Init = "INIT";

    /// <summary>A batch, or the surge before or after the batches, is in progress.</summary>
    public const string Running = "RUNNING";

    /// <summary>Over; instances that were skipped may still have failed.</summary>
    public const string Successful = "SUCCESSFUL";

    /// <summary>Paused since instances of a batch failed.</summary>
    public const string FailedPause = "FAILED_PAUSE";

    /// <summary>Paused by its own <see cref="BatchPause"/>.</summary>
    public const string AutoPause = "AUTO_PAUSE";

    /// <summary>Paused by StopInstanceRefresh; a batch may still be finishing.</summary>
    public const string ManualPause = "MANUAL_PAUSE";

    /// <summary>Over: cancelled by a caller, by a rollback, or by its own <see cref="FailProcess"/>.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Over: the service gave up.</summary>
    public const string Failed = "FAILED";

    /// <summary>One of the three pauses.</summary>
    public static bool IsPaused(string status) => status is FailedPause or AutoPause or ManualPause;

    /// <summary>A state that is never left: successful, cancelled or failed.</summary>
    public static bool IsTerminal(string status) => status is Successful or Cancelled or Failed;

    /// <summary>One of the eight states documented; any other is to be shown and waited on, not to be guessed at.</summary>
    public static bool IsKnown(string status) => status is Init or Running || IsPaused(status) || IsTerminal(status);
}

/// <summary>What an activity does.</summary>
public static class ActivityType
{
    /// <summary>Refreshes the instances.</summary>
    public const string Normal = "NORMAL";

    /// <summary>Undoes a normal one.</summary>
    public const string Rollback = "ROLLBACK";
}

/// <summary>How an instance is refreshed.</summary>
public static class RefreshMode
{
    /// <summary>Reinstalled in place: image, user data, enhanced services, host name and login settings are applied. The service's default.</summary>
    public const string Reset = "ROLLING_UPDATE_RESET";

    /// <summary>Replaced by a new instance; cannot be rolled back.</summary>
    public const string Replace = "ROLLING_UPDATE_REPLACE";
}

/// <summary>When an activity pauses by itself although nothing failed.</summary>
public static class BatchPause
{
    /// <summary>Never. The service's default.</summary>
    public const string Automatic = "AUTOMATIC";

    /// <summary>After the first batch.</summary>
    public const string FirstBatch = "FIRST_BATCH_PAUSE";

    /// <summary>Between all batches.</summary>
    public const string EveryBatch = "BATCH_INTERVAL_PAUSE";
}

/// <summary>What an activity does after a batch with failed instances.</summary>
public static class FailProcess
{
    /// <summary>It pauses. The service's default.</summary>
    public const string AutoPause = "AUTO_PAUSE";

    /// <summary>It starts a rollback activity, one instance a batch.</summary>
    public const string AutoRollback = "AUTO_ROLLBACK";

    /// <summary>It cancels itself.</summary>
    public const string AutoCancel = "AUTO_CANCEL";
}

/// <summary>What a resume does with the failed instances of the current batch.</summary>
public static class ResumeMode
{
    /// <summary>Refreshes them again. The service's default.</summary>
    public const string Retry = "RETRY";

    /// <summary>Leaves them as they are, in standby, and continues.</summary>
    public const string Continue = "CONTINUE";
}

/// <summary>The states of a batch.</summary>
public static class BatchStatus
{
    /// <summary>Not begun.</summary>
    public const string Waiting = "WAITING";

    /// <summary>About to begin.</summary>
    public const string Init = "INIT";

    /// <summary>In progress.</summary>
    public const string Running = "RUNNING";

    /// <summary>Ended; every instance failed.</summary>
    public const string Failed = "FAILED";

    /// <summary>Ended; some instances failed.</summary>
    public const string PartiallySuccessful = "PARTIALLY_SUCCESSFUL";

    /// <summary>Will not begin any more.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Ended; no instance failed.</summary>
    public const string Successful = "SUCCESSFUL";
}

/// <summary>The states of an instance within a batch.</summary>
public static class InstanceStatus
{
    /// <summary>Its batch has not begun.</summary>
    public const string Waiting = "WAITING";

    /// <summary>About to be refreshed.</summary>
    public const string Init = "INIT";

    /// <summary>Being refreshed.</summary>
    public const string Running = "RUNNING";

    /// <summary>Failed; it stays in standby with load balancer weight 0.</summary>
    public const string Failed = "FAILED";

    /// <summary>Will not be refreshed any more.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Refreshed and back in service.</summary>
    public const string Successful = "SUCCESSFUL";

    /// <summary>Left the group or was destroyed meanwhile; does not block the batch.</summary>
    public const string NotFound = "NOT_FOUND";
}
