using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// One line about where an activity is: <c>batch 2/4 · 5/12 instances · 1 failed · 3m10s · about 4m left</c>. All times are the service's.
/// </summary>
internal static class ProgressLine
{
    /// <param name="now">When the service answered.</param>
    /// <param name="expectedBatch">How long a batch is thought to take until one of this activity has ended.</param>
    public static string For(RefreshActivity activity, DateTimeOffset now, TimeSpan expectedBatch)
    {
        var instances = activity.RefreshBatchSet.SelectMany(batch => batch.RefreshBatchRelatedInstanceSet).ToList();
        int done = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Successful);
        int failed = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Failed);

        var parts = new List<string> { Where(activity), $"{done}/{instances.Count} instances" };
        if (failed > 0)
            parts.Add($"{failed} failed");
        if ((activity.StartTime ?? activity.CreatedTime) is { } started)
            parts.Add(Times.Span((activity.EndTime ?? now) - started));
        if (activity.Status == ActivityStatus.Running && Left(activity, now, expectedBatch) is { } left)
            parts.Add($"about {Times.About(left)} left");
        return string.Join(" · ", parts);
    }

    private static string Where(RefreshActivity activity)
    {
        string batch = $"batch {activity.CurrentRefreshBatchNum}/{OutputsBuilder.CountOf(activity)}";
        string place = activity.Status switch
        {
            ActivityStatus.Running when Situation.Of(activity).IsClearingUp => "destroying surge instances",
            ActivityStatus.Running when activity.CurrentRefreshBatchNum == 0 => "creating surge instances",
            ActivityStatus.Running => batch,
            ActivityStatus.Init => "preparing",
            ActivityStatus.AutoPause or ActivityStatus.FailedPause => $"paused after {batch}",
            ActivityStatus.ManualPause => Situation.Of(activity).BatchInWork ? $"pausing after {batch}" : $"paused after {batch}",
            var status => status,
        };
        return OutputsBuilder.IsRollback(activity) ? $"rollback {place}" : place;
    }

    /// <summary>What the batches still to be done will take, going by those that are; null when nothing is left but clearing up.</summary>
    private static TimeSpan? Left(RefreshActivity activity, DateTimeOffset now, TimeSpan expectedBatch)
    {
        var mean = Pace.UsualIn(activity) ?? expectedBatch;
        var left = TimeSpan.Zero;
        foreach (var batch in activity.RefreshBatchSet)
        {
            if (batch.RefreshBatchStatus is BatchStatus.Waiting)
                left += mean;
            else if (batch.RefreshBatchStatus is BatchStatus.Init or BatchStatus.Running)
                left += batch.StartTime is { } started && now - started is var spent ? (mean > spent ? mean - spent : TimeSpan.Zero) : mean;
        }

        return activity.RefreshBatchSet.Count == 0 || Situation.Of(activity).IsClearingUp ? null : left;
    }
}
