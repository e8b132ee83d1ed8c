namespace TencentcloudRefresh.AutoScaling;

/// <summary>How fast the service's time runs beside ours: 1, except for a simulator that is told to run faster. What is expected of a batch is in the
/// service's time, and a wait for it is in ours.</summary>
internal sealed class ServiceSpeed(TimeProvider clock)
{
    /// <summary>Dates of answers have whole seconds, and answers take time: less is no evidence.</summary>
    private static readonly TimeSpan Evidence = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private DateTimeOffset? _first;
    private long _firstAt;

    /// <summary>At least 1.</summary>
    public double Value { get; private set => Volatile.Write(ref field, value); } = 1;

    public void Note(DateTimeOffset answeredAt)
    {
        lock (_gate)
        {
            if (_first is not { } first)
            {
                (_first, _firstAt) = (answeredAt, clock.GetTimestamp());
                return;
            }

            var (theirs, ours) = (answeredAt - first, clock.GetElapsedTime(_firstAt));
            Value = ours > TimeSpan.Zero && theirs - ours > Evidence ? theirs / ours : 1;
        }
    }
}
