using System.Text;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>Breaks text between words, so that it reads well in a log of 80 columns. A word that is too long stays whole.</summary>
internal static class TextWrap
{
    /// <param name="text">One or more lines.</param>
    /// <param name="width">Of the whole line, indents included.</param>
    /// <param name="indent">Before the first line: spaces, or a label such as <c>error: </c>.</param>
    /// <param name="hanging">Before the others. A line of its own in the text keeps its spaces, and begins with spaces as the first did or, after a label,
    /// with these.</param>
    public static IEnumerable<string> Lines(string text, int width, string indent, string hanging)
    {
        string own = string.IsNullOrWhiteSpace(indent) ? indent : hanging;
        return text.Split('\n').Select(line => line.TrimEnd()).SelectMany((line, number) =>
        {
            string spaces = line[..^line.TrimStart().Length];
            return Wrap(line, width, (number == 0 ? indent : own) + spaces, hanging + spaces);
        });
    }

    private static IEnumerable<string> Wrap(string line, int width, string indent, string hanging)
    {
        StringBuilder current = new(indent);
        bool empty = true;
        foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && current.Length + 1 + word.Length > width)
            {
                yield return current.ToString();
                current.Clear().Append(hanging);
                empty = true;
            }

            current.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        yield return current.ToString().TrimEnd();
    }
}
