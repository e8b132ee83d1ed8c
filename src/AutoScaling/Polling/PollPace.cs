namespace TencentcloudRefresh.AutoScaling;

/// <summary>How soon a waiter wants to look again.</summary>
/// <param name="Interval">The wait before the next poll; zero looks at once. Cut to <see cref="ActivityPollerOptions.MaxInterval"/>, and up to half
/// of it may be saved when others look anyway.</param>
public sealed record PollPace(TimeSpan Interval)
{
    /// <summary>Look at once.</summary>
    public static PollPace AtOnce { get; } = new(TimeSpan.Zero);

    /// <summary>Look by this time at the latest, however long the interval: the one last poll of a deadline. By the poller's clock. Default: no such
    /// time.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}
