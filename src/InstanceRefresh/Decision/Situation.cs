using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// As much of an activity as a decision needs. Made from a live activity or from stored outputs, so that both lead to the same answer.
/// </summary>
internal sealed record Situation
{
    /// <summary>One of <see cref="ActivityStatus"/>, or a word of the future.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it undoes another activity.</summary>
    public bool IsRollback { get; init; }

    /// <summary>Whether a rollback of it exists in principle: the service offers none for replaced instances.</summary>
    public bool CanBeRolledBack { get; init; } = true;

    /// <summary>The last batch that has begun, from 1. While paused: the batch that the pause follows. 0 before the first.</summary>
    public int Reached { get; init; }

    /// <summary>Whether instances are being worked on; a stopped activity finishes its batch.</summary>
    public bool BatchInWork { get; init; }

    /// <summary>Whether batches wait for their turn.</summary>
    public bool BatchesLeft { get; init; } = true;

    /// <summary>Of the batch reached only: those that a retry works on. What an earlier batch left behind has been decided about.</summary>
    public int FailedInstances { get; init; }

    public bool IsTerminal => ActivityStatus.IsTerminal(Status);

    /// <summary>All batches have ended and the activity has not: surge instances are being destroyed. The service lets nobody stop that.</summary>
    public bool IsClearingUp => Status == ActivityStatus.Running && Reached > 0 && !BatchInWork && !BatchesLeft;

    public static Situation Of(RefreshActivity activity)
    {
        int reached = ReachedOf(
            activity.RefreshBatchSet.Select(batch => (batch.RefreshBatchNum, batch.RefreshBatchStatus)), activity.CurrentRefreshBatchNum);
        return new()
        {
            Status = activity.Status,
            IsRollback = activity.IsRollback,
            CanBeRolledBack = activity.RefreshMode != RefreshMode.Replace,
            Reached = reached,
            BatchInWork = activity.RefreshBatchSet.Any(batch => batch.IsInProgress),
            BatchesLeft = activity.RefreshBatchSet.Count == 0 || activity.RefreshBatchSet.Any(batch => batch.RefreshBatchStatus == BatchStatus.Waiting),
            FailedInstances = activity.FailedInstances.Count(failed => failed.Batch == reached),
        };
    }

    public static Situation Of(RefreshOutputs stored)
    {
        int reached = ReachedOf(stored.Batches.Select(batch => (batch.Number, batch.Status)), stored.CurrentBatch);
        return new()
        {
            Status = stored.Status,
            IsRollback = stored.ActivityType == ActivityType.Rollback,
            Reached = reached,
            BatchInWork = stored.Batches.Any(batch => batch.Status is BatchStatus.Init or BatchStatus.Running),
            BatchesLeft = stored.Batches.IsEmpty || stored.Batches.Any(batch => batch.Status == BatchStatus.Waiting),
            FailedInstances = stored.Batches
                .Where(batch => batch.Number == reached)
                .Sum(batch => batch.InstanceCounts.GetValueOrDefault(InstanceStatus.Failed)),
        };
    }

    // The current number of the service is the fallback only: whether it moves on at the pause or at the resume is not documented.
    private static int ReachedOf(IEnumerable<(int Number, string Status)> batches, int current)
        => batches.Where(batch => batch.Status is not (BatchStatus.Waiting or BatchStatus.Cancelled or ""))
            .Select(batch => batch.Number)
            .DefaultIfEmpty(current)
            .Max();
}
