using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>What all forms of the report have in common about text, times and durations.</summary>
internal static partial class ReportText
{
    /// <summary>Longest message that a report carries, in UTF-16 units. A fleet of 2000 with long messages must still make a readable page.</summary>
    public const int LongestMessage = 600;

    /// <summary>
    /// Makes text from outside harmless for every form: one line, no control characters, nothing that XML forbids, nothing that reverses the
    /// direction of what follows, no key id of an account, no more than <see cref="LongestMessage"/> units. What a form's own syntax needs
    /// escaped is that form's affair.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, LongestMessage));
        bool blank = false;
        foreach (Rune rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blank = clean.Length > 0;
                continue;
            }
            if (clean.Length >= LongestMessage)
            {
                clean.Append('…');
                break;
            }
            if (blank)
                clean.Append(' ');
            blank = false;
            clean.Append(IsHarmful(rune) ? "\uFFFD" : rune.ToString());
        }
        return KeyId().Replace(clean.ToString(), "AKID***");
    }

    /// <summary>As <see cref="Clean"/>, with nothing left as null.</summary>
    public static string? CleanOrNull(string? text) => Clean(text) is { Length: > 0 } clean ? clean : null;

    /// <inheritdoc cref="Times.Span"/>
    public static string Duration(double seconds) => Times.Span(TimeSpan.FromSeconds(seconds));

    /// <inheritdoc cref="Times.Span"/>
    public static string Duration(TimeSpan span) => Times.Span(span);

    /// <summary>E.g. <c>2026-01-05 08:02:07 UTC</c>.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>E.g. <c>2026-01-05T08:02:07Z</c>, the service's own form.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time of day, with the date before it when the report begins on another day.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset begin) => at.UtcDateTime.ToString(
        at.UtcDateTime.Date == begin.UtcDateTime.Date ? "HH:mm:ss" : "MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>E.g. <c>1 instance</c>, <c>4 instances</c>, <c>2 batches</c>.</summary>
    public static string Count(int number, string noun)
        => number == 1 ? $"1 {noun}" : $"{number} {noun}{(noun.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s")}";

    /// <summary>Cuts a sentence into running text and the commands in it that stand in backticks, e.g. <c>pulumi up</c>.</summary>
    public static IEnumerable<(string Text, bool IsCode)> Pieces(string text)
    {
        int from = 0;
        foreach (Match command in Command().Matches(text))
        {
            if (command.Index > from)
                yield return (text[from..command.Index], false);
            yield return (command.Value[1..^1], true);
            from = command.Index + command.Length;
        }
        if (from < text.Length)
            yield return (text[from..], false);
    }

    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse
        || rune.Value is 0xFEFF or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069)
        || (rune.Value & 0xFFFE) == 0xFFFE; // the two non-characters at the end of every plane

    [GeneratedRegex("`[A-Za-z0-9][A-Za-z0-9 ._-]*`", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Command();

    [GeneratedRegex("AKID[A-Za-z0-9]{8,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyId();
}
