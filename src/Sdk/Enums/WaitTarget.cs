namespace Pulumi.TencentcloudRefresh;

/// <summary>How far <c>pulumi up</c> follows the rollout.</summary>
[EnumType]
public readonly struct WaitTarget : IEquatable<WaitTarget>
{
    private readonly string _value;

    private WaitTarget(string value) => _value = value;

    /// <summary>To its end, or to the pause that needs a decision.</summary>
    public static WaitTarget Completed { get; } = new("Completed");

    /// <summary>Only until the service has accepted it.</summary>
    public static WaitTarget Started { get; } = new("Started");

    /// <summary>Same value.</summary>
    public static bool operator ==(WaitTarget left, WaitTarget right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(WaitTarget left, WaitTarget right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(WaitTarget value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WaitTarget other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(WaitTarget other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
