namespace Pulumi.TencentcloudRefresh;

/// <summary>How an instance is updated to the launch configuration.</summary>
[EnumType]
public readonly struct RefreshMode : IEquatable<RefreshMode>
{
    private readonly string _value;

    private RefreshMode(string value) => _value = value;

    /// <summary>
    /// Reinstall the instance in place: image, user data, enhanced services, host name and login settings are taken from the launch
    /// configuration; id, private address and data disks stay.
    /// </summary>
    public static RefreshMode RollingUpdateReset { get; } = new("ROLLING_UPDATE_RESET");

    /// <summary>Create a new instance from the whole launch configuration and destroy the old one. Cannot be rolled back.</summary>
    public static RefreshMode RollingUpdateReplace { get; } = new("ROLLING_UPDATE_REPLACE");

    /// <summary>Same value.</summary>
    public static bool operator ==(RefreshMode left, RefreshMode right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RefreshMode left, RefreshMode right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(RefreshMode value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RefreshMode other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(RefreshMode other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
