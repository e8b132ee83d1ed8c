using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report.Page;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>
/// The report as one page that needs nothing but itself: no script, no font, no request. It may be opened from a disk, attached to a ticket or
/// served as a build artifact; its own policy forbids it to load anything, whatever text came from outside.
/// </summary>
internal static partial class HtmlReport
{
    public static string Render(RolloutReport report)
    {
        var page = new TextPage();
        string group = report.AutoScalingGroupName ?? report.AutoScalingGroupId;
        page.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{Text(group)}: {Text(report.Headline)}</title>
            <style>
            {PageStyle.Sheet}
            </style>
            </head>
            <body>
            <main>

            """);
        Head(page, report, group);
        Tiles(page, report);
        Advice(page, report);
        Failed(page, report);
        Deviations(page, report);
        Picture(page, report);
        Verifications(page, report);
        Batches(page, report);
        Events(page, report);
        Instances(page, report);
        Facts(page, report);
        page.Line("</main>\n</body>\n</html>");
        return page.ToString();
    }

    private static void Head(TextPage page, RolloutReport report, string group)
    {
        (string tone, string sign) = ReportFormatter.ToneOf(report) switch
        {
            Tone.Good => ("good", "✓"),
            Tone.Waiting => ("waiting", "❚❚"),
            Tone.Warning => ("doubtful", "!"),
            _ => ("failed", "✕"),
        };
        page.Add($"<header>\n<p class=\"over\">Rollout of {Text(group)}{(group == report.AutoScalingGroupId ? "" : $" <code>{Text(report.AutoScalingGroupId)}</code>")}</p>\n");
        page.Line($"<h1>{Text(report.Headline)}</h1>");
        page.Add($"<p><span class=\"badge {tone}\"><span aria-hidden=\"true\">{sign}</span> {Text(ReportHeadline.Outcome(report))}</span> ");
        page.Add($"<span class=\"quiet\">{(report.Status is "" ? "" : $"<code>{Text(report.Status)}</code> · ")}<code>{Text(report.RefreshActivityId)}</code> · as of {ReportText.Moment(report.AsOf)}</span></p>\n");
        if (ReportFormatter.Images(report.Images, Code) is { Length: > 0 } images)
            page.Line($"<p class=\"images\">Image {images}</p>");
        page.Line("</header>");
    }

    private static void Tiles(TextPage page, RolloutReport report)
    {
        InstanceCounts totals = report.Totals;
        int unclear = totals.NotFound + totals.Other;
        ReportActivity? followed = ReportFormatter.Followed(report);
        int batchesDone = followed?.Batches.Count(batch => batch.Status is BatchStatus.Successful) ?? 0;
        page.Add("<section aria-label=\"Summary\">\n<div class=\"progress\" aria-hidden=\"true\">");
        Part("good", totals.Successful);
        Part("failed", totals.Failed);
        Part("working", totals.Working);
        Part("idle", unclear);
        Part("rest", totals.Waiting + totals.Cancelled);
        page.Line("</div>\n<dl class=\"tiles\">");
        Tile(followed?.IsRollback == true ? "rolled back" : "refreshed", $"{totals.Successful}<small> of {totals.Total}</small>", "");
        Tile("failed", $"{totals.Failed}", totals.Failed > 0 ? "alarm" : "");
        if (totals.Working > 0)
            Tile("in progress", $"{totals.Working}", "");
        Tile("batches done", $"{batchesDone}<small> of {followed?.Batches.Length ?? 0}</small>", "");
        Tile("took", ReportText.Duration(report.ElapsedSeconds), "");
        if (report.PausedSeconds > 0)
            Tile("of it paused", ReportText.Duration(report.PausedSeconds), "");
        page.Line("</dl>\n</section>");

        void Part(string style, int number)
        {
            if (number > 0)
                page.Add($"<span class=\"{style}\" style=\"flex-grow:{number}\"></span>");
        }

        void Tile(string name, string value, string style) => page.Line($"<div class=\"{style}\"><dt>{name}</dt><dd>{value}</dd></div>");
    }

    private static void Advice(TextPage page, RolloutReport report)
    {
        ImmutableArray<string> causes = ReportFormatter.Causes(report);
        if (report.Reasons.IsEmpty && report.NextSteps.IsEmpty && causes.IsEmpty)
            return;
        page.Line($"<section class=\"advice {(report.EndedWell ? "" : "failed")}\">");
        List(report.EndedWell ? "Remarks" : "Why", report.Reasons);
        List(ReportFormatter.CausesTitle(report), causes);
        List("Next steps", report.NextSteps);
        page.Line("</section>");

        void List(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            page.Line($"<h2>{title}</h2>\n<ul>");
            foreach (string line in lines.Take(RowsAtMost))
                page.Line($"<li>{Prose(line)}</li>");
            if (lines.Count > RowsAtMost)
                page.Line($"<li>… and {lines.Count - RowsAtMost} more</li>");
            page.Line("</ul>");
        }
    }

    private static void Picture(TextPage page, RolloutReport report)
    {
        if (report.Activities.IsEmpty)
            return;
        page.Add("<section>\n<h2>Timeline</h2>\n<figure>\n<ul class=\"legend\" aria-hidden=\"true\"><li><i class=\"good\"></i>successful</li><li><i class=\"failed\"></i>failed</li>"
            + "<li><i class=\"working\"></i>in progress</li><li><i class=\"paused\"></i>paused</li><li><b class=\"deed\">▼</b>our action</li></ul>\n<div class=\"frame\">\n");
        new TimelinePicture(report, page).Draw();
        page.Add($"</div>\n<figcaption>Times are the service's, UTC, from {ReportText.Moment(ReportFormatter.Begin(report))}. Batches are dated by the service, instances by when a poll of it "
            + "first showed the change; in a batch that ended before the first poll they are shown as long as the batch.</figcaption>\n</figure>\n</section>\n");
    }

    private static void Facts(TextPage page, RolloutReport report)
    {
        page.Line("<footer>\n<dl>");
        Fact("Group", $"<code>{Text(report.AutoScalingGroupId)}</code>");
        Fact("Activity", string.Join(", ", report.Activities.Select(activity => $"<code>{Text(activity.RefreshActivityId)}</code> {Text(activity.ActivityType)}")));
        if (report.LaunchConfiguration is { } configuration)
            Fact("Launch configuration", $"<code>{Text(configuration.LaunchConfigurationId)}</code>{(configuration.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $" version {version}") : "")}");
        if (ReportFormatter.Settings(report.Settings) is { Length: > 0 } settings)
            Fact("Settings", Text(settings));
        Fact("Instances", Text(ReportFormatter.Counts(report.Totals)));
        Fact("Retried", Text(ReportFormatter.Retried(report)));
        Fact("Time", Text(ReportFormatter.Time(report)));
        Fact("Stack", ReportFormatter.Stack(report.Run, Code));
        Fact("Run", ReportFormatter.Change(report.Run, Code));
        page.Line("</dl>\n</footer>");

        void Fact(string name, string value)
        {
            if (value.Length > 0)
                page.Line($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }

    private static string Prose(string text) => string.Concat(ReportText.Pieces(text).Select(piece => piece.IsCode ? $"<code>{Text(piece.Text)}</code>" : Text(piece.Text)));

    private static string Code(string text) => $"<code>{Text(text)}</code>";

    private static string Text(string text) => HtmlText.Escape(text);
}
