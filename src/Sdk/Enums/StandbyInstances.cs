namespace Pulumi.TencentcloudRefresh;

/// <summary>What an instance in standby is after a rollout.</summary>
[EnumType]
public readonly struct StandbyInstances : IEquatable<StandbyInstances>
{
    private readonly string _value;

    private StandbyInstances(string value) => _value = value;

    /// <summary>A deviation, which is named.</summary>
    public static StandbyInstances Report { get; } = new("Report");

    /// <summary>Put into standby on purpose: no deviation. What failed in a rollout is named all the same.</summary>
    public static StandbyInstances Ignore { get; } = new("Ignore");

    /// <summary>
    /// Taken out of standby at the end, where this rollout or an earlier one has left it there after a failure: it serves with what it
    /// had, and stays named. Any other one is a deviation.
    /// </summary>
    public static StandbyInstances ReturnToService { get; } = new("ReturnToService");

    /// <summary>Same value.</summary>
    public static bool operator ==(StandbyInstances left, StandbyInstances right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(StandbyInstances left, StandbyInstances right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(StandbyInstances value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StandbyInstances other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(StandbyInstances other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
