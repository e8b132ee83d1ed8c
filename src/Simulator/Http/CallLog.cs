using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>The latest calls, oldest first.</summary>
internal sealed class CallLog(int kept)
{
    private readonly Lock _gate = new();
    private readonly Queue<ApiCall> _calls = new();
    private long _number;

    public void Add(ApiCall call)
    {
        lock (_gate)
        {
            _calls.Enqueue(call with { Number = ++_number });
            if (_calls.Count > kept)
                _calls.Dequeue();
        }
    }

    public ImmutableArray<ApiCall> After(long number)
    {
        lock (_gate)
            return [.. _calls.Where(call => call.Number > number)];
    }

    public void Clear()
    {
        lock (_gate)
            _calls.Clear();
    }
}
