using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What the rollout has come to, in the words of this resource.</summary>
public enum RefreshOutcome
{
    /// <summary>At work, or in a state this version does not know.</summary>
    InProgress,

    /// <summary>Paused by its policy or by hand, nothing failed: somebody has to approve.</summary>
    AwaitingApproval,

    /// <summary>Over, every instance refreshed.</summary>
    Succeeded,

    /// <summary>Over, with instances of the group that it did not bring through: failed ones, and those that it did not select.</summary>
    PartiallySucceeded,

    /// <summary>Paused since a batch failed, or given up by the service.</summary>
    Failed,

    Cancelled,

    /// <summary>Undone by a rollback activity that has ended well.</summary>
    RolledBack,

    /// <summary>Nothing was started, since there was nothing to refresh.</summary>
    UpToDate,
}

internal static class Outcomes
{
    /// <param name="leftOut">Instances of the group that deviate though they have not failed in it.</param>
    public static RefreshOutcome Of(string status, bool isRollback, int failedInstances, int leftOut = 0) => status switch
    {
        ActivityStatus.AutoPause => RefreshOutcome.AwaitingApproval,
        // A stopped activity whose finishing batch failed keeps the status of the stop.
        ActivityStatus.ManualPause => failedInstances > 0 ? RefreshOutcome.Failed : RefreshOutcome.AwaitingApproval,
        // Failed instances skipped by CONTINUE do not show in the status.
        ActivityStatus.Successful when failedInstances > 0 || leftOut > 0 => RefreshOutcome.PartiallySucceeded,
        ActivityStatus.Successful => isRollback ? RefreshOutcome.RolledBack : RefreshOutcome.Succeeded,
        ActivityStatus.FailedPause or ActivityStatus.Failed => RefreshOutcome.Failed,
        ActivityStatus.Cancelled => RefreshOutcome.Cancelled,
        _ => RefreshOutcome.InProgress,
    };
}
