using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>A function over a few finite dimensions as a table with as few rows as one order of the columns allows: values that make no difference share a row.</summary>
internal sealed class Grid(string[] names, string[][] values, Func<string[], string> outcome)
{
    private const string Any = "any";

    public void WriteTo(StringBuilder text)
    {
        text.AppendLine($"| {string.Join(" | ", names)} | outcome |");
        text.AppendLine($"|{string.Concat(Enumerable.Repeat(" --- |", names.Length + 1))}");
        foreach (string[] row in Rows([]))
            text.AppendLine($"| {string.Join(" | ", row)} |");
    }

    private IEnumerable<string[]> Rows(string[] at)
    {
        if (at.Length == names.Length)
            return [[outcome(at)]];

        var alike = values[at.Length]
            .GroupBy(value => Content([.. at, value]))
            .OrderBy(group => group.Count() > values[at.Length].Length / 2)
            .ToList();
        return alike.SelectMany(group => Rows([.. at, group.First()]).Select(row => (string[])[Label(group, alike.Count, at.Length), .. row]));
    }

    private string Label(IEnumerable<string> group, int groups, int dimension)
        => groups == 1 ? Any : group.Count() > values[dimension].Length / 2 && group.Count() > 2 ? "any other" : string.Join(", ", group);

    /// <summary>Every outcome below a point, so that two points can be told to be alike.</summary>
    private string Content(string[] at)
        => at.Length == names.Length ? outcome(at) : string.Join('\n', values[at.Length].Select(value => Content([.. at, value])));
}
