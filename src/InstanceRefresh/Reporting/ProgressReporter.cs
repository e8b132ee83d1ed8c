namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Decides which progress is worth a line. Kept: another batch or phase, and a sign of life where nothing was told for a minute, or for ten minutes once a
/// batch takes longer than that, and in a bake. For the live display alone: an instance has got on, and the last line is not quite new. A line is one or the other, since
/// a pipeline's log prints both. All else that moves goes as data, for a view that draws it.
/// </summary>
internal sealed class ProgressReporter(IProgressLog log)
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

    /// <param name="now">When the service answered.</param>
    public Task ReportAsync(RolloutProgress progress, DateTimeOffset now)
    {
        var place = (progress.RefreshActivityId, ProgressText.Place(progress), progress.Bake is not null);
        bool arrived = _place != place;
        if (arrived)
            (_place, _placeSince) = (place, now);

        var atMost = now - _placeSince < MaxSilenceLater && progress.Bake is null ? MaxSilence : MaxSilenceLater;
        // The next look may be the one that comes too late: the time between two of them grows by a quarter and is moved at random.
        bool silent = now - _reportedAt + ((now - (_polledAt ?? now)) * 1.5) > atMost;
        string counts = ProgressText.Counts(progress);
        bool moved = _counts != counts && now - _reportedAt >= atMost * 0.75;
        _polledAt = now;
        if (!arrived && !silent && !moved)
            return log.TraceAsync(progress.Line, progress);

        (_counts, _reportedAt) = (counts, now);
        return arrived || silent ? log.InfoAsync(progress.Line, progress) : log.StatusAsync(progress.Line, progress);
    }
}
