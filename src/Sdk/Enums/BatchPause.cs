namespace Pulumi.TencentcloudRefresh;

/// <summary>Where a rollout stops and waits for approval.</summary>
[EnumType]
public readonly struct BatchPause : IEquatable<BatchPause>
{
    private readonly string _value;

    private BatchPause(string value) => _value = value;

    /// <summary>Never pause between batches.</summary>
    public static BatchPause Automatic { get; } = new("AUTOMATIC");

    /// <summary>Pause after the first batch.</summary>
    public static BatchPause FirstBatchPause { get; } = new("FIRST_BATCH_PAUSE");

    /// <summary>Pause after every batch but the last.</summary>
    public static BatchPause BatchIntervalPause { get; } = new("BATCH_INTERVAL_PAUSE");

    /// <summary>Same value.</summary>
    public static bool operator ==(BatchPause left, BatchPause right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(BatchPause left, BatchPause right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(BatchPause value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BatchPause other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(BatchPause other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
