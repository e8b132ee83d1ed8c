using System.Globalization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Lengths of time for people.</summary>
internal static class Spans
{
    /// <summary>The two largest parts, as <c>1d 2h</c>, <c>5m 3s</c> or <c>0.4s</c>; without a sign.</summary>
    public static string Of(TimeSpan span)
    {
        span = span.Duration();
        (int Count, string Unit)[] parts = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "m"), (span.Seconds, "s")];
        var first = Array.FindIndex(parts, part => part.Count > 0);
        return first is < 0 or 3
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#}s")
            : string.Join(' ', parts.Skip(first).Take(2).Where(part => part.Count > 0).Select(part => $"{part.Count}{part.Unit}"));
    }
}
