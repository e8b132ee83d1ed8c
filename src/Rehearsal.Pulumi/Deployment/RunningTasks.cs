namespace Pulumi;

/// <summary>Everything the program still waits for. Resources are made by constructors, so nobody else holds these tasks.</summary>
internal sealed class RunningTasks
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pending;
    private bool _awaited;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_gate)
            _pending++;
        _ = task.ContinueWith(Finished, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>
    /// Ends when nothing is left to do, or at the first failure. To be called once the program's own code has run:
    /// from then on only a pending task can add another one, so that an empty set stays empty.
    /// </summary>
    /// <returns>The failures so far, each once, however many outputs were derived from it.</returns>
    public async Task<IReadOnlyList<Exception>> IdleOrFailedAsync()
    {
        lock (_gate)
        {
            _awaited = true;
            CompleteUnderGate();
        }

        await _settled.Task;
        lock (_gate)
            return [.. _failures.Distinct()];
    }

    private void Finished(Task task)
    {
        lock (_gate)
        {
            _pending--;
            if (task.Exception is { } failure)
                _failures.AddRange(failure.InnerExceptions);
            else if (task.IsCanceled)
                _failures.Add(new TaskCanceledException(task));
            CompleteUnderGate();
        }
    }

    private void CompleteUnderGate()
    {
        if (_awaited && (_pending == 0 || _failures.Count > 0))
            _settled.TrySetResult();
    }
}
