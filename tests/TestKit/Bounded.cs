namespace TencentcloudRefresh.TestKit;

/// <summary>No await in a test is unbounded: a hang becomes a failure that names its line.</summary>
public static class Bounded
{
    /// <summary>Generous for a slow machine, short enough for a person who waits: 30 seconds of real time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this ValueTask task) => task.AsTask().WaitAsync(Limit);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);
}
