namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What ends the waiting of one operation: the user's interrupt, and a limit of time.</summary>
internal sealed class OperationLimits : IDisposable
{
    /// <summary>A look under way at the limit is still waited for; only one that hangs is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly CancellationToken _interrupted;
    private readonly CancellationTokenSource _source;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _begin;
    private readonly bool _chosen;

    public OperationLimits(OperationContext context, TimeProvider clock)
    {
        _interrupted = context.Interrupted;
        _source = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupted);
        _clock = clock;
        _begin = clock.GetUtcNow();
        _chosen = context.Timeout > TimeSpan.Zero;
        Limit = _chosen ? context.Timeout : null;
    }

    /// <summary>The limit in force; null while none is known.</summary>
    public TimeSpan? Limit { get; private set; }

    public bool IsChosen => _chosen;

    public bool IsInterrupted => _interrupted.IsCancellationRequested;

    /// <summary>The moment of the limit, by the clock.</summary>
    public DateTimeOffset? EndsAt => _begin + Limit;

    public bool IsOver => _clock.GetUtcNow() >= EndsAt;

    public TimeSpan Spent => _clock.GetUtcNow() - _begin;

    /// <summary>Ends waits on an interrupt, and a while after the limit.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Sets the limit that follows from a plan, counted from now; a limit that the user has chosen stays.</summary>
    public void Derive(TimeSpan fromNow)
    {
        if (!_chosen)
            Limit = Spent + fromNow;
    }

    /// <summary>Waits for a look, but not beyond limit and grace.</summary>
    public async Task<T> WithinAsync<T>(Task<T> look)
    {
        if (EndsAt is not { } end)
            return await look;
        var left = end + Grace - _clock.GetUtcNow();
        return await look.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock, Token);
    }

    /// <summary>Waits a while for a look, but not beyond limit and grace.</summary>
    /// <returns>Whether the look has ended, well or not.</returns>
    /// <exception cref="TimeoutException">Limit and grace are over.</exception>
    public async Task<bool> IsOverWithinAsync(Task look, TimeSpan atMost)
    {
        using var enough = new CancellationTokenSource();
        var pause = Task.Delay(atMost, _clock, enough.Token);
        var first = await WithinAsync(Task.WhenAny(look, pause));
        await enough.CancelAsync();
        return first == look;
    }

    public void Dispose() => _source.Dispose();
}
