using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Decides which progress is worth a line. Kept: another batch or phase, and a sign of life where nothing was told for a minute, or for ten minutes once a
/// batch takes longer than that, and in a bake. For the live display alone: an instance has got on, and the last line is not quite new. A line is one or the other, since
/// a pipeline's log prints both.
/// </summary>
internal sealed class ProgressReporter(IProgressLog log, TimeSpan expectedBatch)
{
    /// <summary>A pipeline that is silent for longer looks hung; one that says more is not read.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(1);

    /// <summary>Of a batch that takes hours.</summary>
    private static readonly TimeSpan MaxSilenceLater = TimeSpan.FromMinutes(10);

    private (string ActivityId, string Place, bool IsBaking)? _place;
    private string _counts = "";
    private DateTimeOffset _placeSince;
    private DateTimeOffset _reportedAt;
    private DateTimeOffset? _polledAt;

    public async Task ReportAsync(RefreshActivity activity, DateTimeOffset now, BakeProgress? bake = null, QuietSpell? quiet = null, bool isInHook = false)
    {
        var line = ProgressLine.Of(activity, now, expectedBatch, bake, quiet, isInHook);
        var place = (activity.RefreshActivityId, line.Place, line.IsBaking);
        bool arrived = _place != place;
        if (arrived)
            (_place, _placeSince) = (place, now);

        var atMost = now - _placeSince < MaxSilenceLater && !line.IsBaking ? MaxSilence : MaxSilenceLater;
        // The next look may be the one that comes too late: the time between two of them grows by a quarter and is moved at random.
        bool silent = now - _reportedAt + ((now - (_polledAt ?? now)) * 1.5) > atMost;
        bool moved = _counts != line.Counts && now - _reportedAt >= atMost * 0.75;
        _polledAt = now;
        if (!arrived && !silent && !moved)
            return;

        (_counts, _reportedAt) = (line.Counts, now);
        await (arrived || silent ? log.InfoAsync(line.ToString(), line.Progress) : log.StatusAsync(line.ToString(), line.Progress));
    }
}
