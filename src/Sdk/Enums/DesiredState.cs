namespace Pulumi.TencentcloudRefresh;

/// <summary>The state that the rollout is to reach.</summary>
[EnumType]
public readonly struct DesiredState : IEquatable<DesiredState>
{
    private readonly string _value;

    private DesiredState(string value) => _value = value;

    /// <summary>All batches done. A paused rollout is resumed.</summary>
    public static DesiredState Completed { get; } = new("Completed");

    /// <summary>Paused once the current batch has finished, to be continued later.</summary>
    public static DesiredState Paused { get; } = new("Paused");

    /// <summary>Ended where it is: finished batches stay as they are, neither resume nor rollback is possible afterwards.</summary>
    public static DesiredState Cancelled { get; } = new("Cancelled");

    /// <summary>Undone by a rollback activity. Only with <c>ROLLING_UPDATE_RESET</c>.</summary>
    public static DesiredState RolledBack { get; } = new("RolledBack");

    /// <summary>Same value.</summary>
    public static bool operator ==(DesiredState left, DesiredState right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(DesiredState left, DesiredState right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(DesiredState value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DesiredState other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(DesiredState other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
