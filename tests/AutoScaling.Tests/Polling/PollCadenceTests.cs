namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class PollCadenceTests
{
    private static readonly ActivityPollerOptions Options = new() { MinInterval = TimeSpan.FromSeconds(2), MaxInterval = TimeSpan.FromSeconds(60) };
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Batch 1 took 100 seconds; batch 2 is in progress since noon.</summary>
    private static double SecondsAfter(
        double elapsed, string status = ActivityStatus.Running, bool withHistory = true, int batches = 2, double? expected = null) => PollCadence.Next(
        new(
            new()
            {
                Status = status,
                CurrentRefreshBatchNum = 2,
                RefreshBatchSet =
                [
                    new() { RefreshBatchNum = 1, StartTime = withHistory ? Noon.AddSeconds(-100) : null, EndTime = withHistory ? Noon : null },
                    new() { RefreshBatchNum = 2, StartTime = Noon },
                    .. Enumerable.Range(3, batches - 2).Select(number => new RefreshBatch { RefreshBatchNum = number }),
                ],
            },
            Noon.AddSeconds(elapsed)),
        expected is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Options).TotalSeconds;

    [TestCase(0, 50, TestName = "Next_BatchJustBegun_LooksOnceInTheMiddle")]
    [TestCase(50, 25, TestName = "Next_Middle_WaitsUntilItMayEnd")]
    [TestCase(74, 2, TestName = "Next_JustBeforeItMayEnd_IsNotFasterThanTheShortest")]
    [TestCase(75, 4.5, TestName = "Next_MayEnd_IsFast")]
    [TestCase(120, 4.5, TestName = "Next_LittleOverdue_StaysFast")]
    [TestCase(250, 25, TestName = "Next_LongOverdue_BacksOff")]
    [TestCase(4000, 60, TestName = "Next_VeryLongOverdue_StaysUnderTheLongest")]
    public void Next_KnownDuration(double elapsed, double seconds) => Assert.That(SecondsAfter(elapsed), Is.EqualTo(seconds).Within(0.01));

    [Test]
    public void Next_AnotherBatchFollows_ItsEndIsLessUrgent() => Assert.That(SecondsAfter(90, batches: 3), Is.EqualTo(10).Within(0.01));

    [Test]
    public void Next_LongBatch_IsLookedAtEveryLongestInterval()
        => Assert.That(SecondsAfter(0, withHistory: false, expected: 1200), Is.EqualTo(60).Within(0.01));

    [Test]
    public void Next_FirstBatch_GoesByWhatIsExpected() => Assert.That(SecondsAfter(30, withHistory: false, expected: 50), Is.EqualTo(7.5).Within(0.01));

    [Test]
    public void Next_EndedBatch_CountsMoreThanWhatWasExpected() => Assert.That(SecondsAfter(80, expected: 1000), Is.EqualTo(4.5).Within(0.01));

    [TestCase(1, 2, TestName = "Next_NothingToCompareWith_IsFastAtFirst")]
    [TestCase(16, 4, TestName = "Next_NothingToCompareWith_BacksOffWithTheTime")]
    [TestCase(4000, 4.5, TestName = "Next_NothingToCompareWith_MayEndAtAnyTime")]
    public void Next_NothingToCompareWith(
        double elapsed, double seconds) => Assert.That(SecondsAfter(elapsed, withHistory: false), Is.EqualTo(seconds).Within(0.01));

    [TestCase(ActivityStatus.AutoPause, 15)]
    [TestCase(ActivityStatus.ManualPause, 15)]
    [TestCase(ActivityStatus.FailedPause, 15)]
    [TestCase(ActivityStatus.Init, 2)]
    [TestCase("BAKING", 2)]
    public void Next_OtherStatus_GoesByWhatCanMoveIt(string status, double seconds) => Assert.That(SecondsAfter(50, status), Is.EqualTo(seconds));

    [Test]
    public void Next_ServiceTimeRunsFaster_WaitsAreShorter() => Assert.That(
        PollCadence.Next(new(new() { Status = ActivityStatus.FailedPause }, Noon), null, Options, speed: 5), Is.EqualTo(TimeSpan.FromSeconds(3)));

    [Test]
    public void Next_NotListedYet_IsFast() => Assert.That(PollCadence.Next(new(null, Noon), null, Options), Is.EqualTo(Options.MinInterval));

    [Test]
    public void Validated_LongestBelowShortest_TheLongestCounts()
        => Assert.That(new ActivityPollerOptions { MaxInterval = TimeSpan.FromMilliseconds(50) }.Validated().MinInterval,
            Is.EqualTo(TimeSpan.FromMilliseconds(50)));
}
