using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>How a reader should take it, at a glance.</summary>
internal enum Tone { Good, Waiting, Warning, Bad }

/// <summary>Phrases that Markdown and page share. Without markup, not yet escaped.</summary>
internal static class ReportFormatter
{
    public static Tone ToneOf(RolloutReport report) => report.Outcome switch
    {
        nameof(RefreshOutcome.Succeeded) => report.EndedWell ? Tone.Good : Tone.Warning,
        nameof(RefreshOutcome.AwaitingApproval) or nameof(RefreshOutcome.InProgress) => report.EndedWell ? Tone.Waiting : Tone.Warning,
        nameof(RefreshOutcome.PartiallySucceeded) => Tone.Warning,
        nameof(RefreshOutcome.Cancelled) or nameof(RefreshOutcome.RolledBack) => report.EndedWell ? Tone.Warning : Tone.Bad,
        _ => Tone.Bad,
    };

    /// <summary>The activity that the report's status and totals speak of: the rollback, once there is one. Null when none was seen.</summary>
    public static ReportActivity? Followed(RolloutReport report) => report.Activities is [.., var last] ? last : null;

    /// <summary>The first moment the report knows of.</summary>
    public static DateTimeOffset Begin(RolloutReport report)
    {
        DateTimeOffset begin = report.AsOf;
        foreach (ReportActivity activity in report.Activities)
        {
            DateTimeOffset first = activity.CreatedTime ?? (activity.Marks is [var mark, ..] ? mark.At : report.AsOf);
            begin = first < begin ? first : begin;
        }
        foreach (ReportEvent reportEvent in report.Events)
            begin = reportEvent.At < begin ? reportEvent.At : begin;
        return begin;
    }

    /// <summary>E.g. <c>12 in all: 5 successful, 1 failed, 6 waiting</c>.</summary>
    public static string Counts(InstanceCounts counts)
    {
        (int Number, string Word)[] parts =
        [
            (counts.Successful, "successful"), (counts.Failed, "failed"), (counts.Working, "in progress"), (counts.Waiting, "waiting"),
            (counts.Cancelled, "cancelled"), (counts.NotFound, "gone"), (counts.Other, "in another state"),
        ];
        string listed = string.Join(", ", parts.Where(part => part.Number > 0).Select(part => $"{part.Number} {part.Word}"));
        return listed.Length == 0 ? "none seen" : $"{counts.Total} in all: {listed}";
    }

    /// <summary>E.g. <c>6m10s, 1m02s of it paused (2026-01-05 08:00:01 UTC to 2026-01-05 08:06:11 UTC)</c>.</summary>
    public static string Time(RolloutReport report)
    {
        string paused = report.PausedSeconds > 0 ? $", {ReportText.Duration(report.PausedSeconds)} of it paused" : "";
        return $"{ReportText.Duration(report.ElapsedSeconds)}{paused} ({ReportText.Moment(Begin(report))} to {(IsOver(report) ? "" : "the last poll, ")}{ReportText.Moment(End(report))})";
    }

    /// <summary>Those that took more than one attempt, e.g. <c>1 instance: ins-web00006 (2 attempts)</c>. Empty when there was none.</summary>
    public static string Retried(RolloutReport report)
    {
        const int NamedAtMost = 5;
        ReportInstance[] retried = [.. report.Activities.SelectMany(activity => activity.Batches).SelectMany(batch => batch.Instances).Where(instance => instance.Attempts > 1)];
        string names = string.Join(", ", retried.Take(NamedAtMost).Select(instance => $"{instance.InstanceId} ({instance.Attempts} attempts)"));
        return retried.Length == 0 ? "" : $"{ReportText.Count(retried.Length, "instance")}: {names}{(retried.Length > NamedAtMost ? ", …" : "")}";
    }

    /// <summary>E.g. <c>img-a → img-b; now 12 on img-b</c>. Empty where no image is known.</summary>
    /// <param name="code">How the form at hand shows an id.</param>
    public static string Images(ReportImages? images, Func<string, string> code)
    {
        if (images is null)
            return "";
        string before = string.Join(", ", images.Before.Select(code));
        string change = images.To is not { } to ? before
            : images.Before is [var same] && same == to ? $"{code(to)}, as before"
            : before.Length > 0 ? $"{before} → {code(to)}" : code(to);
        string now = Verdict.DescribeImages(images.Now.Select(image => KeyValuePair.Create(code(image.Key), image.Value)));
        return (change, now) switch
        {
            (_, "") => change,
            ("", _) => $"now {now}",
            _ => $"{change}; now {now}",
        };
    }

