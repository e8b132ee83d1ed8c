namespace Pulumi.TencentcloudRefresh;

/// <summary>An outcome that ends <c>pulumi up</c> with an error.</summary>
[EnumType]
public readonly struct FailOn : IEquatable<FailOn>
{
    private readonly string _value;

    private FailOn(string value) => _value = value;

    /// <summary>The rollout has ended, and not every instance of the group is shown to run what it should.</summary>
    public static FailOn PartiallySucceeded { get; } = new("PartiallySucceeded");

    /// <summary>The rollout is paused and waits for approval.</summary>
    public static FailOn AwaitingApproval { get; } = new("AwaitingApproval");

    /// <summary>Same value.</summary>
    public static bool operator ==(FailOn left, FailOn right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(FailOn left, FailOn right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(FailOn value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FailOn other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(FailOn other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
