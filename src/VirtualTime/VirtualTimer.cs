namespace TencentcloudRefresh.VirtualTime;

/// <summary>One timer of a <see cref="VirtualClock"/>. The clock owns when it fires; the timer owns what happens then.</summary>
internal sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
{
    public static readonly IComparer<VirtualTimer> ByDueTime =
        Comparer<VirtualTimer>.Create(static (one, other) => (one.Due, one._sequence).CompareTo((other.Due, other._sequence)));

    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period;
    private long _sequence;
    private volatile bool _disposed;

    public DateTimeOffset Due { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfOutOfRange(dueTime);
        ThrowIfOutOfRange(period);
        if (_disposed)
            return false;
        // A period of zero means once, as with the platform's own timers.
        _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        clock.Schedule(this, dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Unschedule(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Called by the clock, with its lock held, before the timer is put among the pending ones.</summary>
    internal void SetDue(DateTimeOffset due, long sequence) => (Due, _sequence) = (due, sequence);

    internal void FireIfDue()
    {
        if (clock.Claim(this))
            Fire();
    }

    internal void Fire()
    {
        if (_disposed)
            return;
        if (_period != Timeout.InfiniteTimeSpan)
            clock.Schedule(this, _period);
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Call(), this);
    }

    private void Call() => callback(state);

    private static void ThrowIfOutOfRange(TimeSpan span)
    {
        if (span != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
    }
}
