using System.Buffers;
using System.Globalization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Text from outside, made fit for a terminal, a log and a header: one line, nothing that steers a terminal, and no longer than needed.</summary>
internal static class SafeText
{
    /// <summary>The most characters of an id, a code or a name.</summary>
    public const int MaxWord = 200;

    /// <summary>The most characters of a sentence.</summary>
    public const int Sentence = 1000;

    /// <summary>Control characters, and what turns the direction of a line or ends it.</summary>
    private static readonly SearchValues<char> Harmful = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(code => (char)code), .. Enumerable.Range(0x7f, 0x21).Select(code => (char)code),
        '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069',
    ]);

    /// <summary>The text without control characters; if it is longer, its beginning and how much was left out.</summary>
    public static string Line(string text, int most)
    {
        var kept = text.Length <= most ? text : text[..EndBefore(text, most)];
        if (kept.AsSpan().ContainsAny(Harmful))
            kept = string.Create(kept.Length, kept, static (to, from) => Clean(from, to));
        return kept.Length == text.Length
            ? kept
            : string.Create(CultureInfo.InvariantCulture, $"{kept}… ({text.Length - kept.Length:N0} more characters left out)");
    }

    /// <summary>Between two words where there are some: half of a secret is not recognised as one by those who take secrets out later.</summary>
    private static int EndBefore(string text, int most)
    {
        var blank = text.LastIndexOf(' ', most);
        if (blank > most / 2)
            return blank;
        return char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }

    private static void Clean(string from, Span<char> to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = from[i] is '\t' or '\r' or '\n' ? ' ' : Harmful.Contains(from[i]) ? '\ufffd' : from[i];
    }
}
