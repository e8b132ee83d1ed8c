using System.Collections.Immutable;
using System.Globalization;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>The report for a review: GitHub's and GitLab's Markdown, whole in a comment (65,536 characters) however large the fleet.</summary>
internal static class MarkdownReport
{
    /// <summary>Rows of a list before it only counts the rest; the JSON form has them all.</summary>
    private const int RowsAtMost = 50;

    public static string Render(RolloutReport report)
    {
        var page = new TextPage();
        page.Line($"## {Symbol(report)} {MarkdownText.Plain(report.AutoScalingGroupName ?? report.AutoScalingGroupId)}: {MarkdownText.Plain(report.Headline)}").Line();
        Summary(page, report);
        if (!report.EndedWell || !report.Reasons.IsEmpty)
            List(page, report.EndedWell ? "Remarks" : "Why", report.Reasons);
        List(page, ReportFormatter.CausesTitle(report), ReportFormatter.Causes(report));
        Failed(page, report);
        Deviations(page, report);
        List(page, "Next steps", report.NextSteps);
        Verifications(page, report);
        foreach (ReportActivity activity in report.Activities)
            Batches(page, report, activity);
        Events(page, report);
        return page.ToString();
    }

    private static void Summary(TextPage page, RolloutReport report)
    {
        Row("Outcome", $"**{MarkdownText.Plain(ReportHeadline.Outcome(report))}**{(report.Status is "" ? "" : $" ({MarkdownText.Code(report.Status)})")}");
        page.Line("|---|---|");
        Row("Group", report.AutoScalingGroupName is { } name
            ? $"{MarkdownText.Code(report.AutoScalingGroupId)} ({MarkdownText.Plain(name)})" : MarkdownText.Code(report.AutoScalingGroupId));
        Row("Activity", string.Join(", ", [MarkdownText.Code(report.RefreshActivityId), .. report.Activities
            .Where(activity => activity.RefreshActivityId != report.RefreshActivityId)
            .Select(activity => $"rollback {MarkdownText.Code(activity.RefreshActivityId)}")]));
        Optional("Image", ReportFormatter.Images(report.Images, MarkdownText.Code));
        if (report.LaunchConfiguration is { } configuration)
            Row("Launch configuration", MarkdownText.Code(configuration.LaunchConfigurationId) + (configuration.Version is { } version ? $" version {version}" : ""));
        Row("Instances", ReportFormatter.Counts(report.Totals));
        Optional("Retried", MarkdownText.Plain(ReportFormatter.Retried(report)));
        Row("Time", ReportFormatter.Time(report));
        Optional("Settings", MarkdownText.Plain(ReportFormatter.Settings(report.Settings)));
        Optional("Stack", ReportFormatter.Stack(report.Run, MarkdownText.Code));
        Optional("Run", ReportFormatter.Change(report.Run, MarkdownText.Code));
        page.Line();

        void Optional(string name, string value)
        {
            if (value.Length > 0)
                Row(name, value);
        }

        void Row(string name, string value) => page.Line($"| {name} | {value} |");
    }

    private static void List(TextPage page, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        page.Line($"### {title}").Line();
        foreach (string line in lines.Take(RowsAtMost))
            page.Line($"- {MarkdownText.Prose(line)}");
        More(page, lines.Count);
        page.Line();
    }

    private static void Failed(TextPage page, RolloutReport report)
    {
        (ReportActivity Activity, ReportBatch Batch, ReportInstance Instance)[] failed = [.. ReportFormatter.NotSuccessful(report)];
        if (failed.Length == 0)
            return;
        page.Line("### Instances that are not successful").Line();
        page.Line("| Instance | Batch | Status | Attempts | What the service said | Scaling activity |").Line("|---|---:|---|---:|---|---|");
        foreach (var (activity, batch, instance) in failed.Take(RowsAtMost))
        {
            page.Line($"| {MarkdownText.Code(instance.InstanceId)} | {ReportFormatter.BatchName(activity, batch)} | {MarkdownText.Code(instance.Status)} | {instance.Attempts} "
                + $"| {MarkdownText.Plain(instance.Message ?? "")} | {(instance.LastActivityId is { } id ? MarkdownText.Code(id) : "")} |");
        }
        More(page, failed.Length);
        page.Line();
    }

