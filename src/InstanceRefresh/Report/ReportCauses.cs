using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>Why a rollout was rolled back or cancelled. The run that does it reports no error, yet its reader asks.</summary>
internal static class ReportCauses
{
    private const int NamedAtMost = 10;

    /// <summary>Those that the report has; where it has none, what its instances and verifications tell. Empty where nothing was undone.</summary>
    public static ImmutableArray<string> Of(RolloutReport report)
        => !IsUndone(report) ? [] : report.Causes.IsEmpty ? [.. Failures(report), .. Verifications(report)] : report.Causes;

    /// <summary>What a later run keeps of an earlier one.</summary>
    public static ImmutableArray<string> Kept(RolloutReport earlier)
        => !earlier.Causes.IsEmpty ? earlier.Causes : earlier.Outcome == nameof(RefreshOutcome.Failed) ? earlier.Reasons : [];

    private static bool IsUndone(RolloutReport report)
        => ReportFormatter.Followed(report) is { IsRollback: true } || report.Outcome is nameof(RefreshOutcome.RolledBack) or nameof(RefreshOutcome.Cancelled);

    private static IEnumerable<string> Failures(RolloutReport report)
    {
        var failed = (from activity in report.Activities
                      where !activity.IsRollback
                      from batch in activity.Batches
                      from instance in batch.Instances
                      where instance.Status == InstanceStatus.Failed
                      select (Batch: batch.Number, Instance: instance)).ToList();
        foreach (var (batch, instance) in failed.Take(NamedAtMost))
        {
            string source = instance.LastActivityId is { } id ? $" (scaling activity {id})" : "";
            yield return $"Instance {instance.InstanceId} (batch {batch}): {(instance.Message ?? "no message").TrimEnd('.')}{source}.";
        }

        if (failed.Count > NamedAtMost)
            yield return $"And {failed.Count - NamedAtMost} more failed instances.";
    }

    private static IEnumerable<string> Verifications(RolloutReport report)
        => report.Verifications.Where(verification => verification.Verdict == nameof(VerificationVerdict.Failed)).Select(verification => verification.Reason).OfType<string>().Distinct();
}
