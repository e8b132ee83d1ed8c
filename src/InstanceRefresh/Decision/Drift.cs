using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Whether a rollout is where the program wants it.</summary>
internal enum Drift
{
    None,

    /// <summary>An update takes it further, or tells why it cannot.</summary>
    NeedsUpdate,

    /// <summary>It has ended elsewhere; only a new rollout gets there.</summary>
    NeedsReplacement,
}

internal static class DriftDetection
{
    /// <summary>
    /// Asks what an update would do: nothing is as wanted, an end that cannot be left needs a replacement. Decided from what was last reported: what a
    /// refresh has found since is reported by an update before anything follows from it.
    /// </summary>
    /// <param name="stored">Null: the state names no activity, so look.</param>
    /// <param name="before">The inputs as stored; null if they are not known.</param>
    /// <param name="justImported">The state is a moment old, and an import must yield no difference.</param>
    public static Drift Of(RefreshOutputs? stored, RefreshInputs wanted, RefreshInputs? before = null, bool justImported = false)
    {
        if (stored is null)
            return Drift.NeedsUpdate;
        // There is no activity that could be taken anywhere; only a changed trigger asks for one.
        if (stored.IsSkipped)
            return Drift.None;
        // Only an update can tell it with an error, as often as the program asks for one.
        var standing = OfActivity(stored, wanted, before, justImported);
        return standing == Drift.None && FailOn.Hits(wanted, stored) ? Drift.NeedsUpdate : standing;
    }

    private static Drift OfActivity(RefreshOutputs stored, RefreshInputs wanted, RefreshInputs? before, bool justImported)
    {
        var situation = Situation.Of(stored);
        if (stored.Reported is { } reported && (reported.Status != stored.Status || reported.Batch != situation.Reached))
            return Drift.NeedsUpdate;
        if (stored is { IsIndeterminate: true, Status: ActivityStatus.Successful })
            return Drift.NeedsUpdate;
        // Its owner moves it on, which only a look can tell.
        if (stored.Adopted && !situation.IsTerminal)
            return Drift.NeedsUpdate;
        return Of(situation, wanted, RolloutPolicy.ForUpdate(wanted, stored) with
        {
            Verification = VerdictOf(situation, wanted, stored.Verification),
            OnlyWatches = stored.Adopted && !Ownership.IsClaimed(before, wanted, stored),
        }, justImported);
    }

    /// <summary>The same of a situation that was reported.</summary>
    public static Drift Of(Situation reported, RefreshInputs wanted)
        => Of(reported, wanted, RolloutPolicy.ForUpdate(wanted, new Reported(reported.Status, reported.Reached)));

    private static Drift Of(Situation reported, RefreshInputs wanted, RolloutPolicy policy, bool justImported = false)
        // Diff makes no calls: a rollback that nobody has noted is for a read, an update or a deletion to find.
        => RolloutDecision.Decide(reported, policy with { RollbackSought = true }) switch
        {
            // Nobody has waited for its end, so nobody has seen it: it may have failed since. An update looks once and tells.
            NextStep.Finish { As: Reached.Started } when !justImported => Drift.NeedsUpdate,
            NextStep.Finish => Drift.None,
            // It is not started again under the same triggers, and a changed one replaces it anyway.
            NextStep.GiveUp { Because: Cause.NotVerified } => Drift.NeedsUpdate,
            NextStep.GiveUp when reported.IsTerminal && wanted.DesiredState == DesiredState.Completed => Drift.NeedsReplacement,
            _ => Drift.NeedsUpdate,
        };

    /// <summary>What the state tells of a verification. Of a rollout that has ended without one nothing is asked afterwards.</summary>
    private static VerificationVerdict VerdictOf(Situation reported, RefreshInputs wanted, VerificationMark? mark)
    {
        if (wanted.Verification is not { ChecksAnything: true } || reported.IsRollback || (reported.IsTerminal && reported.Status != ActivityStatus.Successful))
            return VerificationVerdict.NotWanted;
        if (mark is null || mark.Batch != reported.Reached)
            return reported.IsTerminal ? VerificationVerdict.NotWanted : VerificationVerdict.Due;
        return mark.Verdict == VerificationVerdict.Passed ? VerificationVerdict.Passed : VerificationVerdict.Due;
    }

    /// <summary>
    /// Whether a deletion has anything to look for. What was cancelled or failed is looked at all the same: a rollback may live that nobody has
    /// noted.
    /// </summary>
    public static bool MayLive(RefreshOutputs? stored)
        => stored is null || (!stored.IsSkipped && MayActivityLive(stored));

    private static bool MayActivityLive(RefreshOutputs stored)
        => !ActivityStatus.IsTerminal(stored.Status)
            || (stored.Status != ActivityStatus.Successful && stored.RollbackActivityId is null);

    /// <summary>Over for good and as wanted: an update has nothing to ask the cloud.</summary>
    public static bool IsFinal(RefreshOutputs? stored, RefreshInputs inputs, RefreshInputs? before = null)
        => stored is not null && (stored.IsSkipped || ActivityStatus.IsTerminal(stored.Status)) && Of(stored, inputs, before) == Drift.None;
}
