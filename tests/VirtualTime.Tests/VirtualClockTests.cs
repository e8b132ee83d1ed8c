using System.Diagnostics;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.VirtualTime.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VirtualClockTests
{
    private readonly VirtualClock _clock = new();

    [Test]
    public void New_WithoutAStart_ShowsTheDefaultAndStandsStill()
    {
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)));
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(VirtualClock.DefaultStart));
    }

    [Test]
    public void New_WithALocalStart_ShowsItInUtc()
        => Assert.That(new VirtualClock(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(8))).GetUtcNow().Offset, Is.EqualTo(TimeSpan.Zero));

    [Test]
    public void Advance_ByAnHour_MovesTimeAndTimestampAlike()
    {
        var stamp = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That(_clock.GetUtcNow(), Is.EqualTo(VirtualClock.DefaultStart.AddHours(1)));
        Assert.That(_clock.GetElapsedTime(stamp), Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public void TimestampFrequency_IsNotThatOfTicks()
        => Assert.That(_clock.TimestampFrequency, Is.Not.EqualTo(TimeSpan.TicksPerSecond).And.Not.EqualTo(Stopwatch.Frequency));

    [Test]
    public void Advance_Backwards_IsRefused()
        => Assert.That(() => _clock.Advance(TimeSpan.FromSeconds(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Advance_PastSeveralTimers_FiresThemInDueOrderEachAtItsTime()
    {
        var fired = new List<(string Name, double Second)>();
        foreach (var (name, seconds) in new[] { ("third", 9), ("first", 1), ("second", 5), ("tie", 5), ("never", 60) })
            Every(name, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan, fired);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(fired, Is.EqualTo(new[] { ("first", 1.0), ("second", 5.0), ("tie", 5.0), ("third", 9.0) }));
        Assert.That(_clock.Sleepers, Is.EqualTo(1));
    }

    [Test]
    public void AdvanceToNext_FiresTheNextTimerAndNoLaterOne()
    {
        var fired = new List<(string Name, double Second)>();
        Every("first", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan, fired);
        Every("later", TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan, fired);

        _clock.AdvanceToNext(atMost: TimeSpan.FromSeconds(10));
        Assert.That(fired, Is.EqualTo(new[] { ("first", 3.0) }));
    }

    [Test]
    public void AdvanceToNext_NothingDueSoEarly_GoesAsFarAsItMay()
    {
        using var late = _clock.CreateTimer(_ => { }, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        _clock.AdvanceToNext(atMost: TimeSpan.FromSeconds(10));
        Assert.That((_clock.GetUtcNow() - VirtualClock.DefaultStart, _clock.Sleepers), Is.EqualTo((TimeSpan.FromSeconds(10), 1)));
    }

    [Test]
    public void Advance_TimerSetByATimer_FiresInTheSameAdvanceWhenDue()
    {
        var fired = new List<(string Name, double Second)>();
        using var outer = _clock.CreateTimer(_ => Every("inner", TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan, fired), null,
            TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fired, Is.EqualTo(new[] { ("inner", 5.0) }));
    }

    [Test]
    public void Advance_PeriodicTimer_FiresOncePerPeriod()
    {
        var fired = new List<(string Name, double Second)>();
        using var timer = Every("tick", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), fired);

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.That(fired.Select(tick => tick.Second), Is.EqualTo(new[] { 1.0, 3.0, 5.0 }));
    }

    [Test]
    public void Advance_FromACallback_IsRefused()
    {
        Exception? thrown = null;
        using var timer = _clock.CreateTimer(_ => thrown = Assert.Catch(() => _clock.Advance(TimeSpan.FromSeconds(1))), null, TimeSpan.FromSeconds(1), TimeSpan.Zero);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(thrown, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void Change_BeforeItFires_MovesTheTimer()
    {
        var fired = new List<(string Name, double Second)>();
        using var timer = Every("moved", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan, fired);

        timer.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fired, Is.EqualTo(new[] { ("moved", 4.0) }));
    }

    [Test]
    public void Dispose_BeforeItFires_SilencesTheTimer()
    {
        var fired = new List<(string Name, double Second)>();
        var timer = Every("gone", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), fired);

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fired, Is.Empty);
        Assert.That(timer.Change(TimeSpan.Zero, TimeSpan.Zero), Is.False);
    }

    [Test]
    public async Task Timer_DueAtOnce_FiresWithoutAnAdvance()
    {
        var fired = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.Soon();
    }

    [Test]
    public async Task SleepersAsync_CodeGoesToSleep_Completes()
    {
        var asleep = _clock.SleepersAsync(2);
        var first = Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken.None);
        Assert.That(asleep.IsCompleted, Is.False);

        var second = Task.Delay(TimeSpan.FromSeconds(2), _clock, CancellationToken.None);
        await asleep.Soon();
        _clock.Advance(TimeSpan.FromSeconds(2));

        await Task.WhenAll(first, second).Soon();
    }

    [Test]
    public void Deadline_MadeOnTheClock_CancelsWhenItsTimeHasCome()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(30), _clock);

        _clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        Assert.That(deadline.IsCancellationRequested, Is.False);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.That(deadline.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task RunAsync_CodeThatSleepsForAnHour_EndsWithItsResult()
    {
        var answer = await _clock.RunAsync(SleepsAnHour(), TimeSpan.FromMinutes(1)).Soon();

        Assert.That(answer, Is.EqualTo(42));
        Assert.That(_clock.GetUtcNow(), Is.GreaterThanOrEqualTo(VirtualClock.DefaultStart.AddHours(1)));

        async Task<int> SleepsAnHour()
        {
            for (var i = 0; i < 6; i++)
                await Task.Delay(TimeSpan.FromMinutes(10), _clock, CancellationToken.None);
            return 42;
        }
    }

    [Test]
    public void RunAsync_CodeThatThrows_ThrowsTheSame()
        => Assert.That(async () => await _clock.RunAsync(Fails(), TimeSpan.FromSeconds(1)).Soon(), Throws.TypeOf<FormatException>());

    [Test]
    public void RunAsync_CancelledWhileNobodySleeps_Stops()
    {
        using var stop = new CancellationTokenSource();
        var run = _clock.RunAsync(new TaskCompletionSource().Task, TimeSpan.FromSeconds(1), stop.Token);

        stop.Cancel();

        Assert.That(async () => await run.Soon(), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task Fails()
    {
        await Task.Delay(TimeSpan.FromSeconds(3), _clock, CancellationToken.None);
        throw new FormatException("as asked");
    }

    private ITimer Every(string name, TimeSpan due, TimeSpan period, List<(string Name, double Second)> fired)
        => _clock.CreateTimer(_ => fired.Add((name, (_clock.GetUtcNow() - VirtualClock.DefaultStart).TotalSeconds)), null, due, period);
}
