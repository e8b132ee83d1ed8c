using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report.History;

/// <summary>Puts what is new in one look into lines for a person.</summary>
internal sealed class EventFormatter(ActivityChange change, PollWindow window, ImmutableArray<ReportEvent>.Builder news)
{
    /// <summary>Ids that one line names before it only counts.</summary>
    private const int NamedAtMost = 5;

    private readonly RefreshActivity _seen = change.After;

    public void Accepted()
    {
        string size = $"{ReportText.Count(_seen.Instances.Count(), "instance")} in "
            + ReportText.Count(_seen.RefreshBatchSet.Count, "batch");
        string what = _seen.IsRollback ? $"Rollback {_seen.RefreshActivityId} of {_seen.OriginRefreshActivityId}" : $"Rollout {_seen.RefreshActivityId}";
        Add(window.Date(_seen.CreatedTime), ReportEventKind.Activity, $"{what} accepted: {size}");
    }

    public void Batch(RefreshBatch batch, BatchTrack before, BatchTrack after)
    {
        Instances(batch, before, after);
        for (int i = before.Marks.Length; i < after.Marks.Length; i++)
        {
            bool wentOn = i > 0 && Work.IsGoingOn(after.Marks[i - 1].Status);
            if (wentOn && Work.IsGoingOn(after.Marks[i].Status))
                continue; // INIT, then RUNNING: one beginning
            Add(after.Marks[i].At, ReportEventKind.Batch, BatchText(batch, after.Marks, i), batch.RefreshBatchNum);
        }
    }

    public void Status(ImmutableArray<StatusMark> marks)
    {
        StatusMark? before = marks.Length > 1 ? marks[^2] : null;
        // The first beginning is reported by the first batch.
        if (marks[^1].Status == ActivityStatus.Init || (marks[^1].Status == ActivityStatus.Running && before?.Status is null or ActivityStatus.Init))
            return;
        Add(marks[^1].At, ReportEventKind.Activity, StatusText(marks[^1], before, marks[0].At));
    }

    private string StatusText(StatusMark now, StatusMark? before, DateTimeOffset begin) => Interventions.Of(change, window.AskedSince(before?.At)) switch
    {
        Deed.Paused => $"{Name} paused by somebody else",
        Deed.Resumed => $"{Name} was resumed by somebody else",
        Deed.Cancelled => $"{Name} was cancelled or rolled back by somebody else after {ReportText.Duration(now.At - begin)}",
        _ => StatusText(now, begin),
    };

    private string StatusText(StatusMark now, DateTimeOffset begin) => now.Status switch
    {
        ActivityStatus.Running => $"{Name} continues",
        ActivityStatus.AutoPause => $"{Name} paused for approval after batch {_seen.CurrentRefreshBatchNum}",
        ActivityStatus.FailedPause => $"{Name} paused in batch {_seen.CurrentRefreshBatchNum} because of failures",
        ActivityStatus.ManualPause => $"{Name} paused as asked",
        _ when ActivityStatus.IsTerminal(now.Status) => $"{Name} ended {now.Status} after {ReportText.Duration(now.At - begin)}",
        _ => $"{Name} is {ReportText.Clean(now.Status)}, a status that this version does not know",
    };

    private string Name => _seen.IsRollback ? "The rollback" : "The rollout";

    private string BatchText(RefreshBatch batch, ImmutableArray<StatusMark> marks, int index)
    {
        StatusMark mark = marks[index];
        string name = $"{(_seen.IsRollback ? "Rollback batch" : "Batch")} {batch.RefreshBatchNum} of {_seen.RefreshBatchSet.Count}";
        if (mark.Status == BatchStatus.Cancelled)
            return $"{name} cancelled";
        if (Work.IsGoingOn(mark.Status))
            return index == 0 ? $"{name} began: {ReportText.Count(batch.RefreshBatchRelatedInstanceSet.Count, "instance")}" : $"{name} began again";
        StatusMark? began = marks.Take(index).LastOrDefault(earlier => Work.IsGoingOn(earlier.Status));
        return $"{name} ended {ReportText.Clean(mark.Status)} after {ReportText.Duration(mark.At - (began?.At ?? mark.At))}";
    }

    /// <summary>Those that failed or vanished since the poll before, the same message told once.</summary>
    private void Instances(RefreshBatch batch, BatchTrack before, BatchTrack after)
    {
        if (ReferenceEquals(before.Instances, after.Instances))
            return;
        var changed = after.Instances.Where(pair => before.Instances.GetValueOrDefault(pair.Key)?.Marks.Length != pair.Value.Marks.Length && pair.Value.Marks is [_, ..]);
        foreach (var group in changed
            .Select(pair => (Id: ReportText.Clean(pair.Key), Mark: pair.Value.Marks[^1]))
            .Where(item => item.Mark.Status is InstanceStatus.Failed or InstanceStatus.NotFound)
            .GroupBy(item => (item.Mark.At, item.Mark.Status, item.Mark.Message))
            .OrderBy(group => group.Key.At))
        {
            string[] ids = [.. group.Select(item => item.Id)];
            string names = string.Join(", ", ids.Take(NamedAtMost)) + (ids.Length > NamedAtMost ? $" and {ids.Length - NamedAtMost} more" : "");
            string what = group.Key.Status == InstanceStatus.Failed ? "failed" : "left the group or was destroyed";
            Add(group.Key.At, ReportEventKind.Instance, group.Key.Message is { } why ? $"{names} {what}: {why}" : $"{names} {what}", batch.RefreshBatchNum);
        }
    }

    private void Add(DateTimeOffset at, string kind, string text, int? batch = null)
        => news.Add(new(at, kind, text, _seen.RefreshActivityId, batch));
}
