namespace Pulumi.TencentcloudRefresh;

/// <summary>What resuming does with the failed instances of the current batch.</summary>
[EnumType]
public readonly struct ResumeMode : IEquatable<ResumeMode>
{
    private readonly string _value;

    private ResumeMode(string value) => _value = value;

    /// <summary>Refresh them again.</summary>
    public static ResumeMode Retry { get; } = new("RETRY");

    /// <summary>Leave them failed, out of service and in standby, and continue with the next batch.</summary>
    public static ResumeMode Continue { get; } = new("CONTINUE");

    /// <summary>Same value.</summary>
    public static bool operator ==(ResumeMode left, ResumeMode right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(ResumeMode left, ResumeMode right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(ResumeMode value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ResumeMode other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(ResumeMode other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
