using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Reporting;

public sealed class ReasonsTests
{
    private const string Request = "5f0c0a4a-0c7f-4d5e-8d0e-2a0f3f7b9a11";

    [Test]
    public void For_AFailedBatch_ReadAloudAtNight_ReportsWhatWhyAndTheNextSteps()
    {
        var lines = Reasons.For(Cause.BatchFailed, Sample.Activity(ActivityStatus.FailedPause, "SSS", "SSF", "WWW"), Sample.Inputs(), Request).Lines;

        Assert.That(lines, Is.EqualTo(new[]
        {
            $"Activity asr-4k7m2p9q on scaling group asg-9dn1a5y6 is paused because batch 2 of 3 failed (request {Request}).",
            "Instance ins-0202 (batch 2): The instance did not become healthy in time (scaling activity asa-0002).",
            "Next steps: run `pulumi up` again to retry the failed instances (RETRY); set resumeMode to CONTINUE to leave them in standby and continue; "
                + "set desiredState to RolledBack to undo it; set desiredState to Cancelled to end it here.",
            "While it is paused, the group does not scale and does not replace unhealthy instances.",
        }));
    }

    [Test]
    public void For_Anything_AdvisesNothingThatIsSetAlready([Values] DesiredState desired, [Values] bool isRollback, [Values(ActivityStatus.FailedPause, ActivityStatus.ManualPause, ActivityStatus.Cancelled)] string status)
    {
        var activity = isRollback ? Sample.Rollback(status, "F") : Sample.Activity(status, "SF", "WW");

        foreach (var cause in Enum.GetValues<Cause>().Except([Cause.NotVerified, Cause.RolledBack]))
            Assert.That(Reasons.For(cause, activity, Sample.Inputs() with { DesiredState = desired }, null).NextSteps, Has.None.StartsWith($"set desiredState to {desired}"), cause.ToString());
    }

    [Test]
    public void For_AFailedBatchUnderContinue_ReportsThatTheNextRunSkips()
        => Assert.That(
            Reasons.For(Cause.BatchFailed, Sample.Activity(ActivityStatus.FailedPause, "SF", "W"), Sample.Inputs() with { ResumeMode = ResumeMode.Continue }, null).Lines[^2],
            Does.StartWith("Next steps: run `pulumi up` again to leave the failed instances in standby and continue (CONTINUE); set resumeMode to RETRY to retry them;"));

    [Test]
    public void For_AFailedBatchOfReplacedInstances_OffersNoRollback()
        => Assert.That(
            Reasons.For(Cause.BatchFailed, Sample.Activity(ActivityStatus.FailedPause, "SF", "W") with { RefreshMode = RefreshMode.Replace }, Sample.Inputs(), null).Lines[^2],
            Does.Not.Contain("RolledBack").And.Contain("set desiredState to Cancelled"));

    [Test]
    public void For_AContinueThatIsNotApproved_NamesTheNumberToApprove()
    {
        var lines = Reasons.For(
            Cause.NotApproved, Sample.Activity(ActivityStatus.FailedPause, "SS", "SF", "WW"), Sample.Inputs() with { ApprovedThroughBatch = 1, ResumeMode = ResumeMode.Continue }, Request).Lines;

        Assert.That(lines[0], Does.Contain("would begin batch 3, which approvedThroughBatch 1 does not allow").And.Contain(Request));
        Assert.That(lines[^2], Does.StartWith("Next steps: set approvedThroughBatch to 2 to continue without these instances; set resumeMode to RETRY to retry them;"));
    }

    [Test]
    public void For_APauseByHand_SaysWhoseDoingItIs()
        => Assert.That(
            Reasons.For(Cause.PausedByHand, Sample.Activity(ActivityStatus.ManualPause, "SS", "WW"), Sample.Inputs(), null).Lines[0],
            Is.EqualTo("Activity asr-4k7m2p9q on scaling group asg-9dn1a5y6 was paused by hand, in the console or by another program, at batch 1 of 2."));

