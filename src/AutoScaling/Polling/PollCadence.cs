namespace TencentcloudRefresh.AutoScaling;

/// <summary>How soon a poll is worth its call: often near the expected end of a batch, seldom where nothing moves by itself.</summary>
internal static class PollCadence
{
    public static TimeSpan Next(ActivityObservation seen, ActivityPollerOptions options)
    {
        if (seen.Activity is not { } activity)
            return options.MinInterval; // just started and not listed yet
        if (activity.IsPaused)
            return options.MaxInterval; // only somebody else can move it now
        if (activity.Status is not ActivityStatus.Running)
            return options.MinInterval;

        var current = activity.RefreshBatchSet.FirstOrDefault(batch => batch.RefreshBatchNum == activity.CurrentRefreshBatchNum);
        if (current?.StartTime is not { } began)
            return options.MinInterval;
        var elapsed = seen.AnsweredAt - began;
        // A third of what is left closes in on the end; past it, or without a batch to compare with, a quarter of what has passed backs off.
        var wait = activity.UsualBatchTime is { } usual && elapsed < usual ? (usual - elapsed) / 3 : elapsed / 4;
        return wait < options.MinInterval ? options.MinInterval : wait < options.MaxInterval ? wait : options.MaxInterval;
    }
}
