namespace TencentcloudRefresh.AutoScaling;

/// <summary>The time as the service sees it: the given clock, and how far that was found to be off.</summary>
internal sealed class ServiceClock(TimeProvider clock)
{
    private long _offsetTicks;

    public DateTimeOffset Now => clock.GetUtcNow() + Offset;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Believes the service. Its Date header has whole seconds and is as old as the way back; both are far below the five minutes
    /// allowed.</summary>
    public void Correct(DateTimeOffset serviceTime) => Interlocked.Exchange(ref _offsetTicks, (serviceTime - clock.GetUtcNow()).Ticks);
}
