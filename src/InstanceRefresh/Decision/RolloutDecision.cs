using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The rules of the lifecycle: one pure function from what is seen and what is wanted to the next step. DECISIONS.md is its table.</summary>
/// <remarks>
/// Two promises hold whatever comes. With approvedThroughBatch set to n, no resume begins a batch beyond n + 1.
/// And a status of the future is waited on, never guessed at.
/// </remarks>
internal static class RolloutDecision
{
    private const string OnlyLiving = "the service rolls back only what is paused or has just succeeded. "
        + "Bring the old values back in the launch configuration and start a new rollout: desiredState Completed.";

    public static NextStep Decide(Situation seen, RolloutPolicy policy)
    {
        var step = Next(seen, policy);
        return !policy.OnlyWatches || !IsForItsOwner(step) ? step
            // Whose pause it is, its owner approves it.
            : seen.Status == ActivityStatus.AutoPause && policy.Desired == DesiredState.Completed ? new NextStep.Finish(Reached.HeldForApproval)
            : new NextStep.GiveUp(Cause.MaybeForeign);
    }

    /// <summary>A write, or an end whose next steps begin with one.</summary>
    private static bool IsForItsOwner(NextStep step)
        => step.AsksFor is not null || step is NextStep.GiveUp { Because: Cause.BatchFailed or Cause.NotApproved or Cause.PausedByHand };

    private static NextStep Next(Situation seen, RolloutPolicy policy) => policy.Desired switch
    {
        // An activity that ended badly may have been followed by a rollback: first find out what the rollout now is.
        _ when seen is { IsRollback: false, Status: ActivityStatus.Cancelled or ActivityStatus.Failed } && !policy.RollbackSought
            => new NextStep.SeekRollback(),
        DesiredState.Completed => !seen.IsRollback ? Complete(seen, policy)
            : policy.KeepsRollback ? FollowRollback(seen, policy)
            : Unwanted(seen, policy),
        DesiredState.Paused => Pause(seen, policy),
        DesiredState.Cancelled => Cancel(seen, policy),
        DesiredState.RolledBack => seen.IsRollback ? FollowRollback(seen, policy) : RollBack(seen, policy),
        _ => new NextStep.Wait("a decision"),
    };

    private static NextStep Complete(Situation seen, RolloutPolicy policy) => seen.Status switch
    {
        ActivityStatus.Successful => VerificationDecision.AtTheEnd(seen, policy) ?? new NextStep.Finish(Reached.Ended),
        ActivityStatus.Cancelled or ActivityStatus.Failed => new NextStep.GiveUp(policy.UndoneByVerification ? Cause.NotVerified : Cause.EndedEarly),
        ActivityStatus.FailedPause => VerificationDecision.AfterFailure(seen, policy) ?? AfterFailure(seen, policy),
        ActivityStatus.AutoPause => AfterPolicyPause(seen, policy),
        ActivityStatus.ManualPause => VerificationDecision.AfterFailure(seen, policy) ?? AfterManualPause(seen, policy),
        _ => VerificationDecision.UnderWay(seen, policy) ?? UnderWay(seen, policy),
    };

    private static NextStep UnderWay(Situation seen, RolloutPolicy policy) => seen.Status switch
    {
        ActivityStatus.Init or ActivityStatus.Running when policy.WaitFor == WaitTarget.Started => new NextStep.Finish(Reached.Started),
        ActivityStatus.Init or ActivityStatus.Running => new NextStep.Wait("the batches"),
        _ => new NextStep.Wait($"whatever {seen.Status} means"),
    };

    private static NextStep AfterFailure(Situation seen, RolloutPolicy policy)
    {
        // An opening resume does as the program says; the retries within an operation never skip an instance.
        string mode = policy.ResumeTrigger != ResumeTrigger.None ? policy.ResumeMode : ResumeMode.Retry;
        if (policy.ResumeTrigger == ResumeTrigger.None && policy.RetriesLeft == 0)
            return new NextStep.GiveUp(Cause.BatchFailed);

        // CONTINUE leaves the failed batch, and with it the pause that the policy may have put after it.
        return mode != ResumeMode.Continue || seen.IsRollback ? new NextStep.Resume(mode)
            : !IsApproved(seen, policy) ? new NextStep.GiveUp(Cause.NotApproved)
            : VerificationDecision.BeforeNextBatch(seen, policy) ?? new NextStep.Resume(mode);
    }

