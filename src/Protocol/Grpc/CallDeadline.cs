namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>When the client stops waiting for a call, if it said so.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource? _passed;

    private CallDeadline(CancellationTokenSource? passed) => _passed = passed;

    public CancellationToken Token => _passed?.Token ?? CancellationToken.None;

    public bool HasPassed => _passed?.IsCancellationRequested ?? false;

    /// <summary>The deadline in a <c>grpc-timeout</c>, none without one, or null when it is malformed.</summary>
    public static CallDeadline? Of(string? header, TimeProvider clock)
    {
        if (string.IsNullOrEmpty(header))
            return new(null);
        return GrpcTimeout.TryParse(header, out TimeSpan timeout) ? In(timeout, clock) : null;
    }

    public static CallDeadline In(TimeSpan timeout, TimeProvider clock)
        => new(timeout < LongestTimer ? new CancellationTokenSource(timeout, clock) : null);

    public void Dispose() => _passed?.Dispose();

    // Timers hold 49 days; nobody waits for a deadline beyond that.
    private static TimeSpan LongestTimer { get; } = TimeSpan.FromDays(49);
}
