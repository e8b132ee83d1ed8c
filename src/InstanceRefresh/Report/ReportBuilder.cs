using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>Makes the model from what was seen. Pure; everything that depends on the order of an answer is sorted here.</summary>
internal static class ReportBuilder
{
    public static RolloutReport Build(RolloutHistory history, RolloutEnding ending)
    {
        DateTimeOffset asOf = history.LastSeen is { } seen && seen > ending.At ? seen : ending.At;
        ImmutableArray<ReportActivity> activities = [.. history.Activities
            .OrderBy(track => track.Latest.RefreshActivityId == ending.RefreshActivityId ? 0 : 1)
            .Select(Activity)];
        RefreshActivity? latest = history.Activities.FirstOrDefault(track => track.Latest.RefreshActivityId == ending.RefreshActivityId)?.Latest;

        return Finish(new RolloutReport
        {
            AutoScalingGroupId = ReportText.Clean(ending.AutoScalingGroupId),
            AutoScalingGroupName = ReportText.CleanOrNull(ending.AutoScalingGroupName),
            RefreshActivityId = ReportText.Clean(ending.RefreshActivityId),
            Outcome = ending.Outcome.ToString(),
            Status = "",
            EndedWell = ending.EndedWell,
            Started = ending.Started,
            Headline = "",
            Reasons = [.. ending.Reasons.Select(ReportText.Clean)],
            NextSteps = [.. ending.NextSteps.Select(ReportText.Clean)],
            Run = Run(ending.Run),
            Images = Images(ending.Images),
            Verified = ending.Verified,
            Deviations = [.. ending.Deviations.Select(Deviation)],
            LaunchConfiguration = ReportText.CleanOrNull(ending.LaunchConfigurationId) is { } id ? new(id, ending.LaunchConfigurationVersion) : null,
            Settings = Settings(latest),
            AsOf = asOf,
            ElapsedSeconds = 0,
            PausedSeconds = 0,
            Totals = Count([]),
            Activities = activities,
            Verifications = history.Verifications,
            Events = [.. history.Events.OrderBy(reportEvent => reportEvent.At)],
        });
    }

    /// <summary>Fills in what follows from the rest.</summary>
    public static RolloutReport Finish(RolloutReport report)
    {
        ReportActivity? followed = ReportFormatter.Followed(report);
        report = report with
        {
            Status = followed?.Status ?? "",
            Totals = Count(followed?.Batches.SelectMany(batch => batch.Instances) ?? []),
            ElapsedSeconds = (long)Elapsed(report).TotalSeconds,
            PausedSeconds = (long)report.Activities.Sum(activity => Paused(activity, ReportFormatter.Until(report, activity)).TotalSeconds),
        };
        return report with { Headline = ReportHeadline.Of(report), Causes = ReportCauses.Of(report) };
    }

    public static InstanceCounts Count(IEnumerable<ReportInstance> instances)
    {
        int total = 0, successful = 0, failed = 0, working = 0, waiting = 0, cancelled = 0, notFound = 0, other = 0;
        foreach (ReportInstance instance in instances)
        {
            total++;
            _ = instance.Status switch
            {
                InstanceStatus.Successful => successful++,
                InstanceStatus.Failed => failed++,
                InstanceStatus.Init or InstanceStatus.Running => working++,
                InstanceStatus.Waiting => waiting++,
                InstanceStatus.Cancelled => cancelled++,
                InstanceStatus.NotFound => notFound++,
                _ => other++,
            };
        }
        return new(total, successful, failed, working, waiting, cancelled, notFound, other);
    }

    private static RunOrigin? Run(RunOrigin? run) => run is null ? null : new()
    {
        Stack = ReportText.CleanOrNull(run.Stack),
        Project = ReportText.CleanOrNull(run.Project),
        Commit = ReportText.CleanOrNull(run.Commit),
        Repository = ReportText.CleanOrNull(run.Repository),
        Branch = ReportText.CleanOrNull(run.Branch),
        Who = ReportText.CleanOrNull(run.Who),
        Url = ReportText.CleanOrNull(run.Url),
    };

    private static ReportImages? Images(ReportImages? images) => images is not { AreKnown: true } ? null : new(
        [.. images.Before.Select(ReportText.Clean)],
        ReportText.CleanOrNull(images.To),
        images.Now.ToImmutableSortedDictionary(image => ReportText.Clean(image.Key), image => image.Value, StringComparer.Ordinal));

