namespace Pulumi.TencentcloudRefresh;

/// <summary>In which way an instance deviates.</summary>
[EnumType]
public readonly struct DeviationKind : IEquatable<DeviationKind>
{
    private readonly string _value;

    private DeviationKind(string value) => _value = value;

    /// <summary>Its refresh failed, and the rollout went on or ended without it.</summary>
    public static DeviationKind LeftBehind { get; } = new("LeftBehind");

    /// <summary>The activity did not select it, or refreshed it before the launch configuration changed.</summary>
    public static DeviationKind NotCovered { get; } = new("NotCovered");

    /// <summary>Same value.</summary>
    public static bool operator ==(DeviationKind left, DeviationKind right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(DeviationKind left, DeviationKind right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(DeviationKind value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeviationKind other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(DeviationKind other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
