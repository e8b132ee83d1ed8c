using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.History;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>What is kept of a run of looks, and how it is dated.</summary>
public class HistoryTests
{
    [Test]
    public void Observe_SameAnswerAgain_AddsNothing()
    {
        Scenario scenario = Scenarios.ToFailure();
        RolloutHistory once = scenario.History;
        RolloutHistory twice = scenario.Wait(30).Poll().History;
        Assert.That(twice.Events, Is.EqualTo(once.Events));
        Assert.That(MarksOf(twice, 2, "ins-web00006"), Is.EqualTo(MarksOf(once, 2, "ins-web00006")));
        Assert.That(twice.LastSeen, Is.EqualTo(once.LastSeen!.Value.AddSeconds(30)));
    }

    [Test]
    [Bug("a rollout that was undone seemed paused until the end of its rollback")]
    public void Report_RolloutNotLookedAtSinceItsRollback_EndsWhereThatBegins()
    {
        RolloutReport seen = Scenarios.RolledBack();
        RolloutReport unseen = Scenarios.RolledBackUnseen();

        Assert.That(unseen.Activities[0].Status, Is.EqualTo(ActivityStatus.FailedPause), "as last seen");
        Assert.That((unseen.PausedSeconds, unseen.ElapsedSeconds), Is.EqualTo((seen.PausedSeconds, seen.ElapsedSeconds)));
        Assert.That(ReportFormatter.Time(unseen), Is.EqualTo(ReportFormatter.Time(seen)).And.Not.Contains("last poll"));
    }

