namespace TencentcloudRefresh.AutoScaling;

/// <summary>Rolls for jitter. A seeded <see cref="Random"/> breaks when two threads use it at once, and calls do.</summary>
internal sealed class Jitter(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>0 to 1, 1 excluded.</summary>
    public double Next()
    {
        lock (_gate)
            return random.NextDouble();
    }
}
