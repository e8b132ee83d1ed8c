namespace TencentcloudRefresh.AutoScaling;

/// <summary>How soon a poll is worth its call: seldom in the middle of a batch, often near its expected end, seldom where nothing moves by itself.</summary>
internal static class PollCadence
{
    /// <summary>The last batch's end is the rollout's; somebody waits for it.</summary>
    private static readonly TimeSpan NearTheEnd = TimeSpan.FromSeconds(4.5);

    /// <summary>The end of another batch is news, and may be a pause or a failure.</summary>
    private static readonly TimeSpan NearTheNextBatch = TimeSpan.FromSeconds(10);

    /// <summary>What is paused moves only by somebody else's hand.</summary>
    private static readonly TimeSpan Paused = TimeSpan.FromSeconds(15);

    /// <summary>Few batches end before this share of the expected time: machines of one image differ by less.</summary>
    private const double EndsAfter = 0.75;

    /// <summary>Until this share of the expected time an end is still likely at any moment.</summary>
    private const double LongOverdue = 1.5;

    /// <summary>One poll before that is enough to show progress.</summary>
    private const double Middle = 0.5;

    /// <param name="seen">The newest observation.</param>
    /// <param name="expectedBatch">How long a batch is expected to take where the activity itself has no ended one to compare with. Null: not known.</param>
    /// <param name="options">The shortest and the longest wait.</param>
    /// <param name="speed">How fast the service's time runs beside that of the waits.</param>
    public static TimeSpan Next(ActivityObservation seen, TimeSpan? expectedBatch, ActivityPollerOptions options, double speed = 1)
        => Clamp(Wanted(seen, expectedBatch) / speed ?? options.MinInterval, options);

    /// <summary>Null: as soon as possible.</summary>
    private static TimeSpan? Wanted(ActivityObservation seen, TimeSpan? expectedBatch)
    {
        if (seen.Activity is not { } activity)
            return null; // just started and not listed yet
        if (activity.IsPaused)
            return Paused;
        var current = activity.RefreshBatchSet.FirstOrDefault(batch => batch.RefreshBatchNum == activity.CurrentRefreshBatchNum);
        if (activity.Status is not ActivityStatus.Running || current?.StartTime is not { } began)
            return null;

        var elapsed = seen.AnsweredAt - began;
        var near = activity.RefreshBatchSet.Any(batch => batch.RefreshBatchNum > current.RefreshBatchNum) ? NearTheNextBatch : NearTheEnd;
        if ((activity.UsualBatchTime ?? expectedBatch) is not { } expected)
            return Smaller(elapsed / 4, near);
        var untilEnds = (expected * EndsAfter) - elapsed;
        // What is long overdue may take much longer: the wait grows with the delay.
        return untilEnds > TimeSpan.Zero ? Smaller(untilEnds, expected * Middle) : Larger(near, (elapsed - (expected * LongOverdue)) / 4);
    }

    private static TimeSpan Clamp(TimeSpan wait, ActivityPollerOptions options) => Smaller(Larger(wait, options.MinInterval), options.MaxInterval);

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Larger(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
