using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What the resource knows of its activity. Status, type, batches and counts are those of the activity that is followed: the rollback, once there is
/// one.
/// </summary>
public sealed partial record RefreshOutputs
{
    /// <summary>The activity that the resource stands for, <c>asr-…</c>; never changes.</summary>
    public required string RefreshActivityId { get; init; }

    /// <summary>One of <see cref="ActivityStatus"/>, or a word that the service has learned since.</summary>
    public string Status { get; init; } = ActivityStatus.Init;

    public RefreshOutcome Outcome { get; init; }

    /// <summary>One of <see cref="AutoScaling.ActivityType"/>: which of the two activities <see cref="Status"/> speaks of.</summary>
    public string ActivityType { get; init; } = AutoScaling.ActivityType.Normal;

    /// <summary>The activity that undoes this one. Null if there is none.</summary>
    public string? RollbackActivityId { get; init; }

    public string? LaunchConfigurationId { get; init; }

    /// <summary>The version of that configuration when the rollout started.</summary>
    public int? LaunchConfigurationVersion { get; init; }

    public int BatchCount { get; init; }

    /// <summary>The batch in progress or last worked on, from 1; 0 before the first.</summary>
    public int CurrentBatch { get; init; }

    public ImmutableArray<BatchOutput> Batches { get; init; } = [];

    public int TotalInstances { get; init; }

    public int RefreshedInstances { get; init; }

    /// <summary>
    /// The failed instances, at most <see cref="FailedInstance.MostListed"/> of them: state files and gRPC trailers must stay small.
    /// </summary>
    public ImmutableArray<FailedInstance> FailedInstances { get; init; } = [];

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>How long the group could not scale because of this rollout, in whole seconds, pauses and rollback included.</summary>
    public int FrozenSeconds { get; init; }

    /// <summary>How often this resource has resumed the rollout.</summary>
    public int ResumeCount { get; init; }

    /// <summary>
    /// Instances of the group that the rollout did not bring to what it should have, at most <see cref="Deviation.MostListed"/> of them.
    /// </summary>
    public ImmutableArray<Deviation> Deviations { get; init; } = [];

    /// <summary>How many instances of the group run which image, as last seen. Empty: not read.</summary>
    public ImmutableSortedDictionary<string, int> Images { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Every instance of the group was shown to run what it should. False also where that could not be read.
    /// </summary>
    public bool Verified { get; init; }

    /// <summary>The digest of the plan that it was started with. Null: this resource has not started it.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>
    /// The activity was found on the group and is watched only: nothing is written to it until the program says that it is its own.
    /// </summary>
    public bool Adopted { get; init; }

    /// <summary>The region that the activity was made in. Null: stored by a version that did not note it.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Nothing proves that the adopted activity has rolled what the program asks for. The next update accepts it, since a person was reported.
    /// </summary>
    public bool IsIndeterminate { get; init; }

    /// <summary>
    /// The program took the activity over (onConflict Adopt), and its end was not reported yet: it may have begun before what its triggers stand for.
    /// </summary>
    public bool TakenOver { get; init; }

    /// <summary>What was last reported to the user. Create and Update write it, Read never does. Null: stored by a version that did not note it.</summary>
    internal Reported? Reported { get; init; }

    /// <summary>The account that the activity was made in. Null: not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>The digest of the triggers that had started the rollout which was rolled back. Null: none was, or they are not known.</summary>
    internal string? RolledBackTriggers { get; init; }

    /// <summary>The digest of the triggers that the program gave when that rollback began: noted, and never rolled out.</summary>
    internal string? TriggersAtRollback { get; init; }

    /// <summary>What the verification of the batch reached, or of the end, has come to. Null: there was none.</summary>
    internal VerificationMark? Verification { get; init; }

    /// <summary>
    /// A digest of the items of the launch configuration that the mode applies, as they were when the activity started (<see cref="TriggerDigest"/>). Null:
    /// not known.
    /// </summary>
    public string? AppliedItems { get; init; }

    /// <summary>What the launch configuration gave when the activity started. Null: not known.</summary>
    internal AppliedConfiguration? Applied { get; init; }

    /// <summary>The digest of a changed launch configuration with which the user was told that the rollout continues. Null: none was reported.</summary>
    internal string? ReportedConfiguration { get; init; }

    /// <summary>What the instances ran before the activity started. Null: not known.</summary>
    internal ImagesBefore? ImagesBefore { get; init; }

    /// <summary>
    /// Read for an import, so what triggered it is not known: the first triggers that a program gives are noted and start nothing.
    /// </summary>
    public bool IsImported { get; init; }

    /// <summary>Nothing was started: there is no activity, and nothing to ask the cloud about.</summary>
    public bool IsSkipped => RefreshActivityId == ActivityId.NoActivity;

    /// <summary>The activity whose state decides what comes next.</summary>
    internal string FollowedActivityId => RollbackActivityId ?? RefreshActivityId;

    public bool Equals(RefreshOutputs? other) => other is not null && ToMap(PropertyMap.Empty) == other.ToMap(PropertyMap.Empty);

    public override int GetHashCode() => HashCode.Combine(RefreshActivityId, Status, CurrentBatch);
}

/// <summary>One batch, small enough for a state file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Status">One of <see cref="BatchStatus"/>.</param>
/// <param name="InstanceCounts">How many of its instances are in which <see cref="InstanceStatus"/>.</param>
public sealed record BatchOutput(
    int Number, string Status, DateTimeOffset? StartTime, DateTimeOffset? EndTime, ImmutableSortedDictionary<string, int> InstanceCounts);

/// <summary>An instance that the rollout did not bring through.</summary>
/// <param name="Message">The service's words, cut at 300 characters.</param>
/// <param name="LastActivityId">The scaling activity (<c>asa-…</c>) that last worked on it; null if the service names none.</param>
public sealed record FailedInstance(string InstanceId, int Batch, string Message, string? LastActivityId)
{
    internal const int MostListed = 200;
}

/// <summary>An instance of the group that does not run what the rollout should have given it.</summary>
/// <param name="InstanceId">Empty where it is about the group as a whole.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Batch">The batch it belonged to, from 1; 0 where it belonged to none.</param>
/// <param name="Image">The image it runs; null where that was not read.</param>
/// <param name="ExpectedImage">The image it should run; null where that was not read.</param>
/// <param name="Message">A sentence for people: why, and what to do.</param>
public sealed record Deviation(string InstanceId, DeviationKind Kind, int Batch, string? Image, string? ExpectedImage, string Message)
{
    internal const int MostListed = 200;
}

/// <summary>In which way an instance deviates.</summary>
public enum DeviationKind
{
    /// <summary>Its refresh failed and the rollout continued, or ended, without it.</summary>
    LeftBehind,

    /// <summary>The activity did not select it, or, where it was taken over, may have refreshed it before the launch configuration changed.</summary>
    NotCovered,

    /// <summary>It was part of the rollout and is gone: destroyed, reclaimed, or terminated by a hook.</summary>
    Lost,

    /// <summary>It counts as refreshed and runs another image than it should.</summary>
    OtherImage,

    /// <summary>The launch configuration changed during the rollout, and it has the older values.</summary>
    ConfigurationChanged,

    /// <summary>The group is still switched off.</summary>
    GroupDisabled,
}

/// <summary>What the user was told of the activity that is followed.</summary>
/// <param name="Status">One of <see cref="ActivityStatus"/>, or a later word.</param>
/// <param name="Batch">The batch reached, from 1; 0 before the first.</param>
internal sealed record Reported(string Status, int Batch);
