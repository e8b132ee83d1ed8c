using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// One line about where an activity is, what matters first, since a terminal cuts its end: <c>2/4 · 5/12 ok · 1 failed · 3m10s · about 4m left</c>. Where it
/// is not simply running a phase comes before that: <c>paused 2/4 · 5/12 ok</c>, <c>in hook 2/4 · 5/12 ok</c>. All times are the service's.
/// </summary>
internal sealed record ProgressLine
{
    /// <summary><c>baking 2m of 5m</c>; null while nothing bakes.</summary>
    private string? Bake { get; init; }

    /// <summary>Phase and batch: <c>2/4</c>, <c>rollback pausing 1/2</c>.</summary>
    public required string Place { get; init; }

    public bool IsBaking { get; private init; }

    /// <summary>Instances: <c>5/12 ok</c>, <c>5/12 ok · 1 failed</c>.</summary>
    public required string Counts { get; init; }

    /// <summary>The same as numbers.</summary>
    public required RolloutProgress Progress { get; init; }

    /// <summary><c>3m10s</c>; null while it has not begun.</summary>
    private string? Elapsed { get; init; }

    /// <summary><c>about 4m left</c>, <c>no progress for 12m (deadline 50m)</c>; null where nobody can tell.</summary>
    private string? Estimate { get; init; }

    public override string ToString() => string.Join(" · ", new[] { Bake, Place, Counts, Elapsed, Estimate }.Where(part => part is not null));

    /// <param name="now">When the service answered.</param>
    /// <param name="expectedBatch">How long a batch is thought to take until one of this activity has ended.</param>
    /// <param name="bake">How much of a bake is over.</param>
    /// <param name="quiet">How long nothing has moved: then nobody can tell how long it will still take.</param>
    /// <param name="isInHook">Whether an instance waits in a lifecycle hook.</param>
    public static ProgressLine Of(
        RefreshActivity activity, DateTimeOffset now, TimeSpan expectedBatch, BakeProgress? bake = null, QuietSpell? quiet = null, bool isInHook = false)
    {
        var instances = activity.Instances.ToList();
        int done = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Successful);
        int failed = activity.FailedInstances.Count;
        return new ProgressLine
        {
            Bake = bake is { } baking ? VerificationText.Bake(baking.Spent, baking.Whole) : null,
            IsBaking = bake is not null,
            Place = $"{(activity.IsRollback ? "rollback " : "")}{(bake is null ? Phase(activity, isInHook) : "")}{activity.CurrentRefreshBatchNum}/{activity.BatchCount}",
            Counts = $"{done}/{instances.Count} ok{(failed > 0 ? $" · {failed} failed" : "")}",
            Progress = new(activity.CurrentRefreshBatchNum, activity.BatchCount, done, instances.Count, failed),
            Elapsed = (activity.StartTime ?? activity.CreatedTime) is { } started ? Times.Span((activity.EndTime ?? now) - started) : null,
            Estimate = quiet is { } silent ? $"no progress for {Times.About(silent.Spent)} (deadline {Times.About(silent.AtMost)})"
                : activity.Status == ActivityStatus.Running && Left(activity, now, expectedBatch) is { } left ? $"about {Times.About(left)} left" : null,
        };
    }

    private static string Phase(RefreshActivity activity, bool isInHook) => activity.Status switch
    {
        ActivityStatus.Running when Situation.Of(activity).IsClearingUp => "destroying surge instances ",
        ActivityStatus.Running when activity.CurrentRefreshBatchNum == 0 => "creating surge instances ",
        ActivityStatus.Running => isInHook ? "in hook " : "",
        ActivityStatus.Init => "preparing ",
        ActivityStatus.AutoPause or ActivityStatus.FailedPause => "paused ",
        ActivityStatus.ManualPause => Situation.Of(activity).BatchInWork ? "pausing " : "paused ",
        var status => $"{status} ",
    };

    /// <summary>
    /// What the batches still to be done will take, going by those that are. A batch that takes longer than expected makes those after it longer too; of
    /// how long it still takes itself nobody knows anything, so after the last one nothing is said.
    /// </summary>
    private static TimeSpan? Left(RefreshActivity activity, DateTimeOffset now, TimeSpan expectedBatch)
    {
        if (Situation.Of(activity).IsClearingUp)
            return null;

        var usual = activity.UsualBatchTime ?? expectedBatch;
        var spent = activity.RefreshBatchSet
            .Where(batch => batch.IsInProgress)
            .Select(batch => now - (batch.StartTime ?? now))
            .DefaultIfEmpty(TimeSpan.Zero)
            .Max();
        var next = spent > usual ? spent : usual;
        var left = activity.RefreshBatchSet.Count(batch => batch.RefreshBatchStatus is BatchStatus.Waiting) * next
            + (activity.RefreshBatchSet.Any(batch => batch.IsInProgress) ? next - spent : TimeSpan.Zero);
        return left > TimeSpan.Zero ? left : null;
    }
}