    [TestCase(ActivityStatus.Running, "is undoing the rollout")]
    [TestCase(ActivityStatus.Successful, "has undone the rollout")]
    [TestCase(ActivityStatus.Cancelled, "was started to undo the rollout and ended CANCELLED")]
    public void For_ARollbackNobodyDesired_SaysHowFarItIs(string status, string words)
        => Assert.That(
            Reasons.For(Cause.RolledBack, Sample.Rollback(status, "S"), Sample.Inputs(), null).Lines[0],
            Does.StartWith("Rollback asr-8c1d5e2f on scaling group asg-9dn1a5y6").And.Contain(words).And.Contain("desiredState is Completed"));

    [TestCase(ActivityStatus.Running)]
    [TestCase(ActivityStatus.Successful)]
    [Bug("after an automatic rollback neither the instance nor the cause was named")]
    public void For_ARollbackNobodyDesired_ReportsWhatFailedBefore(string status)
        => Assert.That(
            Reasons.For(Cause.RolledBack, Sample.Rollback(status, "S"), Sample.Inputs(), null, Sample.Activity(ActivityStatus.Cancelled, "SF", "CC")).Lines[1],
            Is.EqualTo("Earlier, in activity asr-4k7m2p9q: instance ins-0101 (batch 1): The instance did not become healthy in time (scaling activity asa-0001)."));

    [Test]
    public void For_ACancelByItsOwnPolicy_NamesThePolicy()
    {
        var activity = Sample.Activity(ActivityStatus.Cancelled, "SF", "CC");
        activity = activity with { RefreshSettings = new RefreshSettings { RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 2, FailProcess = FailProcess.AutoCancel } } };

        var lines = Reasons.For(Cause.EndedEarly, activity, Sample.Inputs(), null).Lines;

        Assert.That(lines[0], Does.Contain("ended CANCELLED at batch 1 of 2 because of failProcess AUTO_CANCEL."));
        Assert.That(lines[^1], Is.EqualTo("Next steps: run `pulumi up` again to start a new rollout; set desiredState to Cancelled to leave the fleet as it is."));
    }

    [Test]
    public void For_ManyFailedInstances_NamesTenAndCountsTheRest()
    {
        var lines = Reasons.For(Cause.BatchFailed, Sample.Activity(ActivityStatus.FailedPause, new string('F', 25)), Sample.Inputs(), null).Lines;

        Assert.That(lines.Count(line => line.StartsWith("Instance ins-", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(lines, Does.Contain("And 15 more failed instances; the output failedInstances lists them."));
    }

    [TestCase(ActivityStatus.Running, ActivityStatus.ManualPause, null, "paused")]
    [TestCase(ActivityStatus.Running, ActivityStatus.ManualPause, "Stop", null)]
    [TestCase(ActivityStatus.Running, ActivityStatus.Cancelled, null, "cancelled")]
    [TestCase(ActivityStatus.AutoPause, ActivityStatus.Cancelled, "Cancel", null)]
    [TestCase(ActivityStatus.AutoPause, ActivityStatus.Cancelled, "Rollback", null)]
    [TestCase(ActivityStatus.ManualPause, ActivityStatus.Running, null, "resumed")]
    [TestCase(ActivityStatus.FailedPause, ActivityStatus.Running, "Resume", null)]
    [TestCase(ActivityStatus.Running, ActivityStatus.AutoPause, null, null)]
    [TestCase(ActivityStatus.Running, ActivityStatus.Running, null, null)]
    public void Between_TwoPolls_NoticesWhatSomebodyElseDid(string before, string after, string? asked, string? deed)
    {
        var seen = Sample.Activity(after, "SS", "WW");
        var change = ActivityChange.Between(Sample.Activity(before, "SS", "WW"), seen);

        string? sentence = Interventions.Of(change, asked is null ? null : Enum.Parse<Asked>(asked)) is { } found ? Interventions.Sentence(found, seen) : null;

        Assert.That(sentence, deed is null ? Is.Null : Does.Contain($"was {deed} by somebody else"));
    }
}
