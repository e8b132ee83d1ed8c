using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class ServiceSpeedTests
{
    private readonly VirtualClock _clock = new();

    [TestCase(0.1, 6, 60, TestName = "Value_SimulatorAtSixtyTimesTheSpeed_IsSixty")]
    [TestCase(10, 10, 1, TestName = "Value_SameTime_IsOne")]
    [TestCase(1, 3, 1, TestName = "Value_RoundedDates_AreNoEvidence")]
    [TestCase(60, 5, 1, TestName = "Value_ServiceBehind_IsOne")]
    public void Value(double oursSeconds, double theirsSeconds, double speed)
    {
        var made = new ServiceSpeed(_clock);
        var begin = _clock.GetUtcNow();

        made.Note(begin);
        _clock.Advance(TimeSpan.FromSeconds(oursSeconds));
        made.Note(begin.AddSeconds(theirsSeconds));

        Assert.That(made.Value, Is.EqualTo(speed).Within(0.001));
    }

    [Test]
    public void Value_NothingAnsweredYet_IsOne() => Assert.That(new ServiceSpeed(_clock).Value, Is.EqualTo(1));
}
