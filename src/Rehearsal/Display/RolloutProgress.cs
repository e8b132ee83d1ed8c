using System.Globalization;
using System.Text.RegularExpressions;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>Where a rollout is, read off the provider's status line (<c>2/4 · 5/12 ok · 1 failed · 3m10s · about 4m left</c>).</summary>
internal sealed partial record RolloutProgress(int Batch, int Batches, int Done, int Total, int Failed)
{
    /// <returns>Null for any other line: a bar is a nicety, the line itself is always shown.</returns>
    public static RolloutProgress? Read(string line)
    {
        Match match = Line().Match(line);
        return match.Success && Number(match, "batches") > 0
            ? new(Number(match, "batch"), Number(match, "batches"), Number(match, "done"), Number(match, "total"), Number(match, "failed"))
            : null;
    }

    /// <summary>True for lines that only say how far it is, with or without batches: they need not be kept once the rollout has ended.</summary>
    public static bool IsStatus(string line) => Status().IsMatch(line);

    private static int Number(Match match, string name)
        => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^([A-Za-z_]+ )*(?<batch>\d{1,6})/(?<batches>\d{1,6}) · (?<done>\d{1,6})/(?<total>\d{1,6}) ok( · (?<failed>\d{1,6}) failed)?( · |$)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^([A-Za-z_]+ )*\d+/\d+ · \d+/\d+ ok( · |$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Status();
}
