using System.Globalization;
using System.Text.RegularExpressions;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>Spans of time as people write them: <c>90s</c>, <c>30m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
internal static partial class Spans
{
    /// <exception cref="ToolException">It is none, or nothing, or longer than 7 days.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        var parts = Form().Match(text);
        var span = !parts.Success ? TimeSpan.Zero
            : new TimeSpan(Number(parts, "d"), Number(parts, "h"), Number(parts, "m"), Number(parts, "s"));
        return span > TimeSpan.Zero && span <= TimeSpan.FromDays(7)
            ? span
            : throw ToolException.Usage($"{option} must be a time such as 90s, 30m, 1h30m or 2d, at most 7d; was '{text}'.");
    }

    private static int Number(Match parts, string unit)
        => parts.Groups[unit] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<d>\d{1,6})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
