using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report.Page;

/// <summary>
/// Draws the timeline as inline SVG. Horizontal places are percentages and vertical ones pixels, so the picture takes any width while its
/// letters keep their size; the labels stand left of the origin, in the margin that the style sheet leaves free.
/// </summary>
internal sealed class TimelinePicture(RolloutReport report, TextPage page)
{
    private const int AxisHeight = 22;
    private const int LaneHeight = 18;
    private const int TitleHeight = 30;
    private const int BarHeight = 11;
    /// <summary>Width of the margin for labels; the style sheet knows it, too.</summary>
    private const int Margin = 104;
    /// <summary>Share of the width that a label of the axis takes on a narrow page.</summary>
    private const double LabelWidth = 0.13;

    private readonly ImmutableArray<TimelineRow> _rows = Timeline.Rows(report);
    private readonly TimeScale _scale = TimeScale.Over(ReportFormatter.Begin(report), ReportFormatter.End(report), Timeline.Work(report));

    public void Draw()
    {
        int height = AxisHeight + _rows.Sum(Height) + 6;
        page.Line($"<svg class=\"timeline\" role=\"img\" aria-labelledby=\"picture-title picture-text\" width=\"100%\" height=\"{height}\">");
        page.Line($"<title id=\"picture-title\">Timeline of {HtmlText.Escape(report.RefreshActivityId)}</title>");
        page.Line($"<desc id=\"picture-text\">{HtmlText.Escape(Description())}</desc>");
        page.Add("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            + "<rect class=\"bad\" width=\"6\" height=\"6\"/><rect class=\"slash\" width=\"2\" height=\"6\"/></pattern></defs>\n");
        Axis(height);
        int y = AxisHeight;
        foreach (TimelineRow row in _rows)
        {
            Row(row, y);
            y += Height(row);
        }
        Deeds();
        page.Line("</svg>");
    }

    private string Description() => $"{report.Headline}. Each row is an instance of a batch, each bar a spell of work, coloured by how it ended. "
        + "The same in words: the lists and the table below.";

    private void Axis(int height)
    {
        List<double> taken = [];
        foreach ((DateTimeOffset from, DateTimeOffset to) in _scale.Cuts)
        {
            double left = _scale.Place(from), right = _scale.Place(to);
            page.Add($"<g><title>{ReportText.Duration(to - from)} without work, drawn shorter</title><rect class=\"cut\" x=\"{Percent(left)}\" y=\"0\" width=\"{Percent(right - left)}\" height=\"{height}\"/>"
                + $"<text class=\"cut-text\" x=\"{Percent((left + right) / 2)}\" y=\"14\">{ReportText.Duration(to - from)}</text></g>\n");
            taken.Add((left + right) / 2);
        }
        foreach (DateTimeOffset tick in _scale.Ticks())
        {
            double place = _scale.Place(tick);
            string x = Percent(place);
            page.Line($"<line class=\"tick\" x1=\"{x}\" x2=\"{x}\" y1=\"{AxisHeight - 4}\" y2=\"{height}\"/>"
                + (taken.Exists(middle => Math.Abs(middle - place) < LabelWidth) ? "" : $"<text class=\"tick-text\" x=\"{x}\" y=\"13\">{TickText(tick)}</text>"));
        }
    }

    private static string TickText(DateTimeOffset tick) => tick.UtcDateTime.ToString(tick.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private void Row(TimelineRow row, int y)
    {
        switch (row)
        {
            case TimelineRow.Title title:
                page.Add($"<circle class=\"{Class(title.Status)}\" cx=\"{4 - Margin}\" cy=\"{y + 18}\" r=\"4\"/><text class=\"row-title\" x=\"{14 - Margin}\" y=\"{y + 22}\">{HtmlText.Escape(title.Text)}{(title.Detail.Length > 0 ? $"<tspan class=\"wide\">{HtmlText.Escape(title.Detail)}</tspan>" : "")}</text>\n");
                break;
            case TimelineRow.Lane lane:
                page.Add($"<g><title>{HtmlText.Escape(Summary(lane))}</title><text class=\"label\" x=\"{-Margin}\" y=\"{y + 13}\">{HtmlText.Escape(Short(lane.Label))}</text>");
                foreach (Span span in lane.Spans)
                    Bar(span, y, lane.IsStrip);
                page.Line("</g>");
                break;
        }
    }

    private void Bar(Span span, int y, bool strip)
    {
        double left = _scale.Place(span.From);
        double width = Math.Max(0.004, _scale.Place(span.To) - left);
        if (strip)
        {
            string style = ActivityStatus.IsPaused(span.Status) ? "paused" : "rolling";
            if (!ActivityStatus.IsTerminal(span.Status))
                page.Add($"<rect class=\"{style}\" x=\"{Percent(left)}\" y=\"{y + 6}\" width=\"{Percent(width)}\" height=\"6\"/>");
        }
        else if (span.IsWork)
        {
            page.Add($"<rect class=\"bar {Class(span.Status)}\" x=\"{Percent(left)}\" y=\"{y + 3}\" width=\"{Percent(width)}\" height=\"{BarHeight}\" rx=\"3\"/>");
        }
        else if (span.Status == InstanceStatus.Failed)
        {
            string x = Percent(left), middle = $"{y + 3 + BarHeight / 2.0:0.0}";
            page.Add($"<line class=\"still-bad\" x1=\"{x}\" x2=\"{Percent(left + width)}\" y1=\"{middle}\" y2=\"{middle}\"/><text class=\"cross\" x=\"{x}\" dx=\"6\" y=\"{y + 13}\">✕</text>");
        }
    }

    /// <summary>Our own writes, as marks on the axis.</summary>
    private void Deeds()
    {
        foreach (ReportEvent action in report.Events.Where(reportEvent => reportEvent.Kind == ReportEventKind.Action))
        {
            page.Line($"<text class=\"deed\" x=\"{Percent(_scale.Place(action.At))}\" y=\"{AxisHeight}\">▼<title>{ReportText.Iso(action.At)} {HtmlText.Escape(action.Text)}</title></text>");
        }
    }

    private string Summary(TimelineRow.Lane lane) => lane.Spans.Where(span => span.IsWork || ActivityStatus.IsPaused(span.Status)).Aggregate(lane.About, (summary, span) =>
        $"{summary}\n{ReportText.Clock(span.From, _scale.Begin)} {span.Status} {(span.IsWork ? "after " : "")}{ReportText.Duration(span.Length)}{(span.Message is { } message ? $": {message}" : "")}");

    private static int Height(TimelineRow row) => row is TimelineRow.Title ? TitleHeight : LaneHeight;

    private static string Short(string label) => label.Length <= 15 ? label : label[..14] + "…";

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>The style sheet's name for how a state looks.</summary>
    internal static string Class(string status) => status switch
    {
        "SUCCESSFUL" or nameof(VerificationVerdict.Passed) => "good",
        nameof(VerificationVerdict.Failed) => "failed",
        nameof(VerificationVerdict.Unknown) => "paused",
        nameof(VerificationVerdict.Due) => "working",
        "FAILED" or "PARTIALLY_SUCCESSFUL" => "failed",
        "FAILED_PAUSE" or "AUTO_PAUSE" or "MANUAL_PAUSE" => "paused",
        "INIT" or "RUNNING" => "working",
        _ => "idle",
    };
}
