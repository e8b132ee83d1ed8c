using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Assumptions;

public static partial class Assumed
{
    // How a rollout continues.
    internal static readonly Assumption StopTakesEffect = new("stopTakesEffect",
        "When Stop changes the status: at once, or when the batch in progress has ended.", "atOnce", "afterBatch");
    internal static readonly Assumption StoppedBatchFails = new("stoppedBatchFails",
        "The status after a batch that fails while the activity is stopped.", "MANUAL_PAUSE", "FAILED_PAUSE");
    internal static readonly Assumption FailureWaitsForBatch = Assumption.YesNo("failureWaitsForBatch", true,
        "FAILED_PAUSE comes when the whole batch has ended; otherwise with its first failure.");
    internal static readonly Assumption PartialBatch = new("partialBatch",
        "The status of a batch of which some machines failed.", "PARTIALLY_SUCCESSFUL", "FAILED");
    internal static readonly Assumption PauseAfterRetry = Assumption.YesNo("pauseAfterRetry", true,
        "A batch that succeeds on a retry pauses as its BatchPause says.");
    internal static readonly Assumption PauseAfterLastBatch = Assumption.YesNo("pauseAfterLastBatch", false,
        "BATCH_INTERVAL_PAUSE pauses after the last batch as well.");
    internal static readonly Assumption RetryNewActivityId = Assumption.YesNo("retryNewActivityId", true,
        "A retried machine gets a new LastActivityId.");
    internal static readonly Assumption ContinueInLastBatch = new("continueInLastBatch",
        "The final status after CONTINUE past failures in the last batch.", "SUCCESSFUL", "FAILED");
    internal static readonly Assumption SurgeFailure = new("surgeFailure",
        "The status after the making or removal of surge machines failed.", "FAILED_PAUSE", "FAILED");
    internal static readonly Assumption OriginAfterAutoRollback = new("originAfterAutoRollback",
        "The status of an activity that AUTO_ROLLBACK ends.", "CANCELLED", "FAILED");
    internal static readonly Assumption OriginAfterRollback = new("originAfterRollback",
        "The status of a paused activity that is rolled back.", "CANCELLED", "FAILED");
    internal static readonly Assumption StatusAfterAutoCancel = new("statusAfterAutoCancel",
        "The status of an activity that AUTO_CANCEL ends.", "CANCELLED", "FAILED");
    internal static readonly Assumption RollbackAwaitsOrigin = new("rollbackAwaitsOrigin",
        "The status in which a rollback waits for its origin's batch to end.", "INIT", "RUNNING");
    internal static readonly Assumption BalancerlessHealthCheck = new("balancerlessHealthCheck",
        "A target health check in a group without a balancer: passes at once, or every machine fails it.", "pass", "fail");
    internal static readonly Assumption ReplaceOrder = new("replaceOrder",
        "REPLACE without surge: the old machine goes first, or the new one comes first.", "destroyFirst", "createFirst");

    // What hooks do in it.
    internal static readonly Assumption RefreshHooks = new("refreshHooks",
        "The EXTENSION hooks that a refresh fires for each machine: those for the way out before its reinstall and those for the way in after it, or one kind alone.",
        "both", "launching", "terminating");
    internal static readonly Assumption RollbackHooks = Assumption.YesNo("rollbackHooks", true,
        "A rollback fires hooks as a rollout does.");
    internal static readonly Assumption SurgeHooks = new("surgeHooks",
        "The hooks that surge machines fire: all, since the group makes and removes them, or EXTENSION ones alone.", "all", "extension");
    internal static readonly Assumption AbandonedMachine = new("abandonedMachine",
        "A machine that a hook abandons on its way in: failed and on standby, or destroyed.", "standby", "destroyed");
    internal static readonly Assumption AbandonedOnTheWayOut = new("abandonedOnTheWayOut",
        "A machine that a hook abandons on its way out: continues, as in a removal, or fails.", "continues", "fails");

    // What it does to the group.
    internal static readonly Assumption EnabledAfter = new("enabledAfter",
        "EnabledStatus after an activity has ended: as before it, enabled in any case, or left disabled.",
        "former", "enabled", "disabled");
    internal static readonly Assumption StandbyLowersDesired = Assumption.YesNo("standbyLowersDesired", false,
        "The standby of a machine being refreshed lowers the desired count, as EnterStandby does.");
    internal static readonly Assumption MembersWhileIdle = new("membersWhileIdle",
        "RemoveInstances, DetachInstances, EnterStandby, ExitStandby and ModifyLoadBalancers during an activity whose batch is not in progress.", "accept", "refuse");
    internal static readonly Assumption DesiredWhileAlive = new("desiredWhileAlive",
        "The code for ModifyDesiredCapacity while the group is disabled.",
        "ResourceUnavailable.AutoScalingGroupDisabled", "ResourceUnavailable.AutoScalingGroupInRefreshActivity");
    internal static readonly Assumption DisableIsIdempotent = Assumption.YesNo("disableIsIdempotent", true,
        "DisableAutoScalingGroup of a disabled group is answered without effect; otherwise as a group that is disabled already.");

    private static ImmutableArray<Assumption> Rollouts =>
    [
        StopTakesEffect, StoppedBatchFails, FailureWaitsForBatch, PartialBatch, PauseAfterRetry, PauseAfterLastBatch, RetryNewActivityId,
        ContinueInLastBatch, SurgeFailure, OriginAfterAutoRollback, OriginAfterRollback, StatusAfterAutoCancel, RollbackAwaitsOrigin,
        BalancerlessHealthCheck, ReplaceOrder, RefreshHooks, RollbackHooks, SurgeHooks, AbandonedMachine, AbandonedOnTheWayOut, EnabledAfter, StandbyLowersDesired, MembersWhileIdle, DesiredWhileAlive, DisableIsIdempotent,
    ];
}
