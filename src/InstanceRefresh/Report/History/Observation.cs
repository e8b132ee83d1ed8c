using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report.History;

/// <summary>Compares an answer with what is known and tells what is new, as a track with more marks and as lines of the history.</summary>
internal static class Observation
{
    public static (ActivityTrack Track, ImmutableArray<ReportEvent> News) Of(ActivityTrack? known, RefreshActivity seen, PollWindow window)
    {
        ImmutableArray<ReportEvent>.Builder news = ImmutableArray.CreateBuilder<ReportEvent>();
        var change = ActivityChange.Between(known?.Latest, seen);
        var formatter = new EventFormatter(change, window, news);
        if (known is null)
            formatter.Accepted();

        ImmutableSortedDictionary<int, BatchTrack> batches = known?.Batches ?? ImmutableSortedDictionary<int, BatchTrack>.Empty;
        foreach (BatchChange moved in change.Batches)
        {
            BatchTrack before = batches.GetValueOrDefault(moved.After.RefreshBatchNum, BatchTrack.Unseen);
            BatchTrack after = Batch(before, moved, window);
            batches = batches.SetItem(moved.After.RefreshBatchNum, after);
            formatter.Batch(moved.After, before, after);
        }

        ImmutableArray<StatusMark> marks = known?.Marks ?? Beginnings(seen, window);
        if (change.OfStatus)
        {
            marks = marks.Add(new(ActivityChangedAt(seen, window), seen.Status));
            formatter.Status(marks);
        }
        return (new(seen, window.Now, marks, batches), news.ToImmutable());
    }

    /// <summary>What must have come before the first poll, as far as the service dates it.</summary>
    private static ImmutableArray<StatusMark> Beginnings(RefreshActivity seen, PollWindow window)
    {
        ImmutableArray<StatusMark> marks = [];
        if (seen.Status == ActivityStatus.Init)
            return marks;
        if (seen.CreatedTime is { } created && created <= window.Now)
            marks = marks.Add(new(created, ActivityStatus.Init));
        if (seen.Status != ActivityStatus.Running && seen.StartTime is { } start && start <= window.Now)
            marks = marks.Add(new(start, ActivityStatus.Running));
        return marks;
    }

    private static DateTimeOffset ActivityChangedAt(RefreshActivity seen, PollWindow window) => seen.Status switch
    {
        ActivityStatus.Init => window.Date(seen.CreatedTime),
        ActivityStatus.Running => window.Date(window.AskedFor(Asked.Resume), seen.StartTime),
        ActivityStatus.ManualPause => window.Date(window.AskedFor(Asked.Stop)),
        // These two begin when a batch ends.
        ActivityStatus.AutoPause or ActivityStatus.FailedPause => window.Date(seen.RefreshBatchSet.Max(batch => batch.EndTime)),
        _ => window.Date(seen.EndTime),
    };

    private static BatchTrack Batch(BatchTrack known, BatchChange moved, PollWindow window)
    {
        RefreshBatch seen = moved.After;
        string status = seen.RefreshBatchStatus;
        ImmutableArray<StatusMark> marks = known.Marks;
        bool unmoved = status == known.Status || (marks.IsEmpty && Work.HasNotBegun(status));
        if (!unmoved)
        {
            // A spell of work between two polls still was one. A retry begins with our resume; the first spell is dated by the service.
            DateTimeOffset began = window.Date(marks.IsEmpty ? seen.StartTime : window.AskedFor(Asked.Resume), seen.StartTime);
            if (Work.IsGoingOn(status))
            {
                marks = marks.Add(new(Work.IsGoingOn(known.Status) ? window.Now : began, status));
            }
            else
            {
                DateTimeOffset ended = window.Date(seen.EndTime);
                if (Work.IsResult(status) && !Work.IsGoingOn(known.Status))
                    marks = marks.Add(new(began < ended ? began : window.Previous ?? ended, BatchStatus.Running));
                marks = marks.Add(new(ended, status));
            }
        }
        var track = new BatchTrack(marks, known.Instances);
        return track with { Instances = Instances(track, moved, window) };
    }

    private static ImmutableSortedDictionary<string, InstanceTrack> Instances(BatchTrack batch, BatchChange moved, PollWindow window)
    {
        var instances = batch.Instances.ToBuilder();
        foreach ((_, RefreshBatchInstance instance) in moved.Instances)
        {
            InstanceTrack known = instances.GetValueOrDefault(instance.InstanceId, InstanceTrack.Unseen);
            InstanceTrack now = Instance(known, instance, batch, moved.After, window);
            if (now != known || !instances.ContainsKey(instance.InstanceId))
                instances[instance.InstanceId] = now;
        }
        return instances.ToImmutable();
    }

    private static InstanceTrack Instance(InstanceTrack known, RefreshBatchInstance seen, BatchTrack batch, RefreshBatch batchSeen, PollWindow window)
    {
        string status = seen.InstanceStatus;
        ImmutableArray<InstanceMark> marks = known.Marks;
        string? scalingActivity = ReportText.CleanOrNull(seen.LastActivityId);
        // Each attempt has a scaling activity of its own: another one beside an equal result is another attempt, unseen while it ran.
        bool again = Work.IsResult(status) && marks is [.., var last] && last.Status == status && last.LastActivityId != scalingActivity;
        if ((status == known.Status && !again) || (marks.IsEmpty && Work.HasNotBegun(status)))
            return known;

        var mark = new InstanceMark(window.Now, status, ReportText.CleanOrNull(seen.InstanceStatusMessage), scalingActivity);
        DateTimeOffset began = window.Date(batch.WorkBegan);
        if (Work.IsGoingOn(status))
            return new(marks.Add(mark with { At = Work.IsGoingOn(known.Status) ? window.Now : began }));

        // It cannot have ended after its batch did.
        mark = mark with { At = window.Date(Work.IsGoingOn(batchSeen.RefreshBatchStatus) ? null : batchSeen.EndTime) };
        if (Work.IsResult(status) && !Work.IsGoingOn(known.Status))
            marks = marks.Add(new(began < mark.At ? began : window.Previous ?? mark.At, InstanceStatus.Running, null, scalingActivity));
        return new(marks.Add(mark));
    }
}
