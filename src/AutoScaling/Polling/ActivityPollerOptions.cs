namespace TencentcloudRefresh.AutoScaling;

/// <summary>Settings of an <see cref="ActivityPoller"/>.</summary>
public sealed record ActivityPollerOptions
{
    /// <summary>The longest wait between two polls. Default 60 s; 10 ms to one hour.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The shortest wait that <see cref="ActivityPoller.PaceAfter"/> proposes. Default 2 s; more than 0. Where it exceeds
    /// <see cref="MaxInterval"/>, that counts.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How far a wait is moved at random, as a share of it to either side. Default 0.1; 0 to 0.5. Many processes that began together then do
    /// not poll together.</summary>
    public double Jitter { get; init; } = 0.1;

    internal ActivityPollerOptions Validated()
    {
        if (MaxInterval < TimeSpan.FromMilliseconds(10) || MaxInterval > TimeSpan.FromHours(1))
            throw new ArgumentException($"{nameof(MaxInterval)} must be 10 ms to one hour, was {MaxInterval}.");
        if (MinInterval <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(MinInterval)} must be more than 0, was {MinInterval}.");
        if (Jitter is not (>= 0 and <= 0.5))
            throw new ArgumentException($"{nameof(Jitter)} must be 0 to 0.5, was {Jitter}.");
        return MinInterval <= MaxInterval ? this : this with { MinInterval = MaxInterval };
    }
}
