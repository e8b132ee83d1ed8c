using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <param name="Begin">Null where the service has not dated it.</param>
internal sealed record JUnitSuite(string Name, double Seconds, DateTimeOffset? Begin, ImmutableArray<JUnitCase> Cases)
{
    public int Failures => Cases.Count(test => test.Verdict is JUnitVerdict.Failure);

    public int Skipped => Cases.Count(test => test.Verdict is JUnitVerdict.Skipped);
}

/// <param name="Verdict">Null: it passed.</param>
/// <param name="Output">What else is to be known of it; empty for nothing.</param>
internal sealed record JUnitCase(string ClassName, string Name, double Seconds, JUnitVerdict? Verdict = null, string Output = "");

/// <summary>Why a case did not pass. Closed.</summary>
internal abstract record JUnitVerdict(string Message)
{
    public sealed record Failure(string Type, string Message, string Detail = "") : JUnitVerdict(Message);

    public sealed record Skipped(string Message) : JUnitVerdict(Message);
}

/// <summary>
/// A suite for each batch with a case for each instance, one of what was verified, and one case for the rollout itself, since a rollout can go wrong while no
/// instance failed. What goes wrong is one failure: the rollout fails only where no other case does.
/// </summary>
internal sealed class JUnitSuites(RolloutReport report)
{
    private readonly HashSet<string> _restored = ReportFormatter.RestoredByRollback(report);

    /// <summary>Those of what the rollout worked on; another one of the same instance is no failure of its own.</summary>
    private readonly Dictionary<string, ReportDeviation> _deviations = report.Deviations
        .Where(deviation => deviation.InstanceId.Length > 0)
        .GroupBy(deviation => deviation.InstanceId, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    public static ImmutableArray<JUnitSuite> Of(RolloutReport report) => new JUnitSuites(report).All();

    private ImmutableArray<JUnitSuite> All()
    {
        JUnitSuite[] others = [.. Verifications(), .. report.Activities.SelectMany(activity => activity.Batches.Select(batch => Batch(activity, batch))), .. Deviations()];
        return [Rollout(isTold: others.Any(suite => suite.Failures > 0)), .. others];
    }

    private JUnitSuite Rollout(bool isTold)
    {
        string why = string.Join('\n', [.. report.Reasons, .. ReportFormatter.Causes(report), .. report.NextSteps]);
        bool unfinished = report.Outcome is nameof(RefreshOutcome.AwaitingApproval) or nameof(RefreshOutcome.InProgress);
        JUnitVerdict? verdict = report.EndedWell ? (unfinished ? new JUnitVerdict.Skipped(report.Headline) : null)
            : isTold ? new JUnitVerdict.Skipped(report.Headline)
            : new JUnitVerdict.Failure(report.Outcome, report.Headline, why);
        var begin = report.Activities is [{ CreatedTime: { } created }, ..] ? created : report.AsOf;
        return new("rollout", report.ElapsedSeconds, begin,
            [new(report.AutoScalingGroupId, $"rollout {report.RefreshActivityId}", report.ElapsedSeconds, verdict, verdict is JUnitVerdict.Failure ? "" : why)]);
    }

    /// <summary>What was verified. One that failed has been decided about where the operation ended well.</summary>
    private IEnumerable<JUnitSuite> Verifications()
    {
        ImmutableArray<JUnitCase> cases = [.. ReportVerification.LastOf(report).Select(Verification)];
        if (!cases.IsEmpty)
            yield return new("verification", cases.Sum(test => test.Seconds), report.Verifications[0].From, cases);
    }

    private JUnitCase Verification(ReportVerification verification)
    {
        JUnitVerdict? verdict = verification.Verdict switch
        {
            nameof(VerificationVerdict.Passed) => null,
            nameof(VerificationVerdict.Failed) or nameof(VerificationVerdict.Unknown) when !report.EndedWell
                => new JUnitVerdict.Failure(verification.Verdict, verification.Reason ?? verification.InWords),
            _ => new JUnitVerdict.Skipped(verification.Reason is { } reason ? $"{verification.InWords}: {reason}" : verification.InWords),
        };
        return new($"{report.AutoScalingGroupId}.{verification.RefreshActivityId}", $"verification of {verification.Place}", (verification.To - verification.From).TotalSeconds, verdict);
    }

    private JUnitSuite Batch(ReportActivity activity, ReportBatch batch)
    {
        DateTimeOffset until = ReportFormatter.Until(report, activity);
        string className = string.Create(CultureInfo.InvariantCulture, $"{report.AutoScalingGroupId}.{activity.RefreshActivityId}.batch-{batch.Number}");
        return new(
            activity.IsRollback ? $"rollback batch {batch.Number}" : $"batch {batch.Number}", Spans.Worked(batch.Marks, until), batch.StartTime,
            [.. batch.Instances.Select(instance => new JUnitCase(className, instance.InstanceId, Spans.Worked(instance.Marks, until), VerdictOn(activity, instance), Earlier(instance)))]);
    }

    private JUnitVerdict? VerdictOn(ReportActivity activity, ReportInstance instance)
    {
        string message = instance.Message ?? "the service gave no reason";
        bool isSettled = !activity.IsRollback && _restored.Contains(instance.InstanceId);
        return instance.Status switch
        {
            InstanceStatus.Failed when isSettled => new JUnitVerdict.Skipped($"failed and was rolled back since: {message}"),
            InstanceStatus.Failed => new JUnitVerdict.Failure(instance.Status, message, instance.LastActivityId is { } scaling ? $"scaling activity {scaling}" : ""),
            _ when activity == ReportFormatter.Followed(report) && _deviations.TryGetValue(instance.InstanceId, out var deviation)
                => new JUnitVerdict.Failure(deviation.Kind, deviation.Message),
            InstanceStatus.Successful => null,
            _ => new JUnitVerdict.Skipped(instance.Status),
        };
    }

    /// <summary>What no batch of the activity that counts has.</summary>
    private IEnumerable<JUnitSuite> Deviations()
    {
        var listed = (ReportFormatter.Followed(report)?.Batches ?? []).SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<JUnitCase> cases =
        [
            .. _deviations.Values.Where(deviation => !listed.Contains(deviation.InstanceId))
                .Concat(report.Deviations.Where(deviation => deviation.InstanceId.Length == 0).DistinctBy(deviation => deviation.Kind))
                .Select(deviation => new JUnitCase(
                    $"{report.AutoScalingGroupId}.deviations", deviation.InstanceId.Length > 0 ? deviation.InstanceId : deviation.Kind, 0,
                    new JUnitVerdict.Failure(deviation.Kind, deviation.Message))),
        ];
        if (!cases.IsEmpty)
            yield return new("deviations", 0, null, cases);
    }

    /// <summary>The failures before the present state: a retry that helped is a pass that tells them.</summary>
    private static string Earlier(ReportInstance instance) => string.Join('\n', instance.Marks.SkipLast(1)
        .Where(mark => mark.Status == InstanceStatus.Failed)
        .Select(mark => $"{ReportText.Iso(mark.At)} failed: {mark.Message ?? "no reason given"}{(mark.LastActivityId is { } id ? $" ({id})" : "")}"));
}
