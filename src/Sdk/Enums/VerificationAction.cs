namespace Pulumi.TencentcloudRefresh;

/// <summary>What follows when a verification fails.</summary>
[EnumType]
public readonly struct VerificationAction : IEquatable<VerificationAction>
{
    private readonly string _value;

    private VerificationAction(string value) => _value = value;

    /// <summary>The rollout stays paused, and <c>pulumi up</c> ends with an error; the next one verifies again.</summary>
    public static VerificationAction Pause { get; } = new("Pause");

    /// <summary>The rollout is rolled back, and <c>pulumi up</c> ends with an error. Not with <c>ROLLING_UPDATE_REPLACE</c>.</summary>
    public static VerificationAction RollBack { get; } = new("RollBack");

    /// <summary>The rollout is cancelled, and <c>pulumi up</c> ends with an error; refreshed instances keep the new version.</summary>
    public static VerificationAction Cancel { get; } = new("Cancel");

    /// <summary>Same value.</summary>
    public static bool operator ==(VerificationAction left, VerificationAction right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(VerificationAction left, VerificationAction right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(VerificationAction value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is VerificationAction other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(VerificationAction other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