    private static NextStep AfterPolicyPause(Situation seen, RolloutPolicy policy)
    {
        if (VerificationDecision.BeforeNextBatch(seen, policy) is { } unverified)
            return unverified;
        bool goesOn = !policy.PausesAfter(seen.Reached)
            // What was verified needs nobody to have seen it.
            || (policy.ApprovedThroughBatch is null && (policy.Verification == VerificationVerdict.Passed || WasReported(seen, policy)))
            || (policy.ApprovedThroughBatch is not null && IsApproved(seen, policy));
        return goesOn ? new NextStep.Resume(policy.ResumeMode) : new NextStep.Finish(Reached.HeldForApproval);
    }

    private static NextStep AfterManualPause(Situation seen, RolloutPolicy policy)
    {
        if (seen.FailedInstances > 0 && !seen.BatchInWork)
            return policy.ResumeTrigger == ResumeTrigger.None ? new NextStep.GiveUp(Cause.PausedByHand) : AfterFailure(seen, policy);

        // A stop can fall on the very boundary where the policy would have paused: approval counts there as well.
        return !IsApproved(seen, policy) ? VerificationDecision.BeforeNextBatch(seen, policy) ?? new NextStep.Finish(Reached.HeldForApproval)
            : !WasReported(seen, policy) ? new NextStep.GiveUp(Cause.PausedByHand)
            : VerificationDecision.BeforeNextBatch(seen, policy) ?? new NextStep.Resume(policy.ResumeMode);
    }

    /// <summary>Whether the pause is the one that was last reported to the user, who then ran another update.</summary>
    private static bool WasReported(Situation seen, RolloutPolicy policy)
        => policy.ResumeTrigger == ResumeTrigger.Update && (policy.ReportedBatch is not { } batch || batch == seen.Reached);

    /// <summary>
    /// Whether the batch after the one reached may begin, if there is one. Without a limit every batch may, as far as approval goes.
    /// </summary>
    private static bool IsApproved(Situation seen, RolloutPolicy policy)
        => policy.ApprovedThroughBatch is not { } approved || LastPause(seen, policy) <= approved || !seen.BatchesLeft;

    /// <summary>The batch whose pause has to be approved: the one reached, or the last one before it at which the program pauses; 0 for none.</summary>
    private static int LastPause(Situation seen, RolloutPolicy policy)
        => policy.PauseAfterBatches.IsEmpty ? seen.Reached : policy.PauseAfterBatches.Where(batch => batch <= seen.Reached).DefaultIfEmpty(0).Max();

    /// <summary>
    /// Should be completed, and a rollback undoes it. There is no way back into the rollout: the rollback is seen through, and the result told.
    /// </summary>
    private static NextStep Unwanted(Situation seen, RolloutPolicy policy)
    {
        bool nothingToAwait = policy.WaitFor == WaitTarget.Started && !ActivityStatus.IsPaused(seen.Status);
        return !seen.IsTerminal && !nothingToAwait ? FollowRollback(seen, policy)
            : new NextStep.GiveUp(policy.UndoneByVerification ? Cause.NotVerified : Cause.RolledBack);
    }

    private static NextStep FollowRollback(Situation seen, RolloutPolicy policy) => seen.Status switch
    {
        ActivityStatus.Successful => new NextStep.Finish(Reached.Ended),
        ActivityStatus.Cancelled or ActivityStatus.Failed => new NextStep.GiveUp(Cause.EndedEarly),
        ActivityStatus.FailedPause => AfterFailure(seen, policy),
        // Approval is for what the rollout brings in; nobody wants a fleet to hang between two versions.
        ActivityStatus.AutoPause => new NextStep.Resume(policy.ResumeMode),
        ActivityStatus.ManualPause when policy.ResumeTrigger == ResumeTrigger.None => new NextStep.GiveUp(Cause.PausedByHand),
        ActivityStatus.ManualPause => new NextStep.Resume(policy.ResumeMode),
        _ => UnderWay(seen, policy),
    };

