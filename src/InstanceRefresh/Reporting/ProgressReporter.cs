using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Decides which progress lines are worth telling: every change on the live display; for keeps only a change of batch or status, and one line a
/// minute.
/// </summary>
internal sealed class ProgressReporter(IProgressLog log, TimeSpan expectedBatch)
{
    /// <summary>A pipeline that is silent for longer looks hung; one that says more is not read.</summary>
    private static readonly TimeSpan QuietAtMost = TimeSpan.FromMinutes(1);

    private string _lastLine = "";
    private (string ActivityId, string Status, int Batch)? _lastPlace;
    private DateTimeOffset _lastKept;

    public async Task ReportAsync(RefreshActivity activity, DateTimeOffset now)
    {
        string line = ProgressLine.For(activity, now, expectedBatch);
        var place = (activity.RefreshActivityId, activity.Status, activity.CurrentRefreshBatchNum);
        bool kept = _lastPlace != place || now - _lastKept >= QuietAtMost;
        if (line != _lastLine)
            await log.StatusAsync(line);
        if (kept)
        {
            await log.InfoAsync(line);
            _lastKept = now;
        }

        (_lastLine, _lastPlace) = (line, place);
    }
}
