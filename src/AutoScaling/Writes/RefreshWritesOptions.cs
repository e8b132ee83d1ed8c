namespace TencentcloudRefresh.AutoScaling;

/// <summary>How long <see cref="RefreshWrites"/> looks for the effect of a write whose answer was lost.</summary>
public sealed record RefreshWritesOptions
{
    /// <summary>How long to look before the write counts as not done. Default 15 s; 0 (look once) to five minutes.</summary>
    public TimeSpan ReconcileTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause after the first poll; it doubles up to four times itself. Default 1 s; more than 0, at most one minute.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    internal RefreshWritesOptions Validated()
    {
        if (ReconcileTimeout < TimeSpan.Zero || ReconcileTimeout > TimeSpan.FromMinutes(5))
            throw new ArgumentException($"{nameof(ReconcileTimeout)} must be 0 to five minutes, was {ReconcileTimeout}.");
        if (FirstPause <= TimeSpan.Zero || FirstPause > TimeSpan.FromMinutes(1))
            throw new ArgumentException($"{nameof(FirstPause)} must be more than 0 and at most one minute, was {FirstPause}.");
        return this;
    }
}