    private static void Deviations(TextPage page, RolloutReport report)
    {
        if (report.Deviations.IsEmpty)
            return;
        page.Line("### Instances that deviate").Line();
        page.Line("| Instance | Batch | Kind | Image | Should run | Why, and what to do |").Line("|---|---:|---|---|---|---|");
        foreach (ReportDeviation deviation in report.Deviations.Take(RowsAtMost))
        {
            page.Line($"| {(deviation.InstanceId.Length > 0 ? Id(deviation.InstanceId) : "the group")} | {(deviation.Batch > 0 ? deviation.Batch.ToString(CultureInfo.InvariantCulture) : "")} | {deviation.Kind} "
                + $"| {Id(deviation.Image)} | {Id(deviation.ExpectedImage)} | {MarkdownText.Prose(deviation.Message)} |");
        }
        More(page, report.Deviations.Length);
        page.Line();

        static string Id(string? id) => string.IsNullOrEmpty(id) ? "" : MarkdownText.Code(id);
    }

    private static void Verifications(TextPage page, RolloutReport report)
    {
        if (report.Verifications.IsEmpty)
            return;
        DateTimeOffset begin = ReportFormatter.Begin(report);
        page.Line("### Verification").Line().Line("| Of | Verdict | Began | Took | Why |").Line("|---|---|---|---:|---|");
        foreach (ReportVerification verification in report.Verifications.TakeLast(RowsAtMost))
        {
            page.Line($"| {verification.Place} | {verification.InWords} | {ReportText.Clock(verification.From, begin)} | {ReportText.Duration(verification.To - verification.From)} "
                + $"| {MarkdownText.Plain(verification.Reason ?? "")} |");
        }
        page.Line();
    }

    private static void Batches(TextPage page, RolloutReport report, ReportActivity activity)
    {
        page.Line(activity.IsRollback ? $"### Batches of the rollback {MarkdownText.Code(activity.RefreshActivityId)}" : "### Batches").Line();
        page.Line("| Batch | Status | Began | Took | Instances | Successful | Failed |").Line("|---:|---|---|---:|---:|---:|---:|");
        DateTimeOffset begin = ReportFormatter.Begin(report), until = ReportFormatter.Until(report, activity);
        ImmutableArray<BatchRow> rows = BatchRow.Of(activity);
        foreach (BatchRow row in rows.Take(RowsAtMost))
        {
            ReportBatch batch = row.First;
            bool begun = Spans.Of(batch.Marks, until).Any(span => span.IsWork);
            page.Line($"| {row.Numbers} | {MarkdownText.Code(batch.Status)} "
                + $"| {(begun ? ReportText.Clock(batch.Marks[0].At, begin) : "")} | {(begun ? ReportText.Duration(Spans.Worked(batch.Marks, until)) : "")} "
                + $"| {row.Counts.Total} | {row.Counts.Successful} | {row.Counts.Failed} |");
        }
        More(page, rows.Length);
        page.Line();
    }

    private static void Events(TextPage page, RolloutReport report)
    {
        if (report.Events.IsEmpty)
            return;
        DateTimeOffset begin = ReportFormatter.Begin(report);
        page.Line("<details><summary>Timeline</summary>").Line();
        // The end of a rollout is what a reader came for.
        int left = Math.Max(0, report.Events.Length - RowsAtMost);
        if (left > 0)
            page.Line($"- … {ReportText.Count(left, "earlier event")}, see the JSON form");
        foreach (ReportEvent reportEvent in report.Events.Skip(left))
            page.Line($"- `{ReportText.Clock(reportEvent.At, begin)}` {MarkdownText.Plain(reportEvent.Text)}");
        page.Line().Line($"Times are the service's, UTC, {begin.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.").Line().Line("</details>");
    }

    private static void More(TextPage page, int count)
    {
        if (count > RowsAtMost)
            page.Line().Line($"… and {count - RowsAtMost} more, see the JSON form.");
    }

    private static string Symbol(RolloutReport report) => ReportFormatter.ToneOf(report) switch
    {
        Tone.Good => "✅",
        Tone.Bad => "❌",
        Tone.Warning => "⚠️",
        _ => "⏸️",
    };
}
