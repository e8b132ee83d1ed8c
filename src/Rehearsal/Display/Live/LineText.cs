namespace TencentcloudRefresh.Rehearsal.Display.Live;

/// <summary>Makes text fit a line without cutting a word. Pure.</summary>
internal static class LineText
{
    /// <summary>As many of the parts as there is room for, the first ones first; at least one.</summary>
    public static string Fitting(string text, int width, string separator)
    {
        string[] parts = Clean(text).Split(separator);
        int count = parts.Length;
        while (count > 1 && parts.Take(count).Sum(part => part.Length) + ((count - 1) * separator.Length) > width)
            count--;
        return string.Join(separator, parts.Take(count));
    }

    /// <summary><c>a, b and 3 more</c>: as many as there is room for.</summary>
    /// <param name="unnamed">How many there are besides the items.</param>
    public static string List(IReadOnlyList<string> items, int unnamed, int width)
    {
        for (int count = items.Count; ; count--)
        {
            int more = items.Count - count + unnamed;
            string text = string.Join(", ", items.Take(count).Select(Clean)) + (more == 0 ? "" : count == 0 ? $"{more} instances" : $" and {more} more");
            if (text.Length <= width || count == 0)
                return text;
        }
    }

    /// <summary>What came from elsewhere moves no cursor.</summary>
    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
