using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>The live tree: a line per resource, and under a rollout its batches filling up.</summary>
internal static class TreeDrawing
{
    private const int WideBar = 36;

    public static IRenderable Of(OperationView view, int width)
    {
        Grid grid = new Grid { Expand = false }
            .AddColumn(new GridColumn { NoWrap = true, Padding = new(1, 0, 0, 0) })
            .AddColumn(new GridColumn { NoWrap = true, Padding = new(1, 0, 0, 0) })
            .AddColumn(new GridColumn { NoWrap = true, Padding = new(2, 0, 0, 0) })
            .AddColumn(new GridColumn { Padding = new(2, 0, 0, 0) });
        foreach (RowView row in view.Rows)
        {
            grid.AddRow(Styled(StepFormatter.Symbol(row.Op), StepFormatter.Color(row.Op)), Styled(row.Name, "bold"), Styled(row.Kind, "grey"), Status(row));
            if (Bars(row, width) is { } bars)
                grid.AddRow(Text.Empty, Text.Empty, Text.Empty, bars);
        }

        return grid;
    }

    /// <summary>How a rollout ended, in the form of the lines that reported how it went.</summary>
    public static string Result(RolloutRecord rollout)
    {
        // Where nothing was started, there is nothing to count.
        if (rollout.Status == "SKIPPED")
            return $"{rollout.Status} ({rollout.Outcome})";
        int failed = rollout.Batches.Sum(batch => batch.InstanceCounts.GetValueOrDefault("FAILED"));
        return $"{rollout.Status} {rollout.CurrentBatch}/{rollout.Batches.Length} · {rollout.RefreshedInstances}/{rollout.TotalInstances} ok"
            + (failed > 0 ? $" · {failed} failed" : "") + (rollout.Outcome.Length > 0 ? $" ({rollout.Outcome})" : "");
    }

    private static Markup Status(RowView row)
    {
        string word = Markup.Escape(row.Word);
        word = row.Failed ? $"[red]{word}[/]" : row.IsRunning ? $"[bold]{word}…[/]" : word;
        string diff = row.Diff.Length > 0 ? $" [grey]{Markup.Escape($"[diff: {row.Diff}]")}[/]" : "";
        string info = row.IsRunning && row.Info.Length > 0 ? $" [grey]{Markup.Escape(row.Info)}[/]" : "";
        return new(word + diff + info);
    }

    private static Markup? Bars(RowView row, int width)
    {
        if (row is { IsRunning: true, Progress: { Batches: > 0 } progress })
            return Drawn(BatchBar.Of(progress, width / 2), "");
        return row is { IsRunning: false, Rollout: { Batches.IsEmpty: false } rollout }
            ? Drawn(BatchBar.Of(rollout, width / 2), Result(rollout))
            : null;
    }

    private static Markup Drawn(IEnumerable<ImmutableArray<CellKind>> bars, string after)
    {
        ImmutableArray<ImmutableArray<CellKind>> all = [.. bars];
        // A small fleet would be a few dots: its cells are drawn wider.
        int wide = Math.Clamp(WideBar / Math.Max(1, all.Sum(bar => bar.Length)), 1, 4);
        string Cell(CellKind cell) => $"[{BatchBar.Color(cell)}]{string.Concat(Enumerable.Repeat(BatchBar.Glyph(cell), wide))}[/]";
        IEnumerable<string> drawn = all.Select(bar => string.Concat(bar.Select(Cell)));
        return new($"{string.Join(' ', drawn)}  [grey]{Markup.Escape(after)}[/]");
    }

    private static Markup Styled(string text, string style) => new($"[{style}]{Markup.Escape(text)}[/]");
}
