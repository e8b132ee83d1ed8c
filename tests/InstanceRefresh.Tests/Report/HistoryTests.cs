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
        Story story = Stories.ToFailure();
        RolloutHistory once = story.History;
        RolloutHistory twice = story.Wait(30).Look().History;
        Assert.That(twice.Events, Is.EqualTo(once.Events));
        Assert.That(MarksOf(twice, 2, "ins-web00006"), Is.EqualTo(MarksOf(once, 2, "ins-web00006")));
        Assert.That(twice.LastSeen, Is.EqualTo(once.LastSeen!.Value.AddSeconds(30)));
    }

    [Test]
    [Bug("a rollout that was undone seemed paused until the end of its rollback")]
    public void Report_RolloutNotLookedAtSinceItsRollback_EndsWhereThatBegins()
    {
        RolloutReport seen = Stories.RolledBack();
        RolloutReport unseen = Stories.RolledBackUnseen();

        Assert.That(unseen.Activities[0].Status, Is.EqualTo(ActivityStatus.FailedPause), "as last seen");
        Assert.That((unseen.PausedSeconds, unseen.ElapsedSeconds), Is.EqualTo((seen.PausedSeconds, seen.ElapsedSeconds)));
        Assert.That(ReportWords.Time(unseen), Is.EqualTo(ReportWords.Time(seen)).And.Not.Contains("last look"));
    }

    [Test]
    public void Observe_FailedInstanceIsRetried_KeepsBothAttempts()
    {
        InstanceTrack track = TrackOf(Stories.Retried(Stories.ToFailure()).History, 2, "ins-web00006");
        Assert.That(track.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "SUCCESSFUL" }));
        Assert.That(track.Marks[1].Message, Is.EqualTo(Stories.HealthFailure));
        Assert.That(track.Attempts, Is.EqualTo(2));
        Assert.That(track.Marks[1].LastActivityId, Is.Not.EqualTo(track.Marks[3].LastActivityId));
    }

    [Test]
    public void Observe_RetryEndsBetweenTwoLooks_StillHasAStretchOfWork()
    {
        Story story = Stories.ToFailure().Wait(5).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Retry);
        DateTimeOffset asked = story.Now;
        story.Works(2).Wait(60).Ends(2).Look();
        InstanceTrack track = TrackOf(story.History, 2, "ins-web00006");
        Assert.That(track.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "SUCCESSFUL" }));
        Assert.That(track.Marks[2].At, Is.EqualTo(asked), "the work began with our resume");
        Assert.That(track.Marks[3].At, Is.EqualTo(asked.AddSeconds(60)));
    }

    [Test]
    public void Observe_RetryFailsBetweenTwoLooks_CountsAsAnotherAttempt()
    {
        Story story = Stories.ToFailure().Wait(5).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Retry)
            .Works(2).Wait(60).Instance(2, 1, InstanceStatus.Failed, "again").Ends(2).Status(ActivityStatus.FailedPause).Look();
        InstanceTrack track = TrackOf(story.History, 2, "ins-web00006");
        Assert.That(track.Marks.Select(mark => mark.Status), Is.EqualTo(new[] { "RUNNING", "FAILED", "RUNNING", "FAILED" }));
        Assert.That(track.Marks[3].Message, Is.EqualTo("again"));
        Assert.That(track.Attempts, Is.EqualTo(2));
    }

    [Test]
    public void Observe_FirstLookComesLate_DatesWhatWasByTheService()
    {
        RolloutHistory history = Stories.ToFailure().Forget().Wait(3600).Look().History;
        ActivityTrack activity = history.Activities.Single();
        Assert.That(activity.Marks.Select(mark => $"{(mark.At - Story.Begin).TotalSeconds} {mark.Status}"), Is.EqualTo(new[] { "0 INIT", "1 RUNNING", "230 FAILED_PAUSE" }));
        Assert.That(activity.Batches[1].Marks.Select(mark => $"{(mark.At - Story.Begin).TotalSeconds} {mark.Status}"), Is.EqualTo(new[] { "1 RUNNING", "125 SUCCESSFUL" }));
        Assert.That(TrackOf(history, 1, "ins-web00001").Marks.Select(mark => (mark.At - Story.Begin).TotalSeconds), Is.EqualTo(new[] { 1, 125 }), "as long as its batch");
    }

    [Test]
    public void Observe_BatchEndsBeforeTheLook_NoInstanceEndsAfterItsBatch()
    {
        Story story = new Story(2).Look().Wait(1).Works(1).Look().Wait(50).Ends(1).Status(ActivityStatus.Successful);
        DateTimeOffset ended = story.Now;
        RolloutHistory history = story.Wait(25).Look().History;
        Assert.That(TrackOf(history, 1, "ins-web00001").Marks[^1].At, Is.EqualTo(ended));
        Assert.That(history.Activities[0].Marks[^1].At, Is.EqualTo(ended));
    }

    [TestCase(true, "The rollout paused as asked")]
    [TestCase(false, "The rollout paused by somebody else")]
    public void Observe_ManualPause_SaysWhetherItWasOurs(bool ours, string expected)
    {
        Story story = new Story(2, 2).Look().Wait(1).Works(1).Look().Wait(9);
        if (ours)
            story.Asked(InstanceRefresh.Asked.Stop);
        Assert.That(story.Status(ActivityStatus.ManualPause).Look().History.Events[^1].Text, Is.EqualTo(expected));
    }

    [Test]
    public void Observe_ResumedWithoutUs_SaysSo()
        => Assert.That(Stories.ToFailure().Wait(9).Works(2).Look().History.Events.Select(happening => happening.Text), Has.One.EqualTo("The rollout was resumed by somebody else"));

    [Test]
    public void Observe_StatusOfTheFuture_IsToldByItsOwnWord()
    {
        RolloutHistory history = new Story(1).Look().Wait(5).Status("HIBERNATING").Look().History;
        Assert.That(history.Events[^1].Text, Does.Contain("HIBERNATING"));
        Assert.That(history.Activities[0].Status, Is.EqualTo("HIBERNATING"));
    }

    [Test]
    public void Observe_ManyFailAtOnce_AreToldInOneLine()
    {
        var story = new Story(12);
        story.Look().Wait(1).Works(1).Look().Wait(60);
        for (int i = 0; i < 9; i++)
            story.Instance(1, i, InstanceStatus.Failed, "image not found");
        string[] told = [.. story.Look().History.Events.Where(happening => happening.Kind == ReportEventKind.Instance).Select(happening => happening.Text)];
        Assert.That(told, Is.EqualTo(new[] { "ins-web00001, ins-web00002, ins-web00003, ins-web00004, ins-web00005 and 4 more failed: image not found" }));
    }

    [Test]
    public void Observe_AnswerFromBefore_DoesNotTurnTimeBack()
    {
        RolloutHistory history = new Story(1).Wait(60).Look().Wait(-30).Works(1).Look().History;
        Assert.That(history.LastSeen, Is.EqualTo(Story.Begin.AddSeconds(60)));
        Assert.That(history.Activities[0].Marks.Select(mark => mark.At), Is.Ordered);
    }

    /// <summary>Whatever order of states the service shows, the marks are in order and end with the latest state.</summary>
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Observe_AnySequence_KeepsOrderAndTheLatestState(int seed)
    {
        string[] words = ["WAITING", "INIT", "RUNNING", "FAILED", "SUCCESSFUL", "CANCELLED", "NOT_FOUND", "PAUSED_FOR_TEA"];
        var random = new Random(seed);
        RolloutHistory history = RolloutHistory.Empty;
        DateTimeOffset now = Story.Begin;
        string batch = "WAITING", instance = "WAITING";
        for (int look = 0; look < 20; look++)
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
        Story story = new Story(2, 2).Look().Wait(1).Works(1).Look().Wait(9).Asked(InstanceRefresh.Asked.Stop).Status(ActivityStatus.ManualPause).Look()
            .Wait(9).Asked(InstanceRefresh.Asked.Resume).Wait(1).Status(ActivityStatus.Running).Look().Wait(30).Status(ActivityStatus.ManualPause).Look();

        Assert.That(story.History.Events.Select(happening => happening.Text),
            Is.SupersetOf(new[] { "The rollout paused as asked", "The rollout goes on", "The rollout paused by somebody else" }));
    }

    [Test]
    [Bug("a cancellation by somebody else was not named where failProcess might have cancelled, though nothing had failed")]
    public void Observe_CancelledWithoutAFailureUnderAutoCancel_NamesSomebodyElse()
    {
        var running = An.Activity(ActivityStatus.Running, "RR", "WW") with
        {
            RefreshSettings = new RefreshSettings { RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 2, FailProcess = FailProcess.AutoCancel } },
        };

        RolloutHistory history = RolloutHistory.Empty.Observe(running, An.Start).Observe(running with { Status = ActivityStatus.Cancelled }, An.Start.AddMinutes(1));

        Assert.That(history.Events[^1].Text, Does.StartWith("The rollout was cancelled or rolled back by somebody else"));
    }
}
