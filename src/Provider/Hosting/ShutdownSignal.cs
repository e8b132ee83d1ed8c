namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>
/// The only way in which a running operation hears of Ctrl-C: the engine never ends its call, it sends Cancel.
/// It sends the very same Cancel at the end of every run, so tripping the signal touches nothing but operations in flight
/// and those that would begin afterwards. A provider under a debugger outlives its engine: the next Handshake arms the signal again.
/// </summary>
internal sealed class ShutdownSignal : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _current = new();
    private bool _stopped;

    /// <summary>Trips on Cancel and when the process is asked to end; stays tripped for those who hold it, also when the signal is armed anew.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_gate)
                return _current.Token;
        }
    }

    /// <summary>A new engine speaks to this process: what the one before it cancelled is over. Without effect once the process ends.</summary>
    public void Arm()
    {
        lock (_gate)
        {
            // An untripped source stays: operations of another engine on the same process may be watching it.
            if (_current.IsCancellationRequested && !_stopped)
                _current = new();
        }
    }

    /// <summary>Returns at once; whoever watches is told on other threads, so that the engine's shutdown is not held up.</summary>
    public void Trip()
    {
        lock (_gate)
            _ = _current.CancelAsync();
    }

    /// <summary>The process is about to end: trips for good.</summary>
    public void Stop()
    {
        lock (_gate)
            _stopped = true;
        Trip();
    }

    public void Dispose()
    {
        lock (_gate)
            _current.Dispose();
    }
}
