using System.Text;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>The first sentence of every form: what it came to, how far it got, how long it took.</summary>
internal static class ReportHeadline
{
    public static string Of(RolloutReport report)
    {
        if (ReportFormatter.Followed(report) is not { } followed)
            return $"{Outcome(report)}: the rollout was never seen in the service";
        bool back = followed.IsRollback;
        string who = back ? "Rollback s" : "S";
        string duration = ReportText.Duration(report.ElapsedSeconds);
        string batches = ReportText.Count(followed.Batches.Length, "batch");
        string place = $"batch {Current(followed)} of {followed.Batches.Length}";
        string share = $"{report.Totals.Successful} of {ReportText.Count(report.Totals.Total, "instance")} {(back ? "rolled back" : "refreshed")}";
        string shareAndFailed = report.Totals.Failed > 0 ? $"{share}, {report.Totals.Failed} failed" : share;
        bool paused = ActivityStatus.IsPaused(followed.Status);
        return report.Outcome switch
        {
            nameof(RefreshOutcome.Succeeded) => $"{Whole(report)} refreshed in {batches}, {duration}",
            nameof(RefreshOutcome.PartiallySucceeded) when report.Totals.Failed > 0 => $"{shareAndFailed} and left behind, {duration}",
            nameof(RefreshOutcome.PartiallySucceeded) => $"{share}, {Deviating(report)}, {duration}",
            nameof(RefreshOutcome.AwaitingApproval) => $"{(back ? "Rollback waiting" : "Waiting")} for approval after {place}: {share}",
            nameof(RefreshOutcome.RolledBack) => $"Rolled back{Because(report)}: {report.Totals.Successful} of {ReportText.Count(report.Totals.Total, "instance")}, {duration}",
            nameof(RefreshOutcome.Cancelled) => $"{(back ? "Rollback cancelled" : "Cancelled")}{Because(report)} after {duration}: {shareAndFailed}",
            nameof(RefreshOutcome.Failed) when IsUnverified(report, followed) => $"Not verified {(paused ? $"after {place}" : $"after {duration}")}: {shareAndFailed}",
            nameof(RefreshOutcome.Failed) when paused => $"{who}topped in {place}: {shareAndFailed}",
            nameof(RefreshOutcome.Failed) => $"{(back ? "Rollback failed" : "Failed")} after {duration}: {shareAndFailed}",
            nameof(RefreshOutcome.InProgress) when paused => $"{(back ? "Rollback paused" : "Paused")} at {place}: {shareAndFailed}",
            nameof(RefreshOutcome.InProgress) => $"{who}till in progress, {place}: {shareAndFailed}",
            _ => $"{Outcome(report)} after {duration}: {shareAndFailed}",
        };
    }

    /// <summary>The outcome in words, e.g. <c>Awaiting approval</c>.</summary>
    public static string Outcome(RolloutReport report)
    {
        var text = new StringBuilder();
        foreach (char letter in report.Outcome)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append(' ').Append(char.ToLowerInvariant(letter));
            else
                text.Append(letter);
        }
        return text.ToString();
    }

    private static string Deviating(RolloutReport report)
        => report.Deviations.Count(deviation => deviation.InstanceId.Length > 0) switch
        {
            0 when report.Deviations.IsEmpty => "not every one shown to match",
            0 => "the group deviates",
            1 => "1 deviates",
            var many => $"{many} deviate",
        };

    private static bool IsUnverified(RolloutReport report, ReportActivity followed)
        => report.Verifications is [.., var last] && last.RefreshActivityId == followed.RefreshActivityId
            && last.Verdict is (nameof(VerificationVerdict.Failed) or nameof(VerificationVerdict.Unknown));

    private static string Because(RolloutReport report)
        => report.Verifications is [.., { Verdict: nameof(VerificationVerdict.Failed) } last] ? $" because the verification of {last.Place} failed" : "";

    /// <summary>The batch in progress, or the last that was worked on.</summary>
    private static int Current(ReportActivity activity) => activity.Batches.LastOrDefault(batch => batch.Marks is [_, ..] && batch.Status != BatchStatus.Cancelled)?.Number ?? 1;

    private static string Whole(RolloutReport report) => report.Totals switch
    {
        { Total: 1, Successful: 1 } => "The only instance",
        var totals when totals.Successful == totals.Total => $"All {totals.Total} instances",
        var totals => $"{totals.Successful} of {ReportText.Count(totals.Total, "instance")}",
    };
}
