namespace TencentcloudRefresh.AutoScaling;

/// <summary>What a poll saw.</summary>
/// <param name="Activity">The activity; <see langword="null"/> if the service does not list it (not yet, or not any more).</param>
/// <param name="AnsweredAt">When, by the service's clock.</param>
public sealed record ActivityObservation(RefreshActivity? Activity, DateTimeOffset AnsweredAt)
{
    /// <summary>The call that saw it; the vendor's support asks for it.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>When the answer was there, as a timestamp of the poller's clock (<see cref="TimeProvider.GetTimestamp"/>). How long something has stood
    /// still is measured between two of these: <see cref="AnsweredAt"/> is right for the service's own times, but a single answer may bear a date that is
    /// hours off.</summary>
    public long ObservedAt { get; init; }
}
