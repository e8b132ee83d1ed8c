namespace TencentcloudRefresh.VirtualTime;

/// <summary>
/// A clock that stands still until it is told to move. Timers, and with them every <c>Task.Delay</c> and deadline made on this clock,
/// fire inside <see cref="Advance"/>, in the order in which they are due, each at exactly its own time.
/// </summary>
/// <remarks>Safe to use from several threads. Advances are taken one after the other; a callback must not advance the clock it runs on.</remarks>
public sealed class VirtualClock : TimeProvider
{
    /// <summary>Where a clock starts when nothing else is asked for: 2026-01-05 08:00:00 UTC, a Monday morning.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    // Not ten million: code that takes timestamps for ticks breaks at once instead of on another machine.
    private const long OddFrequency = 1_193_182;

    private readonly Lock _gate = new();
    private readonly Lock _advancing = new();
    private readonly SortedSet<VirtualTimer> _pending = new(VirtualTimer.ByDueTime);
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private readonly DateTimeOffset _start;
    private DateTimeOffset _now;
    private long _sequence;

    public VirtualClock() : this(DefaultStart)
    {
    }

    /// <param name="start">The first time the clock shows.</param>
    public VirtualClock(DateTimeOffset start) => _start = _now = start.ToUniversalTime();

    public override long TimestampFrequency => OddFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait to fire at this moment.</summary>
    public int Sleepers
    {
        get
        {
            lock (_gate)
                return _pending.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => (long)((Int128)(GetUtcNow() - _start).Ticks * OddFrequency / TimeSpan.TicksPerSecond);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due on the way, timers set by a fired timer included.</summary>
    /// <param name="by">How far; zero fires what is due right now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clock was asked to go back.</exception>
    /// <exception cref="InvalidOperationException">Called from inside a timer's callback.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (_advancing.IsHeldByCurrentThread)
            throw new InvalidOperationException("A timer's callback cannot advance the clock that fired it.");
        lock (_advancing)
        {
            var target = GetUtcNow() + by;
            while (NextDue(target) is { } timer)
                timer.Fire();
            lock (_gate)
                _now = target;
        }
    }

    /// <summary>Moves the clock to the next timer that is due and fires it, with all others that are due at the same time.</summary>
    /// <param name="atMost">How far the clock goes where no timer is due by then. Must not be negative.</param>
    /// <exception cref="InvalidOperationException">Called from inside a timer's callback.</exception>
    public void AdvanceToNext(TimeSpan atMost)
    {
        TimeSpan next;
        lock (_gate)
            next = _pending.Min is { } first ? first.Due - _now : atMost;
        Advance(next < TimeSpan.Zero ? TimeSpan.Zero : next < atMost ? next : atMost);
    }

    /// <summary>Completes once at least <paramref name="count"/> timers are pending: the code under test is asleep and the clock may move.</summary>
    public Task SleepersAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_gate)
        {
            if (_pending.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>
    /// Drives code to its end: whenever something sleeps on this clock, the clock moves on by one step, until <paramref name="task"/> completes.
    /// </summary>
    /// <remarks>
    /// Between two steps real time of about a millisecond passes, so that code which is busy on a socket is seldom overtaken. Where the
    /// exact number of steps matters, use <see cref="SleepersAsync"/> and <see cref="Advance"/> instead.
    /// </remarks>
    /// <param name="task">What to drive.</param>
    /// <param name="step">How far each step goes. Must be positive.</param>
    /// <param name="cancellationToken">Stops driving, not the task.</param>
    public async Task RunAsync(Task task, TimeSpan step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, SleepersAsync(1)).WaitAsync(cancellationToken);
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(1), System, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!task.IsCompleted)
                Advance(step);
        }

        await task;
    }

    /// <inheritdoc cref="RunAsync(Task, TimeSpan, CancellationToken)"/>
    /// <returns>The task's result.</returns>
    public async Task<T> RunAsync<T>(Task<T> task, TimeSpan step, CancellationToken cancellationToken = default)
    {
        await RunAsync((Task)task, step, cancellationToken);
        return await task;
    }

    internal void Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _pending.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.SetDue(_now + dueTime, ++_sequence);
            _pending.Add(timer);
            for (var i = _watchers.Count - 1; i >= 0; i--)
            {
                if (_watchers[i].Count > _pending.Count)
                    continue;
                _watchers[i].Reached.TrySetResult();
                _watchers.RemoveAt(i);
            }
        }

        // A timer due at once fires without anybody moving the clock, as on a real one.
        if (dueTime == TimeSpan.Zero)
            ThreadPool.QueueUserWorkItem(static due => due.FireIfDue(), timer, preferLocal: false);
    }

    internal bool Unschedule(VirtualTimer timer)
    {
        lock (_gate)
            return _pending.Remove(timer);
    }

    /// <summary>Takes the timer away if it still waits and its time has come, so that two threads never fire it twice.</summary>
    internal bool Claim(VirtualTimer timer)
    {
        lock (_gate)
            return timer.Due <= _now && _pending.Remove(timer);
    }

    private VirtualTimer? NextDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            if (_pending.Min is not { } first || first.Due > target)
                return null;
            _pending.Remove(first);
            if (first.Due > _now)
                _now = first.Due;
            return first;
        }
    }
}
