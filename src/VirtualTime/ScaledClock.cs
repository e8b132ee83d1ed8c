namespace TencentcloudRefresh.VirtualTime;

/// <summary>Real time at another pace: at speed 60 a minute passes every second, and a timer of a minute fires after one.</summary>
public sealed class ScaledClock : TimeProvider
{
    private readonly TimeProvider _real;
    private readonly DateTimeOffset _start;
    private readonly long _startStamp;

    /// <param name="speed">How many seconds pass in one real second. Above 0, at most 100,000.</param>
    /// <param name="start">The first time the clock shows; by default the present.</param>
    /// <param name="real">The clock to scale; by default the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is out of range.</exception>
    public ScaledClock(double speed, DateTimeOffset? start = null, TimeProvider? real = null)
    {
        if (!(speed is > 0 and <= 100_000))
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "A speed is above 0 and at most 100000.");
        Speed = speed;
        _real = real ?? System;
        _start = (start ?? _real.GetUtcNow()).ToUniversalTime();
        _startStamp = _real.GetTimestamp();
    }

    /// <summary>How many seconds pass in one real second.</summary>
    public double Speed { get; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed();

    public override long GetTimestamp() => Elapsed().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new ScaledTimer(_real.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Elapsed() => TimeSpan.FromTicks((long)(_real.GetElapsedTime(_startStamp).Ticks * Speed));

    // Rounded up to a millisecond, the finest a real timer can do: a timer never fires before its time.
    private TimeSpan Real(TimeSpan scaled)
        => scaled <= TimeSpan.Zero ? scaled : TimeSpan.FromMilliseconds(Math.Ceiling(scaled.TotalMilliseconds / Speed));

    private sealed class ScaledTimer(ITimer real, ScaledClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => real.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => real.Dispose();

        public ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
