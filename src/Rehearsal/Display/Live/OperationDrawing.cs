using System.Collections.Immutable;
using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display.Live;

/// <summary>An operation as lines of markup: a line for each resource, and under a rollout its picture. Pure.</summary>
internal static class OperationDrawing
{
    private const int Indent = 5;

    /// <param name="rows">At one moment.</param>
    /// <param name="now">Of the same clock as the times in the rows.</param>
    public static ImmutableArray<string> Of(ImmutableArray<RowView> rows, DateTimeOffset now, ScreenSize size)
    {
        Columns columns = Columns.For(rows, now, size.Width);
        int pictures = rows.Count(row => row.Picture is not null);
        int others = rows.Sum(row => row.Picture is null ? OfRow(row, now, columns, size).Count() : 1 + DiffLines(row, columns, now, size).Count());
        ScreenSize each = size with { Height = Math.Max(3, (size.Height - others) / Math.Max(1, pictures)) };
        ImmutableArray<string> lines = [.. rows.SelectMany(row => OfRow(row, now, columns, each))];
        int over = lines.Length - size.Height;
        return over <= 0 ? lines : [$"[grey]  … {over + 1} lines above[/]", .. lines.Skip(over + 1)];
    }

    private static IEnumerable<string> OfRow(RowView row, DateTimeOffset now, Columns columns, ScreenSize size)
    {
        string line = columns.Line(row, now);
        bool fits = row.Diff.Length > 0 && columns.Length(row, now) + 2 + row.Diff.Length <= size.Width;
        yield return fits ? $"{line}  [grey]{Markup.Escape(row.Diff)}[/]" : line;
        foreach (string diff in DiffLines(row, columns, now, size))
            yield return diff;
        if (row.Picture is { } progress)
        {
            foreach (string drawn in RolloutDrawing.Of(progress, row.ProgressAt is { } seen && row.IsRunning ? now - seen : TimeSpan.Zero, size, Indent))
                yield return drawn;
        }
        else if (row is { IsRunning: true, Info.Length: > 0 })
        {
            yield return $"[grey]{Markup.Escape(TextWrap.Lines(row.Info, size.Width - 2, new string(' ', Indent), "").ToArray() is [var only] ? only
                : TextWrap.Lines(row.Info, size.Width - 2, new string(' ', Indent), "").First() + " …")}[/]";
        }
    }

    private static IEnumerable<string> DiffLines(RowView row, Columns columns, DateTimeOffset now, ScreenSize size)
        => row.Diff.Length == 0 || columns.Length(row, now) + 2 + row.Diff.Length <= size.Width ? []
            : TextWrap.Lines(row.Diff, size.Width, new string(' ', Indent), new string(' ', Indent + 2)).Select(line => $"[grey]{Markup.Escape(line)}[/]");

    /// <summary>Where names, kinds and words stand; the kinds are left out where there is no room for them.</summary>
    private sealed record Columns(int Name, int Kind)
    {
        public static Columns For(ImmutableArray<RowView> rows, DateTimeOffset now, int width)
        {
            int name = rows.Select(row => row.Name.Length).DefaultIfEmpty(0).Max();
            int kind = rows.Select(row => row.Kind.Length).DefaultIfEmpty(0).Max();
            int word = rows.Select(row => Word(row, now).Length).DefaultIfEmpty(0).Max();
            return new(name, 5 + name + kind + 2 + word <= width ? kind : 0);
        }

        public int Length(RowView row, DateTimeOffset now) => 4 + Name + (Kind > 0 ? Kind + 1 : 0) + 2 + Word(row, now).Length;

        public string Line(RowView row, DateTimeOffset now)
        {
            string style = row.Failed ? "red" : row.IsRunning ? "bold" : "default";
            string kind = Kind > 0 ? $" [grey]{Markup.Escape(row.Kind.PadRight(Kind))}[/]" : "";
            return $" [{StepFormatter.Color(row.Op)}]{StepFormatter.Symbol(row.Op),-2}[/] [bold]{Markup.Escape(row.Name.PadRight(Name))}[/]{kind}  [{style}]{Markup.Escape(Word(row, now))}[/]";
        }

        private static string Word(RowView row, DateTimeOffset now) => !row.IsRunning ? row.Word
            : row.BeganAt is { } began && now - began is var spent && spent >= TimeSpan.FromSeconds(1) ? $"{row.Word}… {ProgressText.Time(spent)}"
            : $"{row.Word}…";
    }
}
