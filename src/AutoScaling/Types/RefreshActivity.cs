using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>One run over the instances of a group, as the service tells it.</summary>
/// <remarks>
/// Source: Auto Scaling API, data type RefreshActivity. Words the client does not know (a new status, a new type) are kept as they came. A member
/// that is missing, null or empty on the wire is the same here: an empty text, an empty list, no time.
/// </remarks>
public sealed partial record RefreshActivity
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public string AutoScalingGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>This activity, <c>asr-…</c>.</summary>
    public string RefreshActivityId { get; init => field = value ?? ""; } = "";

    /// <summary>The activity that a rollback undoes. Tell a rollback by <see cref="ActivityType"/>: an official sample shows this on a normal
    /// one.</summary>
    public string OriginRefreshActivityId { get; init => field = value ?? ""; } = "";

    /// <summary>The batches, sorted by number; the service lists them in any order.</summary>
    public IReadOnlyList<RefreshBatch> RefreshBatchSet { get; init => field = [.. (value ?? []).OrderBy(batch => batch.RefreshBatchNum)]; } = [];

    /// <summary>One of <see cref="AutoScaling.RefreshMode"/>.</summary>
    public string RefreshMode { get; init => field = value ?? ""; } = "";

    /// <summary>The settings it was started with; members that the echo lacks are <see langword="null"/>.</summary>
    public RefreshSettings? RefreshSettings { get; init; }

    /// <summary>One of <see cref="AutoScaling.ActivityType"/>.</summary>
    public string ActivityType { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="ActivityStatus"/>, or a word that the service has learned since.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>The batch in progress or last worked on, from 1; 0 before the first.</summary>
    public int CurrentRefreshBatchNum { get; init; }

    /// <summary>When the service accepted it, UTC.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When the first batch began, UTC.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it reached a status that it cannot leave, UTC.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Neither over nor unknown: it still holds the group. A status that is not known counts as alive.</summary>
    [JsonIgnore]
    public bool IsAlive => !ActivityStatus.IsTerminal(Status);

    /// <summary>In one of the three pauses.</summary>
    [JsonIgnore]
    public bool IsPaused => ActivityStatus.IsPaused(Status);

    /// <summary>Whether it undoes another activity.</summary>
    [JsonIgnore]
    public bool IsRollback => ActivityType == AutoScaling.ActivityType.Rollback;

    /// <summary>How many batches it has: those listed, else those asked for; 0 where neither is reported.</summary>
    [JsonIgnore]
    public int BatchCount => RefreshBatchSet.Count > 0 ? RefreshBatchSet.Count : RefreshSettings?.RollingUpdateSettings?.BatchNumber ?? 0;

    /// <summary>The instances of all batches, in the order of the batches.</summary>
    [JsonIgnore]
    public IEnumerable<RefreshBatchInstance> Instances => RefreshBatchSet.SelectMany(batch => batch.RefreshBatchRelatedInstanceSet);

    /// <summary>The instances whose refresh failed, each with the number of its batch.</summary>
    [JsonIgnore]
    public IReadOnlyList<(int Batch, RefreshBatchInstance Instance)> FailedInstances =>
    [
        .. from batch in RefreshBatchSet
           from instance in batch.RefreshBatchRelatedInstanceSet
           where instance.InstanceStatus == InstanceStatus.Failed
           select (batch.RefreshBatchNum, instance),
    ];

    /// <summary>The <see cref="FailProcess"/> that applies, since instances have failed; <see langword="null"/> while none has, or if it is not
    /// told.</summary>
    [JsonIgnore]
    public string? AppliedFailProcess => FailedInstances.Count > 0 ? RefreshSettings?.RollingUpdateSettings?.FailProcess : null;

    /// <summary>The mean duration of the batches that ended at the first attempt; the others count the hours as well in which nobody resumed them.
    /// <see langword="null"/> if there is none.</summary>
    [JsonIgnore]
    public TimeSpan? UsualBatchTime => RefreshBatchSet.Where(batch => !batch.WasRetried && batch.Duration > TimeSpan.Zero).ToList() is { Count: > 0 } ended
        ? TimeSpan.FromSeconds(ended.Average(batch => batch.Duration!.Value.TotalSeconds))
        : null;
}
