using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>How long things take: expected for estimates, at most for deadlines.</summary>
/// <param name="Batch">Expected for one batch.</param>
/// <param name="ProgressDeadline">Longest spell in which a batch in progress may show no change.</param>
internal readonly record struct Pace(TimeSpan Batch, TimeSpan ProgressDeadline)
{
    /// <summary>What the API's own sample shows for a reinstall: 72 to 126 seconds a batch.</summary>
    internal static readonly TimeSpan UsualBatch = TimeSpan.FromSeconds(100);

    /// <summary>A generous multiple of it: an image of hundreds of gigabytes, or a slow first boot, is no failure.</summary>
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(20);

    /// <summary>The service's own limit of the health check.</summary>
    private static readonly TimeSpan UsualHealthTimeout = TimeSpan.FromSeconds(1800);

    /// <param name="history">Earlier activities, newest first: the last one that ended well, with a batch that did at once, tells how long one takes here.</param>
    /// <param name="held">For how long lifecycle hooks can hold a batch: that is no lack of progress.</param>
    public static Pace Of(
        bool checkHealth, int? healthTimeoutSeconds, TimeSpan? chosenDeadline, IEnumerable<RefreshActivity> history, TimeSpan held = default)
        => new(history.Where(activity => activity.Status == ActivityStatus.Successful).Select(activity => activity.UsualBatchTime).FirstOrDefault(usual => usual is not null) ?? UsualBatch,
            chosenDeadline ?? UsualTimeout + held + (!checkHealth ? TimeSpan.Zero
                : healthTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : UsualHealthTimeout));

    /// <summary>For an operation without a limit of the user's: every batch, retry and surge step at its slowest, and something to spare.</summary>
    public TimeSpan OperationLimit(int batches, int retries, bool surge)
    {
        double steps = Math.Max(1, batches) + retries + (surge ? 2 : 0);
        return TimeSpan.FromSeconds(Math.Min(steps * ProgressDeadline.TotalSeconds, TimeSpan.FromDays(7).TotalSeconds)) + TimeSpan.FromMinutes(10);
    }
}
