namespace TencentcloudRefresh.AutoScaling;

/// <summary>How often and how slowly a call is repeated. Whether it may be at all follows from the action and the failure and is no option.</summary>
public sealed record RetryOptions
{
    /// <summary>The most repetitions of one call, 0 to 20. Default 5. A corrected clock or renewed credentials do not count.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The upper bound of the first wait; it doubles with each further one, and the wait is a random share of it. Default 500 ms; more than
    /// 0, at most one minute.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait. Default 20 s; at least <see cref="BaseDelay"/>, at most ten minutes.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How many repetitions all calls of a client together may spend in a row, 1 to 10000; five calls that work give one back. Default 50. When they
    /// are spent, failures come out at once: a service that is down is not helped by a crowd that knocks.
    /// </summary>
    public int Budget { get; init; } = 50;

    internal IEnumerable<string> Faults()
    {
        if (MaxRetries is < 0 or > 20)
            yield return $"{nameof(MaxRetries)} must be 0 to 20, was {MaxRetries}";
        if (BaseDelay <= TimeSpan.Zero || BaseDelay > TimeSpan.FromMinutes(1))
            yield return $"{nameof(BaseDelay)} must be more than 0 and at most one minute, was {BaseDelay}";
        if (MaxDelay < BaseDelay || MaxDelay > TimeSpan.FromMinutes(10))
            yield return $"{nameof(MaxDelay)} must be at least {nameof(BaseDelay)} and at most ten minutes, was {MaxDelay}";
        if (Budget is < 1 or > 10_000)
            yield return $"{nameof(Budget)} must be 1 to 10000, was {Budget}";
    }
}
