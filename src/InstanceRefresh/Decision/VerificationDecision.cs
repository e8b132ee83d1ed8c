using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The part of the rules that is about verification. Each rule answers null where it has nothing to say. Pure.</summary>
/// <remarks>No resume begins the next batch after a pause that counts before its verification has passed.</remarks>
internal static class VerificationDecision
{
    /// <summary>A batch is in progress: an alarm stops the rollout after it. The last batch ends by itself.</summary>
    public static NextStep? UnderWay(Situation seen, RolloutPolicy policy)
        => policy.Verification == VerificationVerdict.Failed && seen is { Status: ActivityStatus.Running, BatchesLeft: true, IsClearingUp: false }
            ? new NextStep.Stop()
            : null;

    /// <summary>A pause that somebody has asked for, or a failed batch: what has failed meanwhile comes first.</summary>
    public static NextStep? AfterFailure(Situation seen, RolloutPolicy policy) => policy.Verification switch
    {
        VerificationVerdict.Failed when seen.BatchInWork => new NextStep.Wait("the batch in progress, which has failed its verification"),
        VerificationVerdict.Failed => Act(seen, policy),
        _ => null,
    };

    /// <summary>Before a resume that begins the next batch.</summary>
    public static NextStep? BeforeNextBatch(Situation seen, RolloutPolicy policy) => policy.Verification switch
    {
        VerificationVerdict.NotWanted or VerificationVerdict.Passed => null,
        VerificationVerdict.Failed => Act(seen, policy),
        // Nothing begins there, and the end has a verification of its own.
        _ when !seen.BatchesLeft => null,
        VerificationVerdict.Unknown when policy.PausesAfter(seen.Reached) => new NextStep.GiveUp(Cause.NotVerified),
        // It would go on without a pause after the batch.
        VerificationVerdict.Due when seen.BatchInWork => new NextStep.Wait("the batch in progress, which is verified before the next one") { IsInReportedPause = true },
        VerificationVerdict.Due when policy.PausesAfter(seen.Reached) => new NextStep.Verify(),
        _ => null,
    };

    public static NextStep? AtTheEnd(Situation seen, RolloutPolicy policy) => policy.Verification switch
    {
        // A run that was killed may have rolled it back since: then there is nothing left to verify.
        VerificationVerdict.Due or VerificationVerdict.Failed when !policy.RollbackSought => new NextStep.SeekRollback(),
        VerificationVerdict.Due => new NextStep.Verify(),
        VerificationVerdict.Failed when policy.OnVerificationFailure == VerificationAction.RollBack && seen.CanBeRolledBack => new NextStep.Rollback(),
        // There is nothing to pause or cancel any more.
        VerificationVerdict.Failed or VerificationVerdict.Unknown => new NextStep.GiveUp(Cause.NotVerified),
        _ => null,
    };

    private static NextStep Act(Situation seen, RolloutPolicy policy) => policy.OnVerificationFailure switch
    {
        VerificationAction.RollBack when seen.CanBeRolledBack => new NextStep.Rollback(),
        VerificationAction.Cancel => new NextStep.Cancel(),
        _ => new NextStep.GiveUp(Cause.NotVerified),
    };
}
