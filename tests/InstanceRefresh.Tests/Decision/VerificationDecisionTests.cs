using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>What holds of verification in every situation under every policy.</summary>
public sealed class VerificationDecisionTests
{
    private static readonly List<(string Name, Situation Seen, RolloutPolicy Policy, NextStep Step)> All =
    [
        .. from entry in Situations.All
           from policy in Situations.VerifyingPolicies()
           select (entry.Key, entry.Value, policy, RolloutDecision.Decide(entry.Value, policy)),
    ];

    /// <summary>At a pause that does not count nothing is verified; a retry begins no other batch.</summary>
    [Test]
    public void Resume_ThatBeginsTheNextBatch_ComesAfterAVerificationThatPassed()
        => Holds(
            @case => @case is { Step: NextStep.Resume, Seen: { IsRollback: false, BatchesLeft: true } } && @case.Policy.PausesAfter(@case.Seen.Reached)
                && (@case.Seen.FailedInstances == 0 || @case.Step is NextStep.Resume { Mode: ResumeMode.Continue }),
            @case => @case.Policy.Verification is VerificationVerdict.NotWanted or VerificationVerdict.Passed);

    [Test]
    public void Resume_AfterAFailedVerification_NeverComes()
        => Holds(
            @case => @case is { Policy.Verification: VerificationVerdict.Failed, Seen.IsRollback: false },
            @case => @case.Step is not NextStep.Resume);

    [Test]
    public void End_ThatIsNotVerified_IsNoSuccess()
        => Holds(
            @case => @case is { Seen: { IsRollback: false, Status: ActivityStatus.Successful }, Policy.Verification: not (VerificationVerdict.NotWanted or VerificationVerdict.Passed) },
            @case => @case.Step is not NextStep.Finish);

    [Test]
    public void WhatCouldNotBeAsked_UndoesNothing()
        => Holds(
            @case => @case is { Policy.Verification: VerificationVerdict.Unknown, Seen.IsRollback: false },
            @case => @case.Step is not (NextStep.Rollback or NextStep.Cancel or NextStep.Stop));

    [Test]
    public void WhatAVerificationHasUndone_IsNoReasonToStartAgain()
        => Holds(
            @case => @case is { Policy.UndoneByVerification: true, Seen.IsTerminal: true } && (@case.Seen.IsRollback || @case.Seen.Status != ActivityStatus.Successful)
                && @case.Step is NextStep.GiveUp { Because: not Cause.EndedEarly },
            @case => @case.Step is NextStep.GiveUp { Because: Cause.NotVerified });

    private static void Holds(
        Func<(string Name, Situation Seen, RolloutPolicy Policy, NextStep Step), bool> when, Func<(string Name, Situation Seen, RolloutPolicy Policy, NextStep Step), bool> invariant)
    {
        var concerned = All.Where(when).ToList();
        Assert.That(concerned, Is.Not.Empty, "the law must speak of something");
        Assert.That(
            concerned.Where(@case => !invariant(@case)).Select(@case => $"{@case.Name} under {@case.Policy}: {@case.Step}").Take(5), Is.Empty,
            "the law is broken by these");
    }
}
