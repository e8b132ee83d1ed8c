using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>One rollout (<c>asr-…</c>): its batches, where it stands, and what it must know to continue.</summary>
public sealed record RefreshActivity
{
    public RefreshActivity()
    {
    }

    /// <summary>As a file gives it: over, unless it says otherwise.</summary>
    [JsonConstructor]
    internal RefreshActivity(ActivityStatus status = ActivityStatus.Successful, RefreshStep step = RefreshStep.Over, bool groupWasEnabled = true)
        => (Status, Step, GroupWasEnabled) = (status, step, groupWasEnabled);

    [Id(Ids.Refresh)]
    public required string Id { get; init; }

    [Id(Ids.Group)]
    public required string GroupId { get; init; }

    /// <summary>The activity that a rollback undoes.</summary>
    public string? OriginId { get; init; }

    public ActivityType Type { get; init; }

    public RefreshMode Mode { get; init; }

    public required RefreshSettings Settings { get; init; }

    public ActivityStatus Status { get; init; }

    public RefreshStep Step { get; init; }

    /// <summary>A batch, or the making or removal of surge machines, is in progress; it continues through a manual pause.</summary>
    public bool Working { get; init; }

    /// <summary>The surge step at hand failed; a resume repeats it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StepFailed { get; init; }

    /// <summary>Stop was answered but takes effect at the end of the batch (only by switch).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StopAsked { get; init; }

    /// <summary>A rollback that waits for its origin's batch to end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AwaitsOrigin { get; init; }

    /// <summary>Counts the pieces of work begun, so that an event of an earlier one is recognised as stale.</summary>
    [Whole(0)]
    public int Round { get; init; }

    /// <summary>1-based; 0 before the first batch begins.</summary>
    [Whole(0)]
    public int CurrentBatch { get; init; }

    public ImmutableArray<RefreshBatch> Batches { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<string> SurgeInstanceIds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The group's EnabledStatus before the first activity of this chain took it away.</summary>
    public bool GroupWasEnabled { get; init; } = true;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset CreatedTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public bool IsAlive => Status is not (ActivityStatus.Successful or ActivityStatus.Cancelled or ActivityStatus.Failed);

    public bool IsPaused => Status is ActivityStatus.AutoPause or ActivityStatus.ManualPause or ActivityStatus.FailedPause;

    public bool HasSurge => Settings.MaxSurge is > 0;

    public RefreshBatch? Batch => CurrentBatch == 0 ? null : Batches[CurrentBatch - 1];

    public bool IsLastBatch => CurrentBatch == Batches.Length;

    public RefreshActivity With(RefreshBatch batch) => this with { Batches = Batches.SetItem(batch.Number - 1, batch) };
}
