using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a verification makes of an outcome.</summary>
internal static class VerificationOutcome
{
    /// <summary>
    /// What a read has seen, in view of the verification that the program asks for: an end that no operation has told yet has not been verified either.
    /// </summary>
    public static RefreshOutputs WithVerificationOf(this RefreshOutputs seen, RefreshInputs inputs, RefreshActivity followed)
    {
        bool isUnreported = seen.Reported is { } reported && reported.Status != followed.Status;
        if (!isUnreported || followed.IsRollback || followed.Status != ActivityStatus.Successful
            || inputs is not { DesiredState: DesiredState.Completed, Verification: { ChecksAnything: true } settings })
        {
            return seen;
        }

        int reached = Situation.Of(followed).Reached;
        if (seen.Verification?.Batch == reached && seen.Verification.Verdict != VerificationVerdict.Passed)
            return seen;
        var ended = followed.EndTime ?? DateTimeOffset.MinValue;
        return seen with
        {
            Verification = new(reached, VerificationVerdict.Due, ended, DateTimeOffset.MinValue, settings.OnFailure, Reason: null),
            Outcome = RefreshOutcome.InProgress,
        };
    }

    /// <param name="plain">As it would be without a verification.</param>
    /// <param name="reached">The last batch that has begun.</param>
    public static RefreshOutcome Of(RefreshOutcome plain, string status, bool isRollback, int reached, VerificationMark? mark)
    {
        if (mark is null || isRollback || mark.Batch != reached || !(ActivityStatus.IsPaused(status) || status == ActivityStatus.Successful))
            return plain;
        return mark.Verdict switch
        {
            VerificationVerdict.Failed or VerificationVerdict.Unknown => RefreshOutcome.Failed,
            // It has ended, and nobody knows yet whether it is any good.
            VerificationVerdict.Due when status == ActivityStatus.Successful => RefreshOutcome.InProgress,
            _ => plain,
        };
    }
}
