namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The run has come to a stop: nothing new may begin.</summary>
internal sealed class RunStoppedException() : Exception("resource monitor shut down: the run has stopped");

/// <summary>
/// How a run is brought to an end before it is through. A failed step or a first Ctrl-C stops it: what runs is waited for, nothing new begins.
/// A second Ctrl-C ends it at once: calls are cancelled, and their answers are lost.
/// </summary>
/// <param name="parallel">How many steps may run at once.</param>
internal sealed class RunControl(int parallel) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _tornDown = new();
    private readonly SemaphoreSlim _slots = new(parallel);
    private TaskCompletionSource? _idle;
    private int _running;

    public bool HasFailed { get; private set; }

    public bool IsCancelled { get; private set; }

    public bool IsTornDown => _tornDown.IsCancellationRequested;

    /// <summary>Trips when nothing new may begin.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Whether <see cref="Stopped"/> has tripped; may be asked after the end as well, when last words come in.</summary>
    public bool IsStopping => _stopped.IsCancellationRequested;

    /// <summary>Cancelled when even what runs is to end at once.</summary>
    public CancellationToken TornDown => _tornDown.Token;

    public void Fail()
    {
        HasFailed = true;
        Stop();
    }

    /// <summary>The run has failed and continues none the less: a preview that shows what else there is.</summary>
    public void FailAtEnd() => HasFailed = true;

    public void Cancel()
    {
        IsCancelled = true;
        Stop();
    }

    public void TearDown()
    {
        Cancel();
        _tornDown.Cancel();
    }

    public void ThrowIfStopping()
    {
        if (_stopped.IsCancellationRequested)
            throw new RunStoppedException();
    }

    /// <summary>Does one step's work in a slot. Once begun it is not stopped, only torn down.</summary>
    /// <exception cref="RunStoppedException">The run stopped before a slot was free.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            await _slots.WaitAsync(_stopped.Token);
        }
        catch (OperationCanceledException)
        {
            throw new RunStoppedException();
        }

        try
        {
            lock (_gate)
            {
                ThrowIfStopping();
                _running++;
            }

            try
            {
                return await work();
            }
            finally
            {
                lock (_gate)
                {
                    if (--_running == 0)
                        _idle?.TrySetResult();
                }
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Completes when no step runs any more. Meant for after the stop, since before it the next step may begin at once.</summary>
    public Task IdleAsync()
    {
        lock (_gate)
        {
            if (_running == 0)
                return Task.CompletedTask;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    public void Dispose()
    {
        _stopped.Dispose();
        _tornDown.Dispose();
        _slots.Dispose();
    }

    private void Stop()
    {
        // Under the gate, so that a step either began before the stop and is waited for, or does not begin.
        lock (_gate)
            _stopped.Cancel();
    }
}
