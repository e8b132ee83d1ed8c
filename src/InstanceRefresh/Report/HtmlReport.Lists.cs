using TencentcloudRefresh.InstanceRefresh.Report.Page;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <content>What comes in rows: failed instances, batches, events, all instances.</content>
internal static partial class HtmlReport
{
    /// <summary>Rows of a list before it only counts the rest; the table of all instances has no limit.</summary>
    private const int RowsAtMost = 200;
    /// <summary>Failed instances that are shown at once; the others unfold.</summary>
    private const int CardsAtMost = 6;

    private static void Failed(TextPage page, RolloutReport report)
    {
        (ReportActivity Activity, ReportBatch Batch, ReportInstance Instance)[] failed = [.. ReportFormatter.NotSuccessful(report)];
        if (failed.Length == 0)
            return;
        page.Line("<section>\n<h2>Instances that are not successful</h2>");
        Cards(failed.AsSpan(0, Math.Min(failed.Length, CardsAtMost)));
        if (failed.Length > CardsAtMost)
        {
            page.Line($"<details class=\"more\">\n<summary>{failed.Length - CardsAtMost} more</summary>");
            Cards(failed.AsSpan(CardsAtMost, Math.Min(failed.Length, RowsAtMost) - CardsAtMost));
            if (failed.Length > RowsAtMost)
                page.Line($"<p>… and {failed.Length - RowsAtMost} more, see the table of all instances</p>");
            page.Line("</details>");
        }
        page.Line("</section>");

        void Cards(ReadOnlySpan<(ReportActivity Activity, ReportBatch Batch, ReportInstance Instance)> cards)
        {
            page.Line("<ul class=\"cards\">");
            foreach (var (activity, batch, instance) in cards)
            {
                page.Add($"<li><p><code class=\"id\">{Text(instance.InstanceId)}</code> <span class=\"badge {TimelinePicture.Class(instance.Status)}\">{Text(instance.Status)}</span></p>");
                page.Add($"<p class=\"said\">{Text(instance.Message ?? "The service gave no reason.")}</p><p class=\"quiet\">{(activity.IsRollback ? "rollback batch" : "batch")} {batch.Number}");
                page.Add($" · {ReportText.Count(instance.Attempts, "attempt")}{(instance.LastActivityId is { } id ? $" · scaling activity <code>{Text(id)}</code>" : "")}</p></li>\n");
            }
            page.Line("</ul>");
        }
    }

    private static void Deviations(TextPage page, RolloutReport report)
    {
        if (report.Deviations.IsEmpty)
            return;
        page.Add("<section>\n<h2>Instances that deviate</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Instances that deviate\">\n<table class=\"deviations\">\n<thead><tr><th>Instance<th class=\"number wide\">Batch"
            + "<th>Kind<th class=\"wide\">Image<th class=\"wide\">Should run<th>Why, and what to do</tr></thead>\n<tbody>\n");
        foreach (ReportDeviation deviation in report.Deviations.Take(RowsAtMost))
        {
            page.Line($"<tr><td>{(deviation.InstanceId.Length > 0 ? Id(deviation.InstanceId) : "the group")}<td class=\"number wide\">{(deviation.Batch > 0 ? deviation.Batch : "")}<td>{deviation.Kind}"
                + $"<td class=\"wide\">{Id(deviation.Image)}<td class=\"wide\">{Id(deviation.ExpectedImage)}<td>{Prose(deviation.Message)}</tr>");
        }
        page.Line("</tbody>\n</table>\n</div>\n</section>");

        static string Id(string? id) => string.IsNullOrEmpty(id) ? "" : Code(id);
    }

    private static void Verifications(TextPage page, RolloutReport report)
    {
        if (report.Verifications.IsEmpty)
            return;
        DateTimeOffset begin = ReportFormatter.Begin(report);
        page.Add("<section>\n<h2>Verification</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Verification\">\n<table class=\"verification\">\n<thead><tr><th>Of<th>Verdict<th class=\"wide\">Began<th class=\"number\">Took"
            + "<th>Why</tr></thead>\n<tbody>\n");
        foreach (ReportVerification verification in report.Verifications.TakeLast(RowsAtMost))
        {
            page.Line($"<tr><td>{verification.Place}<td class=\"state\"><i class=\"{TimelinePicture.Class(verification.Verdict)}\"></i>{verification.InWords}<td class=\"wide\">{ReportText.Clock(verification.From, begin)}"
                + $"<td class=\"number\">{ReportText.Duration(verification.To - verification.From)}<td>{Text(verification.Reason ?? "")}</tr>");
        }
        page.Line("</tbody>\n</table>\n</div>\n</section>");
    }

