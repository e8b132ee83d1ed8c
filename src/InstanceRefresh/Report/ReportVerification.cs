using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>A verification of what a batch has brought, or of the end.</summary>
/// <param name="Batch">The last batch that had begun, from 1.</param>
/// <param name="IsEnd">Whether it was of the end of the rollout.</param>
/// <param name="From">Since when it baked; where an alarm came in mid-batch, when that was seen.</param>
/// <param name="To">When it was decided, or the last poll.</param>
/// <param name="Verdict">The name of a <see cref="VerificationVerdict"/>.</param>
/// <param name="Reason">Why it did not pass: the alarm, or the URL with what it answered.</param>
internal sealed record ReportVerification(string RefreshActivityId, int Batch, bool IsEnd, DateTimeOffset From, DateTimeOffset To, string Verdict, string? Reason)
{
    /// <summary>What a verification is now; null where nothing is verified.</summary>
    public static ReportVerification? Of(VerificationState now, string activityId, DateTimeOffset at)
    {
        var from = now switch
        {
            { Failure.At: var failed, BakesSince: { } since } => failed < since ? failed : since,
            _ => now.BakesSince ?? now.Failure?.At,
        };
        return from is not { } began ? null : new(
            ReportText.Clean(activityId), now.Point.Batch, now.Point.IsEnd, began, now.Failure?.At ?? (at > began ? at : began), now.Verdict.ToString(),
            ReportText.CleanOrNull(now.Failure?.Reason));
    }

    /// <summary>The verdict in words.</summary>
    [JsonIgnore]
    public string InWords => Verdict switch
    {
        nameof(VerificationVerdict.Passed) => "passed",
        nameof(VerificationVerdict.Failed) => "failed",
        nameof(VerificationVerdict.Unknown) => "could not be asked",
        _ => "not finished",
    };

    [JsonIgnore]
    public string Place => IsEnd ? "the end" : $"batch {Batch}";

    /// <summary>The list with another one, or with what has become of one that it has.</summary>
    public static ImmutableArray<ReportVerification> With(ImmutableArray<ReportVerification> list, ReportVerification now)
    {
        var known = list.FirstOrDefault(other => other.IsSameAs(now));
        return known is null ? list.Add(now) : known.Verdict == nameof(VerificationVerdict.Due) ? list.Replace(known, now) : list;
    }

    /// <summary>The last word on each batch: a verification that is repeated replaces the one before it.</summary>
    public static IEnumerable<ReportVerification> LastOf(RolloutReport report)
        => report.Verifications.GroupBy(verification => (verification.RefreshActivityId, verification.Batch, verification.IsEnd)).Select(of => of.Last());

    private bool IsSameAs(ReportVerification other) => RefreshActivityId == other.RefreshActivityId && Batch == other.Batch && From == other.From;
}
