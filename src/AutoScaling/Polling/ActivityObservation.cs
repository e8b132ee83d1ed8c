namespace TencentcloudRefresh.AutoScaling;

/// <summary>What a poll saw.</summary>
/// <param name="Activity">The activity; <see langword="null"/> if the service does not list it (not yet, or not any more).</param>
/// <param name="AnsweredAt">When, by the service's clock.</param>
public sealed record ActivityObservation(RefreshActivity? Activity, DateTimeOffset AnsweredAt)
{
    /// <summary>The call that saw it; the vendor's support asks for it.</summary>
    public string RequestId { get; init; } = "";
}
