using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Exceptions that should not have been: our own bugs. The latest hundred.</summary>
internal sealed class ErrorLog
{
    private ImmutableQueue<Exception> _errors = [];
    private int _count;

    public ImmutableArray<Exception> All => [.. _errors];

    public void Add(Exception error)
    {
        Console.Error.WriteLine(error);
        if (Interlocked.Increment(ref _count) <= 100)
            ImmutableInterlocked.Enqueue(ref _errors, error);
    }
}
