namespace Pulumi.TencentcloudRefresh;

/// <summary>What a new rollout does when another activity is alive on the group.</summary>
[EnumType]
public readonly struct ConflictPolicy : IEquatable<ConflictPolicy>
{
    private readonly string _value;

    private ConflictPolicy(string value) => _value = value;

    /// <summary>Refuse, naming the other activity, its status and age.</summary>
    public static ConflictPolicy Fail { get; } = new("Fail");

    /// <summary>Take the other activity over as this rollout.</summary>
    public static ConflictPolicy Adopt { get; } = new("Adopt");

    /// <summary>Wait for its end, as long as it moves, then start.</summary>
    public static ConflictPolicy Wait { get; } = new("Wait");

    /// <summary>Same value.</summary>
    public static bool operator ==(ConflictPolicy left, ConflictPolicy right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(ConflictPolicy left, ConflictPolicy right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(ConflictPolicy value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ConflictPolicy other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(ConflictPolicy other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
