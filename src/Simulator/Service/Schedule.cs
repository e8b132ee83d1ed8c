namespace TencentcloudRefresh.Simulator.Service;

/// <summary>What is to come, in order of time.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<PendingEvent, (DateTimeOffset At, long Sequence)> _queue = new();
    private long _sequence;

    /// <summary>The time of the next event; null when nothing is pending.</summary>
    public DateTimeOffset? Next => _queue.TryPeek(out _, out var key) ? key.At : null;

    public void Add(PendingEvent pending)
    {
        _sequence = Math.Max(_sequence, pending.Sequence);
        _queue.Enqueue(pending, (pending.At, pending.Sequence));
    }

    public void Add(DateTimeOffset at, PendingKind kind, string subjectId, int round = 0, string? instanceId = null, string? failure = null, string? hookToken = null)
        => Add(new PendingEvent(at, _sequence + 1, kind, subjectId, round, instanceId, failure, hookToken));

    public bool TryTake(DateTimeOffset until, out PendingEvent pending)
    {
        if (_queue.TryPeek(out pending!, out var key) && key.At <= until)
        {
            _queue.Dequeue();
            return true;
        }

        return false;
    }

    /// <summary>Everything pending, soonest first.</summary>
    public IEnumerable<PendingEvent> All() => _queue.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element);
}