    private static NextStep Pause(Situation seen, RolloutPolicy policy) => seen.Status switch
    {
        ActivityStatus.ManualPause when seen.BatchInWork && policy.WaitFor == WaitTarget.Completed
            => new NextStep.Wait("the batch in progress, which a pause lets finish"),
        ActivityStatus.ManualPause or ActivityStatus.AutoPause or ActivityStatus.FailedPause => new NextStep.Finish(Reached.HeldAsDesired),
        ActivityStatus.Init or ActivityStatus.Running => StopUnlessClearingUp(seen),
        _ when seen.IsTerminal
            => new NextStep.Refuse($"there is nothing left to pause: it has ended {seen.Status}. Set desiredState back to {Fitting(seen)}."),
        _ => UnderWay(seen, policy),
    };

    private static NextStep Cancel(Situation seen, RolloutPolicy policy) => seen.Status switch
    {
        ActivityStatus.Cancelled or ActivityStatus.Failed => new NextStep.Finish(Reached.Ended),
        ActivityStatus.Successful when policy.Deleting => new NextStep.Finish(Reached.Ended),
        ActivityStatus.Successful => new NextStep.Refuse(
            $"there is nothing left to cancel: it has ended {seen.Status}. Set desiredState back to {Fitting(seen)}"
            + (seen is { IsRollback: false, CanBeRolledBack: true } ? ", or to RolledBack to undo it." : ".")),
        // The service refuses to cancel a batch in progress.
        ActivityStatus.ManualPause when seen.BatchInWork => new NextStep.Wait("the batch in progress, before it can be cancelled"),
        ActivityStatus.ManualPause or ActivityStatus.AutoPause or ActivityStatus.FailedPause => new NextStep.Cancel(),
        ActivityStatus.Init or ActivityStatus.Running => StopUnlessClearingUp(seen),
        _ => UnderWay(seen, policy),
    };

    private static NextStep RollBack(Situation seen, RolloutPolicy policy) => seen.Status switch
    {
        _ when !seen.CanBeRolledBack => new NextStep.Refuse(
            $"it replaces instances ({RefreshMode.Replace}), and the old ones are gone: there is no rollback. "
            + "Set desiredState to Cancelled or Completed."),
        ActivityStatus.Cancelled => new NextStep.Refuse($"it was cancelled, and {OnlyLiving}"),
        ActivityStatus.Failed => new NextStep.Refuse($"the service has given it up (FAILED), and {OnlyLiving}"),
        ActivityStatus.Successful when !policy.RollbackSought => new NextStep.SeekRollback(),
        ActivityStatus.Successful or ActivityStatus.AutoPause or ActivityStatus.FailedPause => new NextStep.Rollback(),
        ActivityStatus.ManualPause when seen.BatchInWork => new NextStep.Wait("the batch in progress, before it can be rolled back"),
        ActivityStatus.ManualPause => new NextStep.Rollback(),
        ActivityStatus.Init or ActivityStatus.Running => StopUnlessClearingUp(seen),
        _ => UnderWay(seen, policy),
    };

    private static NextStep StopUnlessClearingUp(Situation seen)
        => seen.IsClearingUp ? new NextStep.Wait("the surge instances to be destroyed, which nothing can stop") : new NextStep.Stop();

    /// <summary>The desiredState that what has happened satisfies.</summary>
    private static DesiredState Fitting(Situation seen) => seen.Status switch
    {
        ActivityStatus.Successful => seen.IsRollback ? DesiredState.RolledBack : DesiredState.Completed,
        _ => DesiredState.Cancelled,
    };
}
