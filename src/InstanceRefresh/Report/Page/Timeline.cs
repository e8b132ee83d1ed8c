using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report.Page;

/// <summary>A row of the picture: a title over the whole width, or a lane with bars.</summary>
internal abstract record TimelineRow
{
    private TimelineRow()
    {
    }

    /// <param name="Text">What it says.</param>
    /// <param name="Status">Chooses the colour of the dot before it.</param>
    /// <param name="Detail">What may be left out where the page is narrow.</param>
    public sealed record Title(string Text, string Status, string Detail = "") : TimelineRow;

    /// <param name="Label">Short: an id, or a count of instances that fared alike.</param>
    /// <param name="Spans">Its bars.</param>
    /// <param name="About">Who it is, for the pointer's note.</param>
    /// <param name="IsStrip">The states of an activity, drawn thinner than the work on instances.</param>
    public sealed record Lane(string Label, ImmutableArray<Span> Spans, string About, bool IsStrip = false) : TimelineRow;
}

/// <summary>
/// Chooses what the picture shows. Every instance of a small batch has a lane; in a large one, instances that fared alike share one, and only
/// those that failed keep theirs, so that 2000 instances stay a picture.
/// </summary>
internal static class Timeline
{
    /// <summary>Instances of a batch up to which each has its lane.</summary>
    private const int Small = 12;
    /// <summary>Lanes of all batches together, roughly.</summary>
    private const int LanesAtMost = 240;
    private static readonly TimeSpan LongBake = TimeSpan.FromHours(1);
    /// <summary>Batches up to which each has a title.</summary>
    private const int FewBatches = 60;

    public static ImmutableArray<TimelineRow> Rows(RolloutReport report)
    {
        ImmutableArray<TimelineRow>.Builder rows = ImmutableArray.CreateBuilder<TimelineRow>();
        foreach (ReportActivity activity in report.Activities)
        {
            DateTimeOffset until = ReportFormatter.Until(report, activity);
            if (rows.Count > 0)
                rows.Add(new TimelineRow.Title($"Activity {activity.RefreshActivityId}", activity.Status));
            string kind = activity.IsRollback ? "rollback" : "rollout";
            rows.Add(new TimelineRow.Lane(kind, Spans.States(activity.Marks, until), $"{kind} {activity.RefreshActivityId}", IsStrip: true));
            ImmutableArray<Span> verified = [.. Verified(report, activity)];
            if (!verified.IsEmpty)
                rows.Add(new TimelineRow.Lane("verification", verified, $"verification of {activity.RefreshActivityId}"));
            foreach (BatchRow row in BatchRow.Of(activity))
            {
                if (row.Batches > 1)
                    rows.Add(Untouched(activity, row));
                else
                    Batch(rows, activity, row.First, until);
            }
        }
        return rows.ToImmutable();
    }

    /// <summary>All work of all batches and instances, and each bake that is not long: what the time scale must not cut.</summary>
    public static IEnumerable<Span> Work(RolloutReport report)
        => report.Activities.SelectMany(activity => Verified(report, activity)).Where(span => span.Length < LongBake).Concat(WorkOfBatches(report));

    private static IEnumerable<Span> WorkOfBatches(RolloutReport report)
        => from activity in report.Activities
           let until = ReportFormatter.Until(report, activity)
           from batch in activity.Batches
           from span in Spans.Of(batch.Marks, until).Concat(batch.Instances.SelectMany(instance => Spans.Of(instance.Marks, until)))
           where span.IsWork
           select span;

    private static IEnumerable<Span> Verified(RolloutReport report, ReportActivity activity) => report.Verifications
        .Where(verification => verification.RefreshActivityId == activity.RefreshActivityId)
        .Select(verification => new Span(verification.From, verification.To, verification.Verdict, IsWork: true, verification.Reason));

    /// <summary>What nobody has worked on is one row, however much it is.</summary>
    private static TimelineRow.Title Untouched(ReportActivity activity, BatchRow row) => new(
        $"{(activity.IsRollback ? "Rollback batches" : "Batches")} {row.Numbers} · {row.First.Status}", row.First.Status, $" · {ReportText.Count(row.Counts.Total, "instance")}");

    private static void Batch(ImmutableArray<TimelineRow>.Builder rows, ReportActivity activity, ReportBatch batch, DateTimeOffset until)
    {
        ImmutableArray<Span> spans = [.. Spans.Of(batch.Marks, until).Where(span => span.IsWork)];
        string name = $"{(activity.IsRollback ? "Rollback batch" : "Batch")} {batch.Number}";
        if (activity.Batches.Length > FewBatches)
        {
            rows.Add(new TimelineRow.Lane($"batch {batch.Number}", spans, $"{name}, {batch.Status}"));
        }
        else
        {
            string duration = spans.IsEmpty ? "" : $" · {ReportText.Duration(spans.Sum(span => span.Length.TotalSeconds))}";
            rows.Add(new TimelineRow.Title($"{name} · {batch.Status}{duration}", batch.Status, $" · {ReportText.Count(batch.Counts.Total, "instance")}"));
        }

        bool each = batch.Instances.Length <= Small && activity.Batches.Length <= FewBatches;
        ReportInstance[] begun = [.. batch.Instances.Where(instance => instance.Marks.Any(mark => History.Work.IsGoingOn(mark.Status)) || instance.Status == InstanceStatus.Failed)];
        IGrouping<string, ReportInstance>[] groups = [.. begun
            .GroupBy(instance => each || instance.Status == InstanceStatus.Failed ? instance.InstanceId : StatusHistory(instance))
            .OrderBy(group => each ? 0 : group.First().Status == InstanceStatus.Failed ? 0 : 1)];
        if (activity.Batches.Length > FewBatches)
            groups = [.. groups.Where(group => group.First().Status == InstanceStatus.Failed)];
        int most = Math.Clamp(LanesAtMost / activity.Batches.Length, 6, 24);
        foreach (IGrouping<string, ReportInstance> group in groups.Take(most))
        {
            ReportInstance first = group.First();
            int count = group.Count();
            rows.Add(new TimelineRow.Lane(
                count == 1 ? first.InstanceId : ReportText.Count(count, "instance"),
                Spans.Of(first.Marks, until),
                count == 1 ? first.InstanceId : $"{ReportText.Count(count, "instance")}, {first.InstanceId} and others"));
        }
        int left = groups.Skip(most).Sum(group => group.Count());
        if (left > 0)
            rows.Add(new TimelineRow.Title($"… and {ReportText.Count(left, "more instance")}, see the table", batch.Status));
    }

    /// <summary>Equal for instances that fared alike as far as the picture shows.</summary>
    private static string StatusHistory(ReportInstance instance) => string.Join(' ', instance.Marks.Select(mark => $"{mark.Status}@{ReportText.Iso(mark.At)}"));
}
