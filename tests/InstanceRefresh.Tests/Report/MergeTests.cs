using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>A rollout that takes two runs makes one story.</summary>
public class MergeTests
{
    [Test]
    public void Continue_ByWhoeverKnowsOnlyTheService_KeepsWhatTheRunKnew()
    {
        RolloutReport whole = Scenarios.Deviating();
        RolloutReport merged = ReportMerge.Continue(whole, whole with { Run = null, Verified = null, Deviations = [], Images = null });
        Assert.That((merged.Run, merged.Verified, merged.Images), Is.EqualTo((whole.Run, whole.Verified, whole.Images)));
        Assert.That(merged.Deviations, Is.EqualTo(whole.Deviations));
    }

    [Test]
    public void Continue_ResumedByALaterRun_ReportsTheFailureAndTheRetry()
    {
        RolloutReport whole = ReportMerge.Continue(Scenarios.FailedInABatch(), Scenarios.RetriedBySecondRun());
        ReportInstance retried = whole.Activities[0].Batches[1].Instances[1];
        Assert.That(retried.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "SUCCESSFUL" }));
        Assert.That(retried.Attempts, Is.EqualTo(2));
        Assert.That(whole.Events.Select(reportEvent => reportEvent.Text), Is.Unique.And.SupersetOf(new[]
        {
            "Sent StartInstanceRefresh", $"ins-web00006 failed: {Scenarios.HealthFailure}", "Sent ResumeInstanceRefresh (RETRY)", "Batch 3 of 3 began: 4 instances",
        }));
        Assert.That(whole.Events.Select(reportEvent => reportEvent.At), Is.Ordered);
        Assert.That(whole.Outcome, Is.EqualTo("Succeeded"));
        Assert.That(whole.Headline, Is.EqualTo("All 12 instances refreshed in 3 batches, 2h07m"));
        Assert.That(whole.PausedSeconds, Is.EqualTo(7202));
    }

    [Test]
    public void Continue_FirstRunSawTheInstancesEnd_ItsTimesStand()
    {
        RolloutReport first = Scenarios.FailedInABatch();
        RolloutReport whole = ReportMerge.Continue(first, Scenarios.RetriedBySecondRun());
        Assert.That(whole.Activities[0].Batches[0].Instances[1].Marks, Is.EqualTo(first.Activities[0].Batches[0].Instances[1].Marks));
    }

    [Test]
    public void Continue_ARolledBackCanaryThatWasAccepted_StillTellsWhy()
    {
        RolloutReport whole = ReportMerge.Continue(Scenarios.CanaryRolledBack(), Scenarios.CanaryRolledBackAccepted());

        Assert.That(whole.Headline, Does.StartWith("Rolled back because the verification of batch 1 failed: "));
        Assert.That(whole.Verifications.Single().Reason, Is.EqualTo(Scenarios.Alarm));
        Assert.That(new[] { HtmlReport.Render(whole), MarkdownReport.Render(whole), JUnitReport.Render(whole), JsonReport.Render(whole) }, Has.All.Contains("policy-1b842bhh"));
        Assert.That(JUnitReport.Render(whole), Does.Not.Contain("<failure"), "it was accepted");
    }

    [Test]
    public void Continue_AReportOfAVersionWithoutVerifications_CanBeContinued()
    {
        string json = JsonReport.Render(Scenarios.FailedInABatch()).Replace("\"verifications\": [],", "", StringComparison.Ordinal);

        Assert.That(json, Does.Not.Contain("verifications"));
        Assert.That(JsonReport.Read(json)!.Verifications, Is.Empty);
    }

    [Test]
    public void Continue_PausedByHandInBothRuns_IsOnePause()
    {
        Scenario scenario = new Scenario(2, 2).Poll().Wait(1).Works(1).Poll().Wait(5).Asked(InstanceRefresh.Asked.Stop).Wait(20).Ends(1).Status(ActivityStatus.ManualPause).Poll();
        RolloutReport first = scenario.Report(RefreshOutcome.AwaitingApproval);
        RolloutReport second = scenario.Forget().Wait(600).Poll().Report(RefreshOutcome.AwaitingApproval);
        RolloutReport whole = ReportMerge.Continue(first, second);
        Assert.That(whole.Activities[0].Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "INIT", "RUNNING", "MANUAL_PAUSE" }));
        Assert.That(whole.Events.Where(reportEvent => reportEvent.Text.Contains("paused", StringComparison.Ordinal)).Select(reportEvent => reportEvent.Text),
            Is.EqualTo(new[] { "The rollout paused as asked" }));
    }

    [Test]
    public void Continue_LaterRunKnowsLess_KeepsWhatTheEarlierKnew()
    {
        RolloutReport later = RolloutReport.From(RolloutHistory.Empty, new RolloutEnding
        {
            AutoScalingGroupId = Scenario.Group,
            RefreshActivityId = "asr-4k7m2p9q",
            Outcome = RefreshOutcome.InProgress,
            EndedWell = false,
            At = Scenario.Begin.AddHours(1),
        });
        RolloutReport whole = ReportMerge.Continue(Scenarios.FailedInABatch(), later);
        Assert.That(whole.Totals.Failed, Is.EqualTo(1));
        Assert.That(whole.LaunchConfiguration!.LaunchConfigurationId, Is.EqualTo("asc-3x9r0t2m"));
        Assert.That(whole.Settings!.BatchNumber, Is.EqualTo(3));
    }
}
