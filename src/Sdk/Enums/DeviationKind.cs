namespace Pulumi.TencentcloudRefresh;

/// <summary>In which way an instance deviates.</summary>
[EnumType]
public readonly struct DeviationKind : IEquatable<DeviationKind>
{
    private readonly string _value;

    private DeviationKind(string value) => _value = value;

    /// <summary>Its refresh failed, and the rollout continued or ended without it.</summary>
    public static DeviationKind LeftBehind { get; } = new("LeftBehind");

    /// <summary>The activity did not select it, or, where it was taken over, may have refreshed it before the launch configuration changed.</summary>
    public static DeviationKind NotCovered { get; } = new("NotCovered");

    /// <summary>It was part of the rollout and is gone: destroyed, reclaimed, or terminated by a hook.</summary>
    public static DeviationKind Lost { get; } = new("Lost");

    /// <summary>It counts as refreshed and runs another image than it should.</summary>
    public static DeviationKind OtherImage { get; } = new("OtherImage");

    /// <summary>The launch configuration changed during the rollout, and it has the older values.</summary>
    public static DeviationKind ConfigurationChanged { get; } = new("ConfigurationChanged");

    /// <summary>The group is still switched off: it does not scale until somebody enables it.</summary>
    public static DeviationKind GroupDisabled { get; } = new("GroupDisabled");

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