    /// <summary>E.g. <c>production of project web</c>.</summary>
    public static string Stack(RunOrigin? run, Func<string, string> code)
        => run is not { Stack: { } stack, Project: { } project } ? "" : $"{code(stack)} of project {code(project)}";

    /// <summary>E.g. <c>commit 5f0c1d2e9a7b of web/fleet (main), by somebody</c>.</summary>
    public static string Change(RunOrigin? run, Func<string, string> code)
    {
        const int ShortHash = 12;
        if (run is null)
            return "";
        string commit = run.Commit is not { } hash ? "" : $"commit {code(hash.Length > ShortHash ? hash[..ShortHash] : hash)}"
            + (run.Repository is { } repository ? $" of {code(repository)}" : "") + (run.Branch is { } branch ? $" ({code(branch)})" : "");
        return string.Join(", ", new[] { commit, run.Who is { } who ? $"by {code(who)}" : "" }.Where(part => part.Length > 0));
    }

    /// <summary>Why it was undone, as far as the reasons do not say it.</summary>
    public static ImmutableArray<string> Causes(RolloutReport report) => [.. report.Causes.Except(report.Reasons, StringComparer.Ordinal)];

    /// <summary>The title above them: there it was undone on purpose.</summary>
    public static string CausesTitle(RolloutReport report)
        => report.Outcome == nameof(RefreshOutcome.Cancelled) ? "Why it was cancelled" : "Why it was rolled back";

    public static string Settings(ReportSettings? settings)
    {
        if (settings is null)
            return "";
        List<string> parts = [];
        if (settings.RefreshMode is { } mode)
            parts.Add(mode);
        if (settings.BatchNumber is { } batches)
            parts.Add(ReportText.Count((int)batches, "batch"));
        if (settings.BatchPause is { } pause)
            parts.Add($"pause {pause}");
        if (settings.FailProcess is { } fail)
            parts.Add($"on failure {fail}");
        if (settings.MaxSurge is > 0 and var surge)
            parts.Add($"surge {surge}");
        if (settings.CheckInstanceTargetHealth is true)
            parts.Add(settings.CheckInstanceTargetHealthTimeout is { } timeout ? $"health check up to {ReportText.Duration(timeout)}" : "health check");
        return string.Join(", ", parts);
    }

    /// <summary>
    /// Instances that need a look: failed, gone, or in a state this version does not know. Waiting ones are not news, and a rollback that
    /// brought an instance back has settled what happened to it before.
    /// </summary>
    public static IEnumerable<(ReportActivity Activity, ReportBatch Batch, ReportInstance Instance)> NotSuccessful(RolloutReport report)
    {
        HashSet<string> restored = RestoredByRollback(report);
        return from activity in report.Activities
               from batch in activity.Batches
               from instance in batch.Instances
               where instance.Status is not (InstanceStatus.Successful or InstanceStatus.Waiting or InstanceStatus.Init or InstanceStatus.Running or InstanceStatus.Cancelled)
               where activity.IsRollback || !restored.Contains(instance.InstanceId)
               select (activity, batch, instance);
    }

    /// <summary>Ids of the instances that a rollback has brought back.</summary>
    public static HashSet<string> RestoredByRollback(RolloutReport report) => report.Activities
        .Where(activity => activity.IsRollback)
        .SelectMany(activity => activity.Batches)
        .SelectMany(batch => batch.Instances)
        .Where(instance => instance.Status == InstanceStatus.Successful)
        .Select(instance => instance.InstanceId)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Up to when an activity's states last: its end, or the last poll of it. A rollout ends with the beginning of what undoes it, also where nobody has
    /// looked at it since.
    /// </summary>
    public static DateTimeOffset Until(RolloutReport report, ReportActivity activity)
    {
        DateTimeOffset? end = ActivityStatus.IsTerminal(activity.Status) ? activity.EndTime
            : activity != Followed(report) ? Followed(report)?.CreatedTime
            : null;
        return end <= report.AsOf ? end.Value : report.AsOf;
    }

    public static string BatchName(ReportActivity activity, ReportBatch batch)
        => (activity.IsRollback ? "rollback " : "") + batch.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The last moment the report speaks of: the end, or the last poll of what is still in progress.</summary>
    public static DateTimeOffset End(RolloutReport report)
        => IsOver(report) ? report.Activities.Max(activity => Until(report, activity)) : report.AsOf;

    private static bool IsOver(RolloutReport report) => Followed(report) is { } followed && ActivityStatus.IsTerminal(followed.Status);
}
