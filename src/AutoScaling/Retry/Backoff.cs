namespace TencentcloudRefresh.AutoScaling;

/// <summary>How long to wait before an attempt.</summary>
internal static class Backoff
{
    /// <summary>Full jitter: a random share of a ceiling that doubles, above a floor. Callers that failed together do not come back
    /// together.</summary>
    /// <param name="retry">0 for the first repetition.</param>
    /// <param name="roll">0 to 1.</param>
    /// <param name="floor">The least wait.</param>
    /// <param name="options">Base and longest wait.</param>
    public static TimeSpan Delay(int retry, double roll, TimeSpan floor, RetryOptions options)
    {
        var ceiling = options.BaseDelay * Math.Pow(2, Math.Min(retry, 30));
        var delay = floor + ((ceiling < options.MaxDelay ? ceiling : options.MaxDelay) * roll);
        return delay < options.MaxDelay ? delay : options.MaxDelay;
    }
}
