using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>One run over the instances of a group, as the service tells it.</summary>
/// <remarks>
/// Source: Auto Scaling API, data type RefreshActivity. Words the client does not know (a new status, a new type) are kept as they came. A member
/// that is missing, null or empty on the wire is the same here: an empty text, an empty list, no time.
/// </remarks>
public sealed record RefreshActivity
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

    /// <summary>The batch in work or last worked on, from 1; 0 before the first.</summary>
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
}
