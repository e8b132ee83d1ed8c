namespace TencentcloudRefresh.AutoScaling;

/// <summary>A write whose effect is known.</summary>
/// <param name="RefreshActivityId">The activity it made or changed, <c>asr-…</c>.</param>
/// <param name="RequestId">The call that told so: the write itself, or the poll that confirmed it.</param>
/// <param name="AnsweredAt">When the service told so, by its own clock.</param>
public sealed record ConfirmedWrite(string RefreshActivityId, string RequestId, DateTimeOffset AnsweredAt)
{
    /// <summary>The activity as it was found, when the answer to the write was lost and polling confirmed it; else <see langword="null"/>.</summary>
    public RefreshActivity? Found { get; init; }

    /// <summary>Whether the answer to the write was lost and polling confirmed it.</summary>
    public bool FoundByPolling => Found is not null;
}
