namespace Pulumi.TencentcloudRefresh;

/// <summary>What a new rollout does when another activity on the group is unfinished, that is, running or paused.</summary>
[EnumType]
public readonly struct ConflictPolicy : IEquatable<ConflictPolicy>
{
    private readonly string _value;

    private ConflictPolicy(string value) => _value = value;

    /// <summary>Refuse, naming the other activity, its status and age.</summary>
    public static ConflictPolicy Fail { get; } = new("Fail");

    /// <summary>Take over the other activity, whatever its settings, and start none.</summary>
    public static ConflictPolicy Adopt { get; } = new("Adopt");

    /// <summary>
    /// Wait until it has ended, then start. Fails if it is paused or becomes so, or if it may have done already what this rollout would
    /// do.
    /// </summary>
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
