namespace Pulumi.TencentcloudRefresh;

/// <summary>The result of the rollout so far, independent of the status words of the service.</summary>
[EnumType]
public readonly struct RefreshOutcome : IEquatable<RefreshOutcome>
{
    private readonly string _value;

    private RefreshOutcome(string value) => _value = value;

    /// <summary>In progress, or in a state of the service that this version does not know.</summary>
    public static RefreshOutcome InProgress { get; } = new("InProgress");

    /// <summary>
    /// Paused by its policy or by hand, with nothing failed: it waits for <c>approvedThroughBatch</c>, or for another <c>pulumi up</c>.
    /// </summary>
    public static RefreshOutcome AwaitingApproval { get; } = new("AwaitingApproval");

    /// <summary>All instances are refreshed.</summary>
    public static RefreshOutcome Succeeded { get; } = new("Succeeded");

    /// <summary>Ended, but not every instance of the group is shown to run what it should; <c>deviations</c> names them.</summary>
    public static RefreshOutcome PartiallySucceeded { get; } = new("PartiallySucceeded");

    /// <summary>Paused because instances failed, given up by the service, or not shown to be good by its <c>verification</c>.</summary>
    public static RefreshOutcome Failed { get; } = new("Failed");

    /// <summary>Cancelled before all batches were done.</summary>
    public static RefreshOutcome Cancelled { get; } = new("Cancelled");

    /// <summary>Undone by a rollback activity that succeeded.</summary>
    public static RefreshOutcome RolledBack { get; } = new("RolledBack");

    /// <summary>Nothing was started, since there was nothing to refresh.</summary>
    public static RefreshOutcome UpToDate { get; } = new("UpToDate");

    /// <summary>Same value.</summary>
    public static bool operator ==(RefreshOutcome left, RefreshOutcome right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RefreshOutcome left, RefreshOutcome right) => !left.Equals(right);

    /// <summary>The value as the service spells it.</summary>
    public static explicit operator string(RefreshOutcome value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RefreshOutcome other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(RefreshOutcome other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value;
}
