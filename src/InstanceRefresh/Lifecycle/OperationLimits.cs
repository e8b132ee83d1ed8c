namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The one budget of an operation, on which all its calls and waits run: the user's interrupt, and a limit of time. Time is counted from the beginning on the
/// monotonic clock, so that a clock that is set ends nothing. What an interrupted operation still does is within <see cref="OperationContext.EndWithin"/>,
/// after which whoever serves it may close.
/// </summary>
internal sealed class OperationLimits : IDisposable
{
    /// <summary>A look under way at the limit is still waited for; only one that hangs is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly CancellationToken _interrupted;
    private readonly CancellationTokenSource _source;
    private readonly ITimer? _atLimit;
    // Not disposed: its timer may be about to end it, and without a timer of its own there is nothing to release.
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenRegistration _whenInterrupted;
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private readonly bool _chosen;
    private ITimer? _untilTheEnd;

    public OperationLimits(OperationContext context, TimeProvider clock)
    {
        _interrupted = context.Interrupted;
        _source = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupted);
        _clock = clock;
        _begin = clock.GetTimestamp();
        _chosen = context.Timeout > TimeSpan.Zero;
        Limit = _chosen ? context.Timeout : null;
        if (_chosen)
            _atLimit = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _source, Cut(context.Timeout!.Value), Timeout.InfiniteTimeSpan);
        _whenInterrupted = context.Interrupted.Register(() => _untilTheEnd = context.NetworkClock.CreateTimer(
            static ending => ((CancellationTokenSource)ending!).Cancel(), _ending, context.EndWithin, Timeout.InfiniteTimeSpan));
    }

    /// <summary>The limit in force; null while none is known.</summary>
    public TimeSpan? Limit { get; private set; }

    public bool IsChosen => _chosen;

    public bool IsInterrupted => _interrupted.IsCancellationRequested;

    /// <summary>The moment of the limit, by the clock as it is set now.</summary>
    public DateTimeOffset? EndsAt => Left is { } left ? _clock.GetUtcNow() + left : null;

    public bool IsOver => Spent >= Limit;

    public TimeSpan Spent => _clock.GetElapsedTime(_begin);

    private TimeSpan? Left => Limit - Spent;

    /// <summary>The limit, and not the interrupt, has ended what was running.</summary>
    private bool IsCutOff => IsOver && _chosen && !IsInterrupted;

    /// <summary>
    /// Ends calls and waits on an interrupt, and at a limit that the user has chosen: until there is an activity at the limit itself, since nothing may
    /// be started after it, and afterwards a while later.
    /// </summary>
    public CancellationToken Token => _source.Token;

    /// <summary>From here on there is an activity, and a look under way at the limit may tell how it ended.</summary>
    public void AllowGrace()
    {
        if (Left is { } left)
            _atLimit?.Change(Cut(left + Grace), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends what an interrupted operation still does, once its time for that is over. Never trips without an interrupt.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Sets the limit that follows from a plan, counted from now; a limit that the user has chosen stays.</summary>
    public void Derive(TimeSpan fromNow)
    {
        if (!_chosen)
            Limit = Spent + fromNow;
    }

    /// <summary>A call before there is an activity: not begun after the limit, and ended at it.</summary>
    /// <exception cref="RolloutRefusedException">The limit is over, and nothing was started.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<T> BeforeStartAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        try
        {
            if (IsCutOff)
                throw Over();
            return await call(Token);
        }
        catch (OperationCanceledException) when (IsCutOff)
        {
            throw Over();
        }
    }

    /// <summary>A read of an operation that changes nothing.</summary>
    /// <exception cref="LimitReachedException">The limit that the user has chosen is over.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read)
    {
        try
        {
            return await read(Token);
        }
        catch (OperationCanceledException) when (IsCutOff)
        {
            throw new LimitReachedException(Limit ?? Spent);
        }
    }

    /// <summary>A pause between two calls.</summary>
    public Task PauseAsync(TimeSpan pause) => Task.Delay(pause, _clock, Token);

    /// <summary>Waits for a look, but not beyond limit and grace.</summary>
    public async Task<T> WithinAsync<T>(Task<T> read)
    {
        if (Left is not { } left)
            return await read;
        left += Grace;
        return await read.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock, Token);
    }

    /// <summary>Waits a while for a look, but not beyond limit and grace.</summary>
    /// <returns>Whether the poll has ended, well or not.</returns>
    /// <exception cref="TimeoutException">Limit and grace are over.</exception>
    public async Task<bool> IsOverWithinAsync(Task read, TimeSpan atMost)
    {
        using var enough = new CancellationTokenSource();
        var pause = Task.Delay(atMost, _clock, enough.Token);
        var first = await WithinAsync(Task.WhenAny(read, pause));
        await enough.CancelAsync();
        return first == read;
    }

    public void Dispose()
    {
        _atLimit?.Dispose();
        _whenInterrupted.Dispose();
        _untilTheEnd?.Dispose();
        _source.Dispose();
    }

    private RolloutRefusedException Over() => new(
        [$"the limit of {Times.Span(Limit ?? Spent)} (customTimeouts) was over before it could start. Nothing was made; customTimeouts sets another limit."]);

    /// <summary>Timers take no more than some weeks, and nothing less than nothing.</summary>
    private static TimeSpan Cut(TimeSpan due)
        => due < TimeSpan.Zero ? TimeSpan.Zero : due > TimeSpan.FromDays(40) ? TimeSpan.FromDays(40) : due;
}
