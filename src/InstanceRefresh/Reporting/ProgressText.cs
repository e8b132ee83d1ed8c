using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The one form in which progress is told, by provider, rehearsal and tool: <c>2/4 · 5/12 ok · 1 failed · 3m10s · about 4m left</c>. Where a rollout is not
/// simply running its phase comes before that: <c>paused 2/4 · …</c>, <c>baking 2m of 5m · 2/4 · …</c>.
/// </summary>
public static class ProgressText
{
    internal const string InHook = "in hook";

    private const string Separator = " · ";

    /// <summary>The whole line.</summary>
    public static string Line(RolloutProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Joined(
            progress.Bake is { } bake ? VerificationText.Bake(bake.Spent, bake.Whole) : null,
            Place(progress),
            Counts(progress),
            progress.Elapsed is { } elapsed ? Time(elapsed) : null,
            Estimate(progress));
    }

    /// <summary>Phase and batch: <c>2/4</c>, <c>rollback pausing 1/2</c>. While it bakes the bake is the phase.</summary>
    public static string Place(RolloutProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        string phase = progress.Bake is null && progress.Phase.Length > 0 ? $"{progress.Phase} " : "";
        return $"{(progress.IsRollback ? "rollback " : "")}{phase}{progress.Batch}/{progress.Batches}";
    }

    /// <summary>Instances: <c>5/12 ok</c>, <c>5/12 ok · 1 failed · 1 lost</c>.</summary>
    public static string Counts(RolloutProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Counts(progress.Done, progress.Total, progress.Failed, progress.Lost);
    }

    /// <summary>One batch: <c>1/2 ok · 1 failed · 1m10s</c>, <c>waiting</c>.</summary>
    public static string Batch(BatchProgress batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch is { Done: 0, Failed: 0, Lost: 0, Busy: 0, Elapsed: null }
            ? "waiting"
            : Joined(Counts(batch.Done, batch.Total, batch.Failed, batch.Lost), batch.Elapsed is { } elapsed ? Time(elapsed) : null);
    }

    /// <summary>A span of time as progress has it: <c>45s</c>, <c>3m10s</c>, <c>1h02m</c>, <c>1d 2h</c>. Never negative.</summary>
    public static string Time(TimeSpan span) => Times.Span(span);

    /// <summary>What an activity does besides refreshing instances; empty while it simply runs.</summary>
    internal static string Phase(RefreshActivity activity, ProgressDetails known) => activity.Status switch
    {
        ActivityStatus.Running when Situation.Of(activity).IsClearingUp => "destroying surge instances",
        ActivityStatus.Running when activity.CurrentRefreshBatchNum == 0 => "creating surge instances",
        ActivityStatus.Running => known.InHook.Count > 0 ? InHook : "",
        ActivityStatus.Init => "preparing",
        ActivityStatus.AutoPause or ActivityStatus.FailedPause => "paused",
        ActivityStatus.ManualPause => Situation.Of(activity).BatchInWork ? "pausing" : "paused",
        var status => status,
    };

    private static string Counts(int done, int total, int failed, int lost)
        => Joined($"{done}/{total} ok", failed > 0 ? $"{failed} failed" : null, lost > 0 ? $"{lost} lost" : null);

    private static string? Estimate(RolloutProgress progress)
        => progress.Quiet is { } quiet ? $"no progress for {Times.About(quiet.Spent)} (deadline {Times.About(quiet.AtMost)})"
            : progress.Left is { } left ? $"about {Times.About(left)} left"
            : null;

    private static string Joined(params ReadOnlySpan<string?> parts) => string.Join(Separator, parts.ToArray().Where(part => part is not null));
}
