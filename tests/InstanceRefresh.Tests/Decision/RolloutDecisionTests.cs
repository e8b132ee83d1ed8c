namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>The story in examples; DECISIONS.md has every case, <see cref="DecisionInvariantTests"/> what holds in all of them.</summary>
public sealed class RolloutDecisionTests
{
    [TestCase("INIT", "Wait")]
    [TestCase("RUNNING", "Wait")]
    [TestCase("AUTO_PAUSE", "Finish HeldForApproval")]
    [TestCase("FAILED_PAUSE", "GiveUp BatchFailed")]
    [TestCase("stopped", "GiveUp PausedByHand")]
    [TestCase("SUCCESSFUL", "Finish Ended")]
    [TestCase("CANCELLED", "SeekRollback")]
    [TestCase("FAILED", "SeekRollback")]
    [TestCase("rollback RUNNING", "Wait")]
    [TestCase("rollback SUCCESSFUL", "GiveUp RolledBack")]
    public void Decide_WhileFollowingARollout_DoesTheNext(string seen, string step)
        => Assert.That(Step(seen, new RolloutPolicy()), Is.EqualTo(step));

    [TestCase("AUTO_PAUSE", null, "Resume RETRY")]
    [TestCase("AUTO_PAUSE", 1, "Finish HeldForApproval")]
    [TestCase("AUTO_PAUSE", 2, "Resume RETRY")]
    [TestCase("FAILED_PAUSE", null, "Resume RETRY")]
    [TestCase("FAILED_PAUSE", 1, "Resume RETRY")]
    [TestCase("stopped", null, "Resume RETRY")]
    [TestCase("stopped", 1, "Finish HeldForApproval")]
    [TestCase("stopped (failed)", 1, "Resume RETRY")]
    public void Decide_FirstPollOfAnUpdate_ContinuesAsFarAsApproved(string seen, int? approved, string step)
        => Assert.That(Step(seen, new RolloutPolicy { ResumeTrigger = ResumeTrigger.Update, ApprovedThroughBatch = approved }), Is.EqualTo(step));

    [TestCase(null, "Resume CONTINUE")]
    [TestCase(1, "GiveUp NotApproved")]
    [TestCase(2, "Resume CONTINUE")]
    public void Decide_ContinueAfterAFailure_CountsAsBeginningTheNextBatch(int? approved, string step)
        => Assert.That(
            Step("FAILED_PAUSE", new RolloutPolicy { ResumeTrigger = ResumeTrigger.Update, ResumeMode = AutoScaling.ResumeMode.Continue, ApprovedThroughBatch = approved }),
            Is.EqualTo(step));

    [Test]
    public void Decide_RetriesLeft_RetriesAndNeverSkips()
        => Assert.That(Step("FAILED_PAUSE", new RolloutPolicy { RetriesLeft = 1, ResumeMode = AutoScaling.ResumeMode.Continue }), Is.EqualTo("Resume RETRY"));

    [Test]
    public void Decide_AdoptedByACreate_RetriesAFailureAndHoldsAPolicyPause()
    {
        var policy = new RolloutPolicy { ResumeTrigger = ResumeTrigger.Adoption };
        Assert.That(Step("FAILED_PAUSE", policy), Is.EqualTo("Resume RETRY"));
        Assert.That(Step("AUTO_PAUSE", policy), Is.EqualTo("Finish HeldForApproval"));
    }

    [Test]
    public void AfterResume_ResumeTriggerUsedUp_CountsRetriesFromThenOn()
    {
        var policy = new RolloutPolicy { ResumeTrigger = ResumeTrigger.Update, RetriesLeft = 1 };
        Assert.That(policy.AfterResume(), Is.EqualTo(policy with { ResumeTrigger = ResumeTrigger.None }));
        Assert.That(policy.AfterResume().AfterResume().RetriesLeft, Is.Zero);
    }

    [Test]
    public void Decide_RollbackOfReplacedInstances_IsRefusedInEveryStatus()
    {
        var policy = new RolloutPolicy { Desired = DesiredState.RolledBack, RollbackSought = true };
        Assert.That(
            Situations.All.Values.Where(seen => !seen.IsRollback).Select(seen => RolloutDecision.Decide(seen with { CanBeRolledBack = false }, policy)),
            Has.All.InstanceOf<NextStep.Refuse>());
    }

    [Test]
    public void Situation_FromActivityAndFromItsOutputs_IsTheSame()
    {
        foreach (var activity in new[]
                 {
                     Sample.Activity("RUNNING", "SS", "RS", "WW"), Sample.Activity("FAILED_PAUSE", "SS", "SF", "WW"), Sample.Activity("MANUAL_PAUSE", "SS", "R"),
                     Sample.Activity("SUCCESSFUL", "SS", "SN"), Sample.Activity("CANCELLED", "SS", "CC"), Sample.Rollback("RUNNING", "R", "W"), Sample.Activity("INIT"),
                 })
        {
            Assert.That(Situation.Of(Sample.Outputs(activity)), Is.EqualTo(Situation.Of(activity)), activity.Status);
        }
    }

    [Test]
    public void Situation_PausedBetweenBatches_HasReachedTheOneBefore()
        => Assert.That(Situation.Of(Sample.Activity("AUTO_PAUSE", "SS", "SS", "WW") with { CurrentRefreshBatchNum = 3 }).Reached, Is.EqualTo(2), "whatever the service calls current");

    private static string Step(string seen, RolloutPolicy policy) => RolloutDecision.Decide(Situations.All[seen], policy) switch
    {
        NextStep.Resume resume => $"Resume {resume.Mode}",
        NextStep.Finish finish => $"Finish {finish.As}",
        NextStep.GiveUp giveUp => $"GiveUp {giveUp.Because}",
        var step => step.GetType().Name,
    };
}
