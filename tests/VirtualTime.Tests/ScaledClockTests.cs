namespace TencentcloudRefresh.VirtualTime.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScaledClockTests
{
    private readonly VirtualClock _real = new();

    [TestCase(60, 1, 60)]
    [TestCase(0.5, 10, 5)]
    [TestCase(1, 7, 7)]
    public void GetUtcNow_RealSecondsPassed_ShowsThemTimesTheSpeed(double speed, double real, double scaled)
    {
        var clock = new ScaledClock(speed, real: _real);
        var stamp = clock.GetTimestamp();

        _real.Advance(TimeSpan.FromSeconds(real));

        Assert.That((clock.GetUtcNow() - VirtualClock.DefaultStart).TotalSeconds, Is.EqualTo(scaled).Within(0.001));
        Assert.That(clock.GetElapsedTime(stamp).TotalSeconds, Is.EqualTo(scaled).Within(0.001));
    }

    [Test]
    public void New_WithAStart_ShowsItFirst()
        => Assert.That(new ScaledClock(2, DateTimeOffset.UnixEpoch, _real).GetUtcNow(), Is.EqualTo(DateTimeOffset.UnixEpoch));

    [Test]
    public void Timer_OfAMinuteAtSpeedSixty_FiresAfterARealSecond()
    {
        var clock = new ScaledClock(60, real: _real);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        _real.Advance(TimeSpan.FromSeconds(0.999));
        Assert.That(fired, Is.Zero);
        _real.Advance(TimeSpan.FromSeconds(0.001));
        Assert.That(fired, Is.EqualTo(1));
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.That(fired, Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(100_001)]
    public void New_SpeedOutOfRange_IsRefused(double speed)
        => Assert.That(() => new ScaledClock(speed), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0"));
}
