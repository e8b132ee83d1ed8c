using System.Buffers;
using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>Text from outside, put into Markdown so that it stays text: no markup, no table cell, no link, no mention of anybody.</summary>
internal static class MarkdownText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_{}[]<>#|~@&!$");
    private static readonly SearchValues<char> Harmless = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>As running text. A command in backticks stays code as long as nothing in it could end the span.</summary>
    public static string Prose(string text) => string.Concat(ReportText.Pieces(text).Select(piece => piece.IsCode ? $"`{piece.Text}`" : Plain(piece.Text)));

    /// <summary>As running text, letter by letter. A beginning like that of a list stays text, too.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            bool link = (letter == ':' && i + 1 < text.Length && text[i + 1] == '/')
                || (letter == '.' && i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));
            bool withinWord = letter == '_' && i > 0 && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i + 1]);
            // A reference is text to every renderer; a backslash would not stop a mention or a bare link.
            bool bullet = (i == 0 && (letter is '-' or '+'))
                || ((letter is '.' or ')') && i is > 0 and < 10 && !text.AsSpan(0, i).ContainsAnyExceptInRange('0', '9'));
            if (bullet)
                plain.Append('\\');
            if (link || letter is '<' or '>' or '&' or '@' or '#' or '|')
                plain.Append("&#").Append(((int)letter).ToString(CultureInfo.InvariantCulture)).Append(';');
            else if (Special.Contains(letter) && !withinWord)
                plain.Append('\\').Append(letter);
            else
                plain.Append(letter);
        }
        return plain.ToString();
    }

    /// <summary>An id or a word of the service. Anything that does not look like one is running text.</summary>
    public static string Code(string word) => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Harmless) ? $"`{word}`" : Plain(word);
}
