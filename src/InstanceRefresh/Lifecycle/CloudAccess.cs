using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The ways to the cloud, and the clock that waits run on.</summary>
internal sealed record CloudAccess(CloudReader Fleet, RefreshWrites Writes, ActivityPoller Poller, VerificationReads Verification, StandbyReturn Standby, TimeProvider Clock);

/// <summary>An activity to be followed.</summary>
/// <param name="Known">What is known of it already: at least its id.</param>
/// <param name="SeenAt">The service's time of that knowledge.</param>
internal sealed record FollowTask(ActivityId Id, RefreshInputs Inputs, RolloutPolicy Policy, RefreshOutputs Known, DateTimeOffset SeenAt)
{
    /// <summary>How long a batch is thought to take, from the group's history. Null: nothing known.</summary>
    public TimeSpan? ExpectedBatch { get; init; }

    /// <summary>This operation started it, at <see cref="SeenAt"/>.</summary>
    public bool WasJustStarted { get; init; }

    /// <summary>The inputs as stored: their triggers had started the activity. Null: not known.</summary>
    public RefreshInputs? Before { get; init; }

    /// <summary>What the state held before, as far as it is known. Null: nothing.</summary>
    public LedgerEntry? Predecessor { get; init; }

    /// <summary>It was found cancelled: whether that is this resource's rollout is for a person to say.</summary>
    public bool AsksWhereCancelled { get; init; }

    /// <summary>The group's name; null where the group was not read.</summary>
    public string? GroupName { get; init; }

    /// <summary>The group was switched off before the rollout, so that being off afterwards is nothing to warn about.</summary>
    public bool GroupWasOff { get; init; }
}
