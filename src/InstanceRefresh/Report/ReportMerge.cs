using System.Collections.Immutable;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>
/// Joins the reports of two runs over the same activity, e.g. of the one that ended at a failed batch and the one that resumed it. What the
/// later run saw for the first time it could only date roughly; what the earlier one watched, it knows better.
/// </summary>
internal static class ReportMerge
{
    public static RolloutReport Continue(RolloutReport earlier, RolloutReport later)
    {
        var seam = new Seam(earlier.AsOf);
        var before = earlier.Activities.ToDictionary(activity => activity.RefreshActivityId, StringComparer.Ordinal);
        ImmutableArray<ReportActivity> activities = [.. later.Activities.Select(activity =>
            before.TryGetValue(activity.RefreshActivityId, out ReportActivity? known) ? Join(known, activity, seam) : activity)];
        var present = activities.Select(activity => activity.RefreshActivityId).ToHashSet(StringComparer.Ordinal);
        // Whoever has not compared the instances knows no better than an earlier report of the same end.
        bool keepsComparison = later.Verified is null && earlier.Status == later.Status;
        // A rollback that only the earlier run saw stays in the history.
        activities = [.. activities, .. earlier.Activities.Where(activity => !present.Contains(activity.RefreshActivityId))];
        return ReportBuilder.Finish(later with
        {
            AutoScalingGroupName = later.AutoScalingGroupName ?? earlier.AutoScalingGroupName,
            LaunchConfiguration = later.LaunchConfiguration ?? earlier.LaunchConfiguration,
            Settings = later.Settings ?? earlier.Settings,
            Run = later.Run ?? earlier.Run,
            Verified = keepsComparison ? earlier.Verified : later.Verified,
            Deviations = keepsComparison ? earlier.Deviations : later.Deviations,
            Images = Join(earlier.Images, later.Images),
            Causes = ReportCauses.Kept(earlier),
            Activities = activities,
            Verifications = later.Verifications.Aggregate(earlier.Verifications, ReportVerification.With),
            Events = [.. earlier.Events.Concat(later.Events.Where(seam.IsNews)).OrderBy(reportEvent => reportEvent.At)],
        });
    }

    private static ReportImages? Join(ReportImages? earlier, ReportImages? later) => earlier is null || later is null ? later ?? earlier : new(
        later.Before.IsEmpty ? earlier.Before : later.Before, later.To ?? earlier.To, later.Now.IsEmpty ? earlier.Now : later.Now);

    private static ReportActivity Join(ReportActivity earlier, ReportActivity later, Seam seam)
    {
        var before = earlier.Batches.ToDictionary(batch => batch.Number);
        return later with
        {
            Marks = seam.Join(earlier.Marks, later.Marks, later.RefreshActivityId, null),
            Batches = [.. later.Batches.Select(batch => before.TryGetValue(batch.Number, out ReportBatch? known) ? Join(known, batch, later.RefreshActivityId, seam) : batch)],
        };
    }

    private static ReportBatch Join(ReportBatch earlier, ReportBatch later, string activityId, Seam seam)
    {
        var before = earlier.Instances.ToDictionary(instance => instance.InstanceId, StringComparer.Ordinal);
        return later with
        {
            Marks = seam.Join(earlier.Marks, later.Marks, activityId, later.Number),
            Instances = [.. later.Instances.Select(instance => before.TryGetValue(instance.InstanceId, out ReportInstance? known)
                ? Join(known, instance, activityId, later.Number, seam) : instance)],
        };
    }

    private static ReportInstance Join(ReportInstance earlier, ReportInstance later, string activityId, int batch, Seam seam)
    {
        ImmutableArray<InstanceMark> marks = seam.Join(earlier.Marks, later.Marks, activityId, batch);
        return later with { Marks = marks, Attempts = new InstanceTrack(marks).Attempts };
    }

    /// <summary>
    /// Where the two stories meet. A state that lasts across the seam and that the service does not date (a pause by hand, a vanished instance)
    /// seems to the later run to have begun at its first poll: that mark, and the line that tells it, are no news.
    /// </summary>
    private sealed class Seam(DateTimeOffset at)
    {
        private readonly HashSet<(string? ActivityId, int? Batch, DateTimeOffset At)> _old = [];

        public ImmutableArray<StatusMark> Join(ImmutableArray<StatusMark> earlier, ImmutableArray<StatusMark> later, string activityId, int? batch)
        {
            StatusMark[] news = [.. later.Where(mark => mark.At > at)];
            if (earlier is not [.., var last] || news is not [var first, ..] || first.Status != last.Status)
                return [.. earlier, .. news];
            _old.Add((activityId, batch, first.At));
            return [.. earlier, .. news.Skip(1)];
        }

        public ImmutableArray<InstanceMark> Join(ImmutableArray<InstanceMark> earlier, ImmutableArray<InstanceMark> later, string activityId, int? batch)
        {
            InstanceMark[] news = [.. later.Where(mark => mark.At > at)];
            if (earlier is not [.., var last] || news is not [var first, ..] || first.Status != last.Status || first.LastActivityId != last.LastActivityId)
                return [.. earlier, .. news];
            _old.Add((activityId, batch, first.At));
            return [.. earlier, .. news.Skip(1)];
        }

        public bool IsNews(ReportEvent reportEvent) => reportEvent.At > at
            && (reportEvent.Kind is ReportEventKind.Action or ReportEventKind.Note || !_old.Contains((reportEvent.RefreshActivityId, reportEvent.Batch, reportEvent.At)));
    }
}
