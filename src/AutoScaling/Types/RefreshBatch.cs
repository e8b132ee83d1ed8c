using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>One batch of an activity.</summary>
/// <remarks>Source: Auto Scaling API, data type RefreshBatch.</remarks>
public sealed record RefreshBatch
{
    /// <summary>Its number, from 1.</summary>
    public int RefreshBatchNum { get; init; }

    /// <summary>One of <see cref="BatchStatus"/>, or a word that the service has learned since.</summary>
    public string RefreshBatchStatus { get; init => field = value ?? ""; } = "";

    /// <summary>Its instances, in the service's order.</summary>
    public IReadOnlyList<RefreshBatchInstance> RefreshBatchRelatedInstanceSet { get; init => field = value ?? []; } = [];

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Its instances are being worked on, or are about to be.</summary>
    [JsonIgnore]
    public bool IsInProgress => RefreshBatchStatus is BatchStatus.Init or BatchStatus.Running;

    /// <summary>From its beginning to its end; <see langword="null"/> until it has ended.</summary>
    [JsonIgnore]
    public TimeSpan? Duration => IsInProgress ? null : EndTime - StartTime;

    /// <summary>Whether it was worked on more than once. Each attempt is a scaling activity of its own, and only the instances that had failed take part
    /// in a later one: a batch of which all had failed does not show it.</summary>
    [JsonIgnore]
    public bool WasRetried => RefreshBatchRelatedInstanceSet
        .Select(instance => instance.LastActivityId)
        .Where(id => id.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Count() > 1;
}

/// <summary>One instance of a batch.</summary>
/// <remarks>Source: Auto Scaling API, data type RefreshBatchRelatedInstance.</remarks>
public sealed record RefreshBatchInstance
{
    /// <summary>The instance, <c>ins-…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.InstanceStatus"/>, or a word that the service has learned since.</summary>
    public string InstanceStatus { get; init => field = value ?? ""; } = "";

    /// <summary>The newest scaling activity (<c>asa-…</c>) that worked on it; readable with DescribeAutoScalingActivities. Each attempt has its
    /// own.</summary>
    public string LastActivityId { get; init => field = value ?? ""; } = "";

    /// <summary>The service's words for people: <c>success</c>, or why it failed. Never to be parsed.</summary>
    public string InstanceStatusMessage { get; init => field = value ?? ""; } = "";
}