    private static ReportDeviation Deviation(Deviation deviation) => new(
        ReportText.Clean(deviation.InstanceId), deviation.Kind.ToString(), deviation.Batch, ReportText.CleanOrNull(deviation.Image),
        ReportText.CleanOrNull(deviation.ExpectedImage), ReportText.Clean(deviation.Message));

    private static ReportActivity Activity(ActivityTrack track) => new()
    {
        RefreshActivityId = ReportText.Clean(track.Latest.RefreshActivityId),
        ActivityType = ReportText.Clean(track.Latest.ActivityType),
        Status = ReportText.Clean(track.Latest.Status),
        CreatedTime = track.Latest.CreatedTime,
        StartTime = track.Latest.StartTime,
        EndTime = track.Latest.EndTime,
        Marks = [.. track.Marks.Select(mark => mark with { Status = ReportText.Clean(mark.Status) })],
        Batches = [.. track.Latest.RefreshBatchSet.Select(batch => Batch(batch, track.Batches.GetValueOrDefault(batch.RefreshBatchNum, BatchTrack.Unseen)))],
    };

    private static ReportBatch Batch(RefreshBatch latest, BatchTrack track)
    {
        ImmutableArray<ReportInstance> instances = [.. latest.RefreshBatchRelatedInstanceSet
            .OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)
            .Select(instance => Instance(instance, track.Instances.GetValueOrDefault(instance.InstanceId, InstanceTrack.Unseen)))];
        return new()
        {
            Number = latest.RefreshBatchNum,
            Status = ReportText.Clean(latest.RefreshBatchStatus),
            StartTime = latest.StartTime,
            EndTime = latest.EndTime,
            Counts = Count(instances),
            Marks = [.. track.Marks.Select(mark => mark with { Status = ReportText.Clean(mark.Status) })],
            Instances = instances,
        };
    }

    private static ReportInstance Instance(RefreshBatchInstance latest, InstanceTrack track) => new()
    {
        InstanceId = ReportText.Clean(latest.InstanceId),
        Status = ReportText.Clean(latest.InstanceStatus),
        Message = ReportText.CleanOrNull(latest.InstanceStatusMessage),
        LastActivityId = ReportText.CleanOrNull(latest.LastActivityId),
        Attempts = track.Attempts,
        Marks = [.. track.Marks.Select(mark => mark with { Status = ReportText.Clean(mark.Status) })],
    };

    private static ReportSettings? Settings(RefreshActivity? activity) => activity is null ? null : new()
    {
        RefreshMode = ReportText.CleanOrNull(activity.RefreshMode),
        BatchNumber = activity.RefreshSettings?.RollingUpdateSettings?.BatchNumber is > 0 and var batches ? batches : null,
        BatchPause = ReportText.CleanOrNull(activity.RefreshSettings?.RollingUpdateSettings?.BatchPause),
        MaxSurge = activity.RefreshSettings?.RollingUpdateSettings?.MaxSurge,
        FailProcess = ReportText.CleanOrNull(activity.RefreshSettings?.RollingUpdateSettings?.FailProcess),
        CheckInstanceTargetHealth = activity.RefreshSettings?.CheckInstanceTargetHealth,
        CheckInstanceTargetHealthTimeout = activity.RefreshSettings?.CheckInstanceTargetHealthTimeout,
    };

    private static TimeSpan Elapsed(RolloutReport report)
    {
        if (report.Activities.IsEmpty)
            return TimeSpan.Zero;
        DateTimeOffset begin = report.Activities.Min(activity => Begin(activity) ?? report.AsOf);
        DateTimeOffset end = report.Activities.Max(activity => ReportFormatter.Until(report, activity));
        return end > begin ? end - begin : TimeSpan.Zero;
    }

    private static DateTimeOffset? Begin(ReportActivity activity) => activity.CreatedTime ?? activity.StartTime ?? (activity.Marks is [var first, ..] ? first.At : null);

    private static TimeSpan Paused(ReportActivity activity, DateTimeOffset until)
    {
        TimeSpan paused = TimeSpan.Zero;
        for (int i = 0; i < activity.Marks.Length; i++)
        {
            if (ActivityStatus.IsPaused(activity.Marks[i].Status))
                paused += (i + 1 < activity.Marks.Length ? activity.Marks[i + 1].At : until) - activity.Marks[i].At;
        }
        return paused;
    }
}
