namespace Pulumi.TencentcloudRefresh;

/// <summary>What the service does after a batch with failed instances.</summary>
[EnumType]
public readonly struct FailProcess : IEquatable<FailProcess>
{
    private readonly string _value;

    private FailProcess(string value) => _value = value;

    /// <summary>The rollout pauses as failed; the next <c>pulumi up</c> continues it.</summary>
    public static FailProcess AutoPause { get; } = new("AUTO_PAUSE");

    /// <summary>The service rolls back what was done, one instance per batch. Not with <c>ROLLING_UPDATE_REPLACE</c>.</summary>
    public static FailProcess AutoRollback { get; } = new("AUTO_ROLLBACK");

    /// <summary>The service cancels the rollout.</summary>
    public static FailProcess AutoCancel { get; } = new("AUTO_CANCEL");

    /// <summary>Same value.</summary>
    public static bool operator ==(FailProcess left, FailProcess right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(FailProcess left, FailProcess right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(FailProcess value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FailProcess other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(FailProcess other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