    [Test]
    public void Observe_FailedInstanceIsRetried_KeepsBothAttempts()
    {
        InstanceTrack track = TrackOf(Scenarios.Retried(Scenarios.ToFailure()).History, 2, "ins-web00006");
        Assert.That(track.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "SUCCESSFUL" }));
        Assert.That(track.Marks[1].Message, Is.EqualTo(Scenarios.HealthFailure));
        Assert.That(track.Attempts, Is.EqualTo(2));
        Assert.That(track.Marks[1].LastActivityId, Is.Not.EqualTo(track.Marks[3].LastActivityId));
    }

    [Test]
    public void Observe_RetryEndsBetweenTwoPolls_StillHasAStretchOfWork()
    {
        Scenario scenario = Scenarios.ToFailure().Wait(5).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Retry);
        DateTimeOffset asked = scenario.Now;
        scenario.Works(2).Wait(60).Ends(2).Poll();
        InstanceTrack track = TrackOf(scenario.History, 2, "ins-web00006");
        Assert.That(track.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "SUCCESSFUL" }));
        Assert.That(track.Marks[2].At, Is.EqualTo(asked), "the work began with our resume");
        Assert.That(track.Marks[3].At, Is.EqualTo(asked.AddSeconds(60)));
    }

    [Test]
    public void Observe_RetryFailsBetweenTwoPolls_CountsAsAnotherAttempt()
    {
        Scenario scenario = Scenarios.ToFailure().Wait(5).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Retry)
            .Works(2).Wait(60).Instance(2, 1, InstanceStatus.Failed, "again").Ends(2).Status(ActivityStatus.FailedPause).Poll();
        InstanceTrack track = TrackOf(scenario.History, 2, "ins-web00006");
        Assert.That(track.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "FAILED" }));
        Assert.That(track.Marks[3].Message, Is.EqualTo("again"));
        Assert.That(track.Attempts, Is.EqualTo(2));
    }

    [Test]
    public void Observe_FirstPollComesLate_DatesWhatWasByTheService()
    {
        RolloutHistory history = Scenarios.ToFailure().Forget().Wait(3600).Poll().History;
        ActivityTrack activity = history.Activities.Single();
        Assert.That(activity.Marks.Select(mark => $"{(mark.At - Scenario.Begin).TotalSeconds} {mark.Status}"), Is.EqualTo(new[] { "0 INIT", "1 RUNNING", "230 FAILED_PAUSE" }));
        Assert.That(activity.Batches[1].Marks.Select(mark => $"{(mark.At - Scenario.Begin).TotalSeconds} {mark.Status}"), Is.EqualTo(new[] { "1 RUNNING", "125 SUCCESSFUL" }));
        Assert.That(TrackOf(history, 1, "ins-web00001").Marks.Select(mark => (mark.At - Scenario.Begin).TotalSeconds), Is.EqualTo(new[] { 1, 125 }), "as long as its batch");
    }

    [Test]
    public void Observe_BatchEndsBeforeThePoll_NoInstanceEndsAfterItsBatch()
    {
        Scenario scenario = new Scenario(2).Poll().Wait(1).Works(1).Poll().Wait(50).Ends(1).Status(ActivityStatus.Successful);
        DateTimeOffset ended = scenario.Now;
        RolloutHistory history = scenario.Wait(25).Poll().History;
        Assert.That(TrackOf(history, 1, "ins-web00001").Marks[^1].At, Is.EqualTo(ended));
        Assert.That(history.Activities[0].Marks[^1].At, Is.EqualTo(ended));
    }

    [TestCase(true, "The rollout paused as asked")]
    [TestCase(false, "The rollout paused by somebody else")]
    public void Observe_ManualPause_SaysWhetherItWasOurs(bool ours, string expected)
    {
        Scenario scenario = new Scenario(2, 2).Poll().Wait(1).Works(1).Poll().Wait(9);
        if (ours)
            scenario.Asked(InstanceRefresh.Asked.Stop);
        Assert.That(scenario.Status(ActivityStatus.ManualPause).Poll().History.Events[^1].Text, Is.EqualTo(expected));
    }

    [Test]
    public void Observe_ResumedWithoutUs_SaysSo()
        => Assert.That(Scenarios.ToFailure().Wait(9).Works(2).Poll().History.Events.Select(reportEvent => reportEvent.Text), Has.One.EqualTo("The rollout was resumed by somebody else"));

    [Test]
    public void Observe_StatusOfTheFuture_IsReportedByItsOwnName()
    {
        RolloutHistory history = new Scenario(1).Poll().Wait(5).Status("HIBERNATING").Poll().History;
        Assert.That(history.Events[^1].Text, Does.Contain("HIBERNATING"));
        Assert.That(history.Activities[0].Status, Is.EqualTo("HIBERNATING"));
    }

    [Test]
    public void Observe_ManyFailAtOnce_AreReportedInOneLine()
    {
        var scenario = new Scenario(12);
        scenario.Poll().Wait(1).Works(1).Poll().Wait(60);
        for (int i = 0; i < 9; i++)
            scenario.Instance(1, i, InstanceStatus.Failed, "image not found");
        string[] reported = [.. scenario.Poll().History.Events.Where(reportEvent => reportEvent.Kind == ReportEventKind.Instance).Select(reportEvent => reportEvent.Text)];
        Assert.That(reported, Is.EqualTo(new[] { "ins-web00001, ins-web00002, ins-web00003, ins-web00004, ins-web00005 and 4 more failed: image not found" }));
    }

    [Test]
    public void Observe_AnswerFromBefore_DoesNotTurnTimeBack()
    {
        RolloutHistory history = new Scenario(1).Wait(60).Poll().Wait(-30).Works(1).Poll().History;
        Assert.That(history.LastSeen, Is.EqualTo(Scenario.Begin.AddSeconds(60)));
        Assert.That(history.Activities[0].Marks.Select(mark => mark.At), Is.Ordered);
    }

    /// <summary>Whatever order of states the service shows, the marks are in order and end with the latest state.</summary>
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Observe_AnySequence_KeepsOrderAndTheLatestState(int seed)
    {
        string[] words = ["WAITING", "INIT", "RUNNING", "FAILED", "SUCCESSFUL", "CANCELLED", "NOT_FOUND", "PAUSED_FOR_TEA"];
        var random = new Random(seed);
        RolloutHistory history = RolloutHistory.Empty;
        DateTimeOffset now = Scenario.Begin;
        string batch = "WAITING", instance = "WAITING";
        for (int poll = 0; poll < 20; poll++)
        {
            now = now.AddSeconds(random.Next(-2, 30));
            batch = random.Next(3) == 0 ? words[random.Next(words.Length)] : batch;
            instance = random.Next(2) == 0 ? words[random.Next(words.Length)] : instance;
            history = history.Observe(
                new RefreshActivity
                {
                    RefreshActivityId = "asr-1",
                    Status = words[random.Next(words.Length)],
                    CreatedTime = Sometimes(),
                    StartTime = Sometimes(),
                    EndTime = Sometimes(),
                    RefreshBatchSet =
                    [
                        new RefreshBatch
                        {
                            RefreshBatchNum = 1,
                            RefreshBatchStatus = batch,
                            StartTime = Sometimes(),
                            EndTime = Sometimes(),
                            RefreshBatchRelatedInstanceSet = [new RefreshBatchInstance { InstanceId = "ins-1", InstanceStatus = instance, LastActivityId = $"asa-{random.Next(3)}" }],
                        },
                    ],
                },
                now);
            InstanceTrack track = TrackOf(history, 1, "ins-1");
            Assert.That(track.Status, Is.EqualTo(instance));
            Assert.That(history.Activities[0].Batches[1].Status, Is.EqualTo(batch));
            Assert.That(track.Marks.Select(mark => mark.At), Is.Ordered);
            Assert.That(history.Activities[0].Batches[1].Marks.Select(mark => mark.At), Is.Ordered);
        }

        DateTimeOffset? Sometimes() => random.Next(3) == 0 ? now.AddSeconds(random.Next(-60, 10)) : null;
    }

    private static InstanceTrack TrackOf(RolloutHistory history, int batch, string instance) => history.Activities[0].Batches[batch].Instances[instance];

    private static IEnumerable<InstanceMark> MarksOf(RolloutHistory history, int batch, string instance) => TrackOf(history, batch, instance).Marks;

    [Test]
    [Bug("a pause by somebody else was reported \"as asked\" once this program had asked for an earlier one")]
    public void Observe_PausedByHandAfterAPauseOfOurs_NamesSomebodyElse()
    {
        Scenario scenario = new Scenario(2, 2).Poll().Wait(1).Works(1).Poll().Wait(9).Asked(InstanceRefresh.Asked.Stop).Status(ActivityStatus.ManualPause).Poll()
            .Wait(9).Asked(InstanceRefresh.Asked.Resume).Wait(1).Status(ActivityStatus.Running).Poll().Wait(30).Status(ActivityStatus.ManualPause).Poll();

        Assert.That(scenario.History.Events.Select(reportEvent => reportEvent.Text),
            Is.SupersetOf(new[] { "The rollout paused as asked", "The rollout continues", "The rollout paused by somebody else" }));
    }

    [Test]
    [Bug("a cancellation by somebody else was not named where failProcess might have cancelled, though nothing had failed")]
    public void Observe_CancelledWithoutAFailureUnderAutoCancel_NamesSomebodyElse()
    {
        var running = Sample.Activity(ActivityStatus.Running, "RR", "WW") with
        {
            RefreshSettings = new RefreshSettings { RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 2, FailProcess = FailProcess.AutoCancel } },
        };

        RolloutHistory history = RolloutHistory.Empty.Observe(running, Sample.Start).Observe(running with { Status = ActivityStatus.Cancelled }, Sample.Start.AddMinutes(1));

        Assert.That(history.Events[^1].Text, Does.StartWith("The rollout was cancelled or rolled back by somebody else"));
    }
}
