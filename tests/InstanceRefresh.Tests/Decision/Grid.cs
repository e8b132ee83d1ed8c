using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>
/// A function over a few finite dimensions as a table with as few rows as one order of the columns allows: values that make no difference share a row, under the
/// name of their group where they have one. A row that would be too wide is told in several.
/// </summary>
/// <param name="groups">Names for sets of values; an earlier one is preferred.</param>
internal sealed class Grid(string[] names, string[][] values, Func<string[], string> outcome, IReadOnlyList<NamedGroup> groups)
{
    /// <summary>Wider rows cannot be read in an editor or a review.</summary>
    public const int MostColumns = 120;

    private const string Any = "any";

    public void WriteTo(StringBuilder text)
    {
        var rows = Rows([]).ToList();
        // The first column says what a row is about, the last one what comes of it; one between them that never matters is left out.
        int[] reported = [.. Enumerable.Range(0, names.Length + 1).Where(column => column == 0 || rows.Exists(row => row[column] is not [Any]))];
        text.AppendLine(Line([.. reported.Select(column => new[] { column < names.Length ? names[column] : "outcome" })]));
        text.AppendLine($"|{string.Concat(Enumerable.Repeat(" --- |", reported.Length))}");
        foreach (string[][] row in rows.SelectMany(row => Fitting([.. reported.Select(column => row[column])])))
            text.AppendLine(Line(row));
    }

    private static string Line(string[][] row) => $"| {string.Join(" | ", row.Select(cell => string.Join(", ", cell)))} |";

    /// <summary>The row, or several that share its values among them.</summary>
    private static IEnumerable<string[][]> Fitting(string[][] row)
    {
        int widest = Array.IndexOf(row, row.Where(cell => cell.Length > 1).MaxBy(cell => cell.Sum(part => part.Length)));
        if (widest < 0 || Line(row).Length <= MostColumns)
            return [row];
        int half = (row[widest].Length + 1) / 2;
        return new[] { row[widest][..half], row[widest][half..] }.SelectMany(part => Fitting([.. row[..widest], part, .. row[(widest + 1)..]]));
    }

    private IEnumerable<string[][]> Rows(string[] at)
    {
        if (at.Length == names.Length)
            return [[[outcome(at)]]];

        var alike = values[at.Length]
            .GroupBy(value => Content([.. at, value]))
            .OrderBy(group => group.Count() > values[at.Length].Length / 2)
            .ToList();
        return alike.SelectMany(group => Rows([.. at, group.First()]).Select(row => (string[][])[Label([.. group], alike.Count, at.Length), .. row]));
    }

    private string[] Label(string[] alike, int sets, int dimension)
    {
        if (sets == 1)
            return [Any];
        if (alike.Length > values[dimension].Length / 2 && alike.Length > 2)
            return ["any other"];

        var left = alike.ToList();
        var named = new List<string>();
        foreach (var group in groups)
        {
            // Earlier groups may have taken what this one needs.
            if (!group.Members.All(left.Contains))
                continue;
            named.Add(group.Name);
            left.RemoveAll(value => group.Members.Contains(value));
        }

        return [.. named, .. left];
    }

    /// <summary>Every outcome below a point, so that two points can be told to be alike.</summary>
    private string Content(string[] at)
        => at.Length == names.Length ? outcome(at) : string.Join('\n', values[at.Length].Select(value => Content([.. at, value])));
}

/// <summary>A name for several values of a dimension.</summary>
internal sealed record NamedGroup(string Name, params string[] Members)
{
    /// <summary>The names explained, for the reader of the tables.</summary>
    public static void WriteTo(StringBuilder text, IEnumerable<NamedGroup> groups)
    {
        text.AppendLine("| name | stands for |").AppendLine("| --- | --- |");
        foreach (var group in groups)
            text.AppendLine($"| {group.Name} | {string.Join(", ", group.Members)} |");
    }
}
