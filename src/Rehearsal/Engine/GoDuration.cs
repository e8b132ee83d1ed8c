using System.Globalization;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>Durations as programs send them: <c>90s</c>, <c>1h5m</c>, <c>1800000000000ns</c>.</summary>
internal static class GoDuration
{
    /// <returns>Seconds; null when the text is not a duration.</returns>
    public static double? ParseSeconds(string text)
    {
        ReadOnlySpan<char> rest = text;
        double sign = 1;
        if (rest is ['-' or '+', ..])
        {
            sign = rest[0] == '-' ? -1 : 1;
            rest = rest[1..];
        }

        if (rest is "0")
            return 0;

        double seconds = 0;
        bool any = false;
        while (!rest.IsEmpty)
        {
            int digits = LengthOf(rest, static c => char.IsAsciiDigit(c) || c == '.');
            int letters = LengthOf(rest[digits..], static c => !char.IsAsciiDigit(c) && c != '.');
            if (!double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount)
                || UnitOf(rest.Slice(digits, letters)) is not { } unit)
            {
                return null;
            }

            seconds += amount * unit;
            any = true;
            rest = rest[(digits + letters)..];
        }

        return any ? sign * seconds : null;
    }

    private static int LengthOf(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        int length = 0;
        while (length < text.Length && belongs(text[length]))
            length++;
        return length;
    }

    private static double? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" or "μs" => 1e-6,
        "ns" => 1e-9,
        _ => null,
    };
}
