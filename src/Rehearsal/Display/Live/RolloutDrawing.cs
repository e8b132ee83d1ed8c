using System.Collections.Immutable;
using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Rehearsal.Display.Live;

/// <summary>
/// A rollout as lines of markup: how far it is, a row for each batch, and which instances are in progress. Pure: the same data, size and time give the same
/// picture. No line is longer than the width, and no word is cut.
/// </summary>
internal static class RolloutDrawing
{
    private const int MostCells = 60;

    /// <summary>From so many columns on rows have names, below it numbers.</summary>
    private const int Roomy = 50;
    private const string Separator = " · ";

    /// <param name="progress">As it was last seen.</param>
    /// <param name="since">Time since then: the clock goes on.</param>
    /// <param name="size">Of the terminal, or of the part of it that may be used.</param>
    /// <param name="indent">Columns before each line.</param>
    public static ImmutableArray<string> Of(RolloutProgress progress, TimeSpan since, ScreenSize size, int indent = 0)
    {
        RolloutProgress now = progress.After(since);
        string spaces = new(' ', indent);
        int width = size.Width - indent;
        string[] head = [$"[bold]{Spectre.Console.Markup.Escape(LineText.Fitting(now.Line, width, Separator))}[/]"];
        ImmutableArray<string> busy = [.. InProgress(now, width)];
        int rows = Math.Max(1, size.Height - head.Length - busy.Length);
        return [.. head.Concat(Rows(BatchRows.Of(now, rows), width)).Concat(busy).Select(line => spaces + line)];
    }

    /// <summary>Cells of all batches in a line, for a log: <c>■■ ■✗ □□</c>.</summary>
    /// <param name="width">The most columns. Where the batches do not fit, they are drawn as one.</param>
    public static string Bar(RolloutProgress progress, int width)
    {
        ImmutableArray<BatchRow> each = BatchRows.Of(progress, int.MaxValue);
        if (each.Sum(row => row.Sum.Total + 1) - 1 <= width)
            return string.Join(' ', each.Select(row => Cells.Text(Cells.Of(row.Sum, width))));
        return string.Concat(BatchRows.Of(progress, 1).Select(row => Cells.Text(Cells.Of(row.Sum, width))));
    }

    private static IEnumerable<string> Rows(ImmutableArray<BatchRow> rows, int width)
    {
        Func<BatchRow, string> nameOf = width < Roomy ? row => row.Numbers : row => row.Name;
        int name = rows.Select(row => nameOf(row).Length).DefaultIfEmpty(0).Max();
        int text = rows.Select(row => ProgressText.Batch(row.Sum).Length).DefaultIfEmpty(0).Max();
        int largest = rows.Select(row => row.Sum.Total).DefaultIfEmpty(0).Max();
        int room = Math.Clamp(width - name - text - 4, 8, MostCells);
        foreach (BatchRow row in rows)
        {
            ImmutableArray<CellKind> cells = Cells.Of(row.Sum, room);
            string pad = new(' ', Math.Min(largest, room) - cells.Length);
            string said = LineText.Fitting(ProgressText.Batch(row.Sum), width - name - Math.Min(largest, room) - 4, Separator);
            yield return $"[grey]{nameOf(row).PadRight(name)}[/]  {Cells.Markup(cells)}{pad}  {said}";
        }
    }

    /// <summary>A line for each phase: <c>reinstalling  ins-a, ins-b and 3 more</c>.</summary>
    private static IEnumerable<string> InProgress(RolloutProgress progress, int width)
    {
        if (progress.InProgress.IsEmpty)
            yield break;
        int longest = progress.InProgress.Max(one => one.Phase.Length);
        int unnamed = Math.Max(0, progress.PerBatch.Sum(batch => batch.Busy) - progress.InProgress.Length);
        foreach (IGrouping<string, InstanceProgress> phase in progress.InProgress.GroupBy(one => one.Phase))
        {
            string names = LineText.List([.. phase.Select(one => one.InstanceId)], unnamed, width - longest - 2);
            yield return $"[yellow]{Spectre.Console.Markup.Escape(phase.Key.PadRight(longest))}[/]  {Spectre.Console.Markup.Escape(names)}";
            unnamed = 0;
        }
    }
}
