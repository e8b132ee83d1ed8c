namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class PollCadenceTests
{
    private static readonly ActivityPollerOptions Options = new() { MinInterval = TimeSpan.FromSeconds(2), MaxInterval = TimeSpan.FromSeconds(15) };
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Batch 1 took two minutes; batch 2 is in progress since noon.</summary>
    private static double SecondsAfter(double elapsed, string status = ActivityStatus.Running, bool withHistory = true) => PollCadence.Next(
        new(
            new()
            {
                Status = status,
                CurrentRefreshBatchNum = 2,
                RefreshBatchSet =
                [
                    new() { RefreshBatchNum = 1, StartTime = withHistory ? Noon.AddMinutes(-2) : null, EndTime = withHistory ? Noon : null },
                    new() { RefreshBatchNum = 2, StartTime = Noon },
                ],
            },
            Noon.AddSeconds(elapsed)),
        Options).TotalSeconds;

    [TestCase(0, 15, TestName = "Next_BatchJustBegun_IsSlow")]
    [TestCase(90, 10, TestName = "Next_HalfAMinuteLeft_LooksAtAThirdOfThat")]
    [TestCase(111, 3, TestName = "Next_NearTheExpectedEnd_IsFast")]
    [TestCase(119, 2, TestName = "Next_AtTheExpectedEnd_IsNotFasterThanTheShortest")]
    [TestCase(121, 15, TestName = "Next_LongOverdue_BacksOff")]
    public void Next_KnownDuration(double elapsed, double seconds) => Assert.That(SecondsAfter(elapsed), Is.EqualTo(seconds).Within(0.01));

    [TestCase(1, 2, TestName = "Next_FirstBatchBegun_IsFast")]
    [TestCase(40, 10, TestName = "Next_FirstBatchLasts_BacksOffWithIt")]
    [TestCase(4000, 15, TestName = "Next_FirstBatchLastsLong_StaysUnderTheLongest")]
    public void Next_NothingToCompareWith(
        double elapsed, double seconds) => Assert.That(SecondsAfter(elapsed, withHistory: false), Is.EqualTo(seconds).Within(0.01));

    [TestCase(ActivityStatus.AutoPause, 15)]
    [TestCase(ActivityStatus.ManualPause, 15)]
    [TestCase(ActivityStatus.FailedPause, 15)]
    [TestCase(ActivityStatus.Init, 2)]
    [TestCase("BAKING", 2)]
    public void Next_OtherStatus_GoesByWhatCanMoveIt(string status, double seconds) => Assert.That(SecondsAfter(50, status), Is.EqualTo(seconds));

    [Test]
    public void Next_NotListedYet_IsFast() => Assert.That(PollCadence.Next(new(null, Noon), Options), Is.EqualTo(Options.MinInterval));

    [Test]
    public void Validated_LongestBelowShortest_TheLongestCounts()
        => Assert.That(new ActivityPollerOptions { MaxInterval = TimeSpan.FromMilliseconds(50) }.Validated().MinInterval,
            Is.EqualTo(TimeSpan.FromMilliseconds(50)));
}