    private static void Batches(TextPage page, RolloutReport report)
    {
        DateTimeOffset begin = ReportFormatter.Begin(report);
        foreach (ReportActivity activity in report.Activities)
        {
            DateTimeOffset until = ReportFormatter.Until(report, activity);
            string title = activity.IsRollback ? $"Batches of the rollback {activity.RefreshActivityId}" : "Batches";
            page.Add($"<section>\n<h2>{Text(title)}</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(title)}\">\n<table>\n<thead><tr><th class=\"number\">Batch<th>Status<th class=\"wide\">Began<th class=\"number\">Took"
                + "<th class=\"number wide\">Instances<th class=\"number\">Successful<th class=\"number\">Failed</tr></thead>\n<tbody>\n");
            foreach (BatchRow row in BatchRow.Of(activity))
            {
                ReportBatch batch = row.First;
                bool begun = Spans.Of(batch.Marks, until).Any(span => span.IsWork);
                page.Add($"<tr><td class=\"number\">{row.Numbers}<td class=\"state\">{State(batch.Status)}<td class=\"wide\">{(begun ? ReportText.Clock(batch.Marks[0].At, begin) : "")}"
                    + $"<td class=\"number\">{(begun ? ReportText.Duration(Spans.Worked(batch.Marks, until)) : "")}<td class=\"number wide\">{row.Counts.Total}<td class=\"number\">{row.Counts.Successful}<td class=\"number\">{row.Counts.Failed}</tr>\n");
            }
            page.Line("</tbody>\n</table>\n</div>\n</section>");
        }
    }

    private static void Events(TextPage page, RolloutReport report)
    {
        if (report.Events.IsEmpty)
            return;
        DateTimeOffset begin = ReportFormatter.Begin(report);
        int left = Math.Max(0, report.Events.Length - RowsAtMost);
        page.Line("<section>\n<h2>What happened</h2>\n<ol class=\"events\">");
        if (left > 0)
            page.Line($"<li class=\"quiet\">… {ReportText.Count(left, "earlier event")}, see the JSON form</li>");
        foreach (ReportEvent reportEvent in report.Events.Skip(left))
            page.Line($"<li class=\"{Text(reportEvent.Kind)}\"><time datetime=\"{ReportText.Iso(reportEvent.At)}\">{ReportText.Clock(reportEvent.At, begin)}</time> <span>{Text(reportEvent.Text)}</span></li>");
        page.Line("</ol>\n</section>");
    }

    private static void Instances(TextPage page, RolloutReport report)
    {
        if (report.Totals.Total == 0)
            return;
        DateTimeOffset begin = ReportFormatter.Begin(report);
        page.Add($"<section>\n<details>\n<summary>All instances as a table</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All instances\">\n"
            + "<table>\n<thead><tr><th>Instance<th class=\"number\">Batch<th>Status<th class=\"number\">Attempts<th>Began<th class=\"number\">Worked on<th>What the service said</tr></thead>\n<tbody>\n");
        foreach (ReportActivity activity in report.Activities)
        {
            DateTimeOffset until = ReportFormatter.Until(report, activity);
            foreach (BatchRow row in BatchRow.Of(activity))
            {
                if (!row.HasBegun)
                    page.Line($"<tr class=\"quiet\"><td>{ReportText.Count(row.Counts.Total, "instance")}<td class=\"number\">{(activity.IsRollback ? "rollback " : "")}{row.Numbers}<td class=\"state\">{State(row.First.Status)}<td><td><td><td></tr>");
                foreach (ReportInstance instance in row.HasBegun ? row.First.Instances : [])
                    Instance(page, activity, row.First, instance, begin, until);
            }
        }
        page.Line("</tbody>\n</table>\n</div>\n</details>\n</section>");
    }

    private static void Instance(TextPage page, ReportActivity activity, ReportBatch batch, ReportInstance instance, DateTimeOffset begin, DateTimeOffset until)
    {
        bool begun = instance.Marks is [_, ..] && instance.Attempts > 0;
        page.Add($"<tr><td><code>{Text(instance.InstanceId)}</code><td class=\"number\">{ReportFormatter.BatchName(activity, batch)}<td class=\"state\">{State(instance.Status)}"
            + $"<td class=\"number\">{instance.Attempts}<td>{(begun ? ReportText.Clock(instance.Marks[0].At, begin) : "")}<td class=\"number\">{(begun ? ReportText.Duration(Spans.Worked(instance.Marks, until)) : "")}"
            + $"<td>{Text(instance.Message ?? "")}</tr>\n");
    }

    /// <summary>A state with its colour; it may break after an underscore where the page is narrow.</summary>
    private static string State(string status) => $"<i class=\"{TimelinePicture.Class(status)}\"></i>{Text(status).Replace("_", "_<wbr>", StringComparison.Ordinal)}";
}
