namespace Pulumi.TencentcloudRefresh;

/// <summary>What happens to the rollout when the run is interrupted, by Ctrl-C or SIGTERM.</summary>
[EnumType]
public readonly struct InterruptPolicy : IEquatable<InterruptPolicy>
{
    private readonly string _value;

    private InterruptPolicy(string value) => _value = value;

    /// <summary>The rollout continues in the service; the next <c>pulumi up</c> follows it again.</summary>
    public static InterruptPolicy Detach { get; } = new("Detach");

    /// <summary>The rollout is asked to pause once the current batch has finished.</summary>
    public static InterruptPolicy Pause { get; } = new("Pause");

    /// <summary>Same value.</summary>
    public static bool operator ==(InterruptPolicy left, InterruptPolicy right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(InterruptPolicy left, InterruptPolicy right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(InterruptPolicy value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InterruptPolicy other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(InterruptPolicy other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
