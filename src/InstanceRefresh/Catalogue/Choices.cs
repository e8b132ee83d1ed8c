namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Every enumeration of the package, with what each word means.</summary>
public static class Choices
{
    public static PropertyType.Choice RefreshMode { get; } = new("RefreshMode", "How an instance is updated to the launch configuration.",
    [
        new("ROLLING_UPDATE_RESET",
            "Reinstall the instance in place: image, user data, enhanced services, host name and login settings are taken from the launch "
            + "configuration; id, private address and data disks stay."),
        new("ROLLING_UPDATE_REPLACE",
            "Create a new instance from the whole launch configuration and destroy the old one. Cannot be rolled back."),
    ]);

    public static PropertyType.Choice BatchPause { get; } = new("BatchPause", "Where a rollout stops and waits for approval.",
    [
        new("AUTOMATIC", "Never pause between batches."),
        new("FIRST_BATCH_PAUSE", "Pause after the first batch."),
        new("BATCH_INTERVAL_PAUSE", "Pause after every batch but the last."),
    ]);

    public static PropertyType.Choice FailProcess { get; } = new("FailProcess", "What the service does after a batch with failed instances.",
    [
        new("AUTO_PAUSE", "The rollout pauses as failed; the next `pulumi up` continues it."),
        new("AUTO_ROLLBACK", "The service rolls back what was done, one instance per batch. Not with `ROLLING_UPDATE_REPLACE`."),
        new("AUTO_CANCEL", "The service cancels the rollout."),
    ]);

    public static PropertyType.Choice ResumeMode { get; } = new("ResumeMode", "What resuming does with the failed instances of the current batch.",
    [
        new("RETRY", "Refresh them again."),
        new("CONTINUE", "Leave them failed, out of service and in standby, and continue with the next batch."),
    ]);

    public static PropertyType.Choice DesiredState { get; } = new("DesiredState", "The state that the rollout is to reach.",
    [
        new("Completed", "All batches done. A paused rollout is resumed."),
        new("Paused", "Paused once the current batch has finished, to be continued later."),
        new("Cancelled",
            "Ended where it is: finished batches stay as they are, neither resume nor rollback is possible afterwards."),
        new("RolledBack", "Undone by a rollback activity. Only with `ROLLING_UPDATE_RESET`."),
    ]);

    public static PropertyType.Choice ConflictPolicy { get; } = new("ConflictPolicy",
        "What a new rollout does when another activity on the group is unfinished, that is, running or paused.",
    [
        new("Fail", "Refuse, naming the other activity, its status and age."),
        new("Adopt", "Take over the other activity, whatever its settings, and start none."),
        new("Wait",
            "Wait until it has ended, then start. Fails if it is paused or becomes so, or if it may have done already what this rollout would "
            + "do."),
    ]);

    public static PropertyType.Choice InterruptPolicy { get; } = new("InterruptPolicy",
        "What happens to the rollout when the run is interrupted, by Ctrl-C or SIGTERM.",
    [
        new("Detach", "The rollout continues in the service; the next `pulumi up` follows it again."),
        new("Pause", "The rollout is asked to pause once the current batch has finished."),
    ]);

    public static PropertyType.Choice WaitTarget { get; } = new("WaitTarget", "How far `pulumi up` follows the rollout.",
    [
        new("Completed", "To its end, or to the pause that needs a decision."),
        new("Started", "Only until the service has accepted it."),
    ]);

    public static PropertyType.Choice VerificationAction { get; } = new("VerificationAction", "What follows when a verification fails.",
    [
        new("Pause", "The rollout stays paused, and `pulumi up` ends with an error; the next one verifies again."),
        new("RollBack", "The rollout is rolled back, and `pulumi up` ends with an error. Not with `ROLLING_UPDATE_REPLACE`."),
        new("Cancel", "The rollout is cancelled, and `pulumi up` ends with an error; refreshed instances keep the new version."),
    ]);

    public static PropertyType.Choice StandbyInstances { get; } = new("StandbyInstances", "What an instance in standby is after a rollout.",
    [
        new("Report", "A deviation, which is named."),
        new("Ignore", "Put into standby on purpose: no deviation. What failed in a rollout is named all the same."),
        new("ReturnToService",
            "Taken out of standby at the end, where this rollout or an earlier one has left it there after a failure: it serves with what it had, and stays "
            + "named. Any other one is a deviation."),
    ]);

    public static PropertyType.Choice RefreshOutcome { get; } = new("RefreshOutcome",
        "The result of the rollout so far, independent of the status words of the service.",
    [
        new("InProgress", "In progress, or in a state of the service that this version does not know."),
        new("AwaitingApproval",
            "Paused by its policy or by hand, with nothing failed: it waits for `approvedThroughBatch`, or for another `pulumi up`."),
        new("Succeeded", "All instances are refreshed."),
        new("PartiallySucceeded", "Ended, but not every instance of the group is shown to run what it should; `deviations` names them."),
        new("Failed", "Paused because instances failed, given up by the service, or not shown to be good by its `verification`."),
        new("Cancelled", "Cancelled before all batches were done."),
        new("RolledBack", "Undone by a rollback activity that succeeded."),
        new("UpToDate", "Nothing was started, since there was nothing to refresh."),
    ]);

    public static PropertyType.Choice FailOn { get; } = new("FailOn", "An outcome that ends `pulumi up` with an error.",
    [
        new("PartiallySucceeded", "The rollout has ended, and not every instance of the group is shown to run what it should."),
        new("AwaitingApproval", "The rollout is paused and waits for approval."),
    ]);

    public static PropertyType.Choice DeviationKind { get; } = new("DeviationKind", "In which way an instance deviates.",
    [
        new("LeftBehind", "Its refresh failed, and the rollout continued or ended without it."),
        new("NotCovered",
            "The activity did not select it, or, where it was taken over, may have refreshed it before the launch configuration changed."),
        new("Lost", "It was part of the rollout and is gone: destroyed, reclaimed, or terminated by a hook."),
        new("OtherImage", "It counts as refreshed and runs another image than it should."),
        new("ConfigurationChanged", "The launch configuration changed during the rollout, and it has the older values."),
        new("GroupDisabled", "The group is still switched off: it does not scale until somebody enables it."),
    ]);
}
