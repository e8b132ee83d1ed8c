using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Everything that one operation knows of the rollout that it follows. <see cref="RolloutStep"/> says what comes next; how an answer changes the state is in
/// the transitions. Times without a date are on the operation's monotonic clock.
/// </summary>
internal sealed partial record RolloutState
{
    /// <summary>A new activity may not be listed at once, and a write may not show at once.</summary>
    public static readonly TimeSpan ShowsWithin = TimeSpan.FromSeconds(60);

    /// <summary>As long as two polls are apart at the most: a longer step of the service's clock is no evidence.</summary>
    private static readonly TimeSpan MostSeenByAPoll = TimeSpan.FromMinutes(1);

    public required FollowTask Task { get; init; }

    public required RolloutPolicy Policy { get; init; }

    /// <summary>What is known besides what is seen.</summary>
    public required RefreshOutputs Known { get; init; }

    /// <summary>The activity that the resource stands for, as last seen; null until it is listed.</summary>
    public RefreshActivity? Rollout { get; init; }

    /// <summary>The activity that undoes it, as last seen.</summary>
    public RefreshActivity? Rollback { get; init; }

    /// <summary>Set as soon as the rollback is known to exist.</summary>
    public string? RollbackId { get; init; }

    /// <summary>The group's name; null until the group was read.</summary>
    public string? GroupName { get; init; }

    /// <summary>The service's time of the last answer.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>The service's id of the last look.</summary>
    public string? RequestId { get; init; }

    /// <summary>Since when no answer has listed the followed activity; null while it is listed.</summary>
    public TimeSpan? MissingSince { get; init; }

    /// <summary>So many answers in a row did not list it.</summary>
    public int EmptyPolls { get; init; }

    /// <summary>So many times a rollback that the service starts by itself was looked for in vain.</summary>
    public int RollbackPolls { get; init; }

    /// <summary>When the followed activity was last seen to move, or to rest.</summary>
    public TimeSpan MovedAt { get; init; }

    /// <summary>The service's time that polls have seen pass since then, each at most <see cref="MostSeenByAPoll"/> of it.</summary>
    public TimeSpan IdleSeen { get; init; }

    /// <summary>Null until the followed activity was seen.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The last write that was accepted, until the status changes.</summary>
    public SentWrite? LastWrite { get; init; }

    /// <summary>A write of which nobody knows whether it was accepted.</summary>
    public SentWrite? IndeterminateWrite { get; init; }

    /// <summary>The status that was last warned about as unknown, or the last known one.</summary>
    public string? LastStatus { get; init; }

    /// <summary>The launch configuration as last seen; null: not yet.</summary>
    public AppliedConfiguration? Configuration { get; init; }

    /// <summary>Where the activity was when that was seen.</summary>
    public ConfigurationSight? ConfigurationSeenAt { get; init; }

    /// <summary>This operation has seen the activity alive: what is missing at its end was lost meanwhile.</summary>
    public bool SawAlive { get; init; }

    /// <summary>This operation has stopped the activity since the launch configuration has changed.</summary>
    public bool StopsForChange { get; init; }

    /// <summary>How the launch configuration differs from the one at the start, where the user was not told yet; null: not at all.</summary>
    public string? UnreportedChange
        => Configuration is { } now && now.Digest != Known.ReportedConfiguration ? Known.Applied?.ChangeTo(now) : null;

    /// <summary>What a verification of a run that was killed may have done: only the first look finds an end that this operation has not seen happen.</summary>
    public VerificationMark? UnseenEndOf(RefreshActivity seen)
        => SawAlive || Task.WasJustStarted || Policy.Deleting || (!seen.IsRollback && !Policy.RollbackSought) ? null
            : UnseenEnd.MarkOf(Task.Known, seen, Inputs, Task.Before);

    /// <summary>The lifecycle hooks of the group; none until they were read, which is done once.</summary>
    public RefreshHooks Hooks { get; init; } = RefreshHooks.None;

    /// <summary>The instances that wait in a hook, as last seen.</summary>
    public ImmutableHashSet<string> InHook { get; init; } = [];

    /// <summary>The service's time of that; null: nobody has looked.</summary>
    public DateTimeOffset? HooksSeenAt { get; init; }

    /// <summary>So many writes were refused because the activity had moved on meanwhile.</summary>
    public int Conflicts { get; init; }

    /// <summary>The verification of the point that was reached; null where nothing is verified.</summary>
    public VerificationState? Verification { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>All looks and writes of this operation: a retry can be told only by somebody who looked before it. Null: no report is wanted.</summary>
    public RolloutHistory? History { get; init; }

    /// <param name="reports">Whether a report is wanted.</param>
    public static RolloutState Of(FollowTask task, bool reports = false)
    {
        var history = !reports ? null : !task.WasJustStarted ? RolloutHistory.Empty
            : RolloutHistory.Empty.Asked(Asked.Start, task.Id.RefreshActivityId, task.SeenAt);
        return new()
        {
            Task = task,
            Policy = task.Policy,
            Known = task.Known,
            RollbackId = task.Known.RollbackActivityId,
            SeenAt = task.SeenAt,
            GroupName = task.GroupName,
            History = history,
        };
    }

    public ActivityId Id => Task.Id;

    public RefreshInputs Inputs => Task.Inputs;

    /// <summary>What is wanted, together with what is known of the verification.</summary>
    public RolloutPolicy PolicyNow => Policy with
    {
        Verification = Verification?.Verdict ?? VerificationVerdict.NotWanted,
        UndoneByVerification = Bare.Verification is { IsUndone: true },
    };

    public string FollowedId => RollbackId ?? Id.RefreshActivityId;

    /// <summary>Whether what is followed is the rollback and not the resource's own activity.</summary>
    public bool FollowsRollback => FollowedId != Id.RefreshActivityId;

    /// <summary>The activity that decides what comes next, as last seen; null if it is not listed, or not yet.</summary>
    public RefreshActivity? Followed => FollowsRollback ? Rollback : Rollout;

    /// <summary>Whether the last write was accepted and does not show yet: to decide now would be to decide about the past.</summary>
    public bool IsPending(RefreshActivity seen, TimeSpan now) => LastWrite is { } write && !write.ShowsIn(seen) && now - write.At < ShowsWithin;

    /// <summary>What the activity was told, or may have been, as long as that does not show in it.</summary>
    public Asked? UnseenAt(TimeSpan now) => Followed is not { } seen ? null
        : IsPending(seen, now) ? LastWrite?.Asked
        : IndeterminateWrite is { } indeterminate && !indeterminate.ShowsIn(seen) ? indeterminate.Asked
        : null;

    /// <summary>For how long nothing has moved. A pause or an end is no stall, it rests by intent; while a stopped activity finishes its batch it works.</summary>
    /// <remarks>The longer of our time and the service's: a simulator's runs faster. One poll counts a minute at most, so a date that is wrong, or a machine that
    /// slept, is no stall.</remarks>
    public TimeSpan IdleTimeAt(TimeSpan now) => Followed is { } seen && Rests(seen) ? TimeSpan.Zero
        : now - MovedAt > IdleSeen ? now - MovedAt : IdleSeen;

    /// <summary>Whether nothing has moved for so long that nobody should go on waiting.</summary>
    public bool IsStalledAt(TimeSpan now) => Pace is { } pace && Followed is not null && IdleTimeAt(now) >= pace.ProgressDeadline;

    /// <summary>The whole state, of whatever was last seen.</summary>
    public RefreshOutputs OutputsAt(TimeSpan now) => RollbackId is { } rollback && rollback != Known.RollbackActivityId && Followed is null
        ? OutputsBuilder.Build(Known, Rollout, rollback: null, SeenAt) with
        {
            // Accepted a moment ago and not seen yet. Its id must not be lost, and the state of the other activity is history.
            RollbackActivityId = rollback,
            ActivityType = ActivityType.Rollback,
            Status = ActivityStatus.Init,
            Outcome = RefreshOutcome.InProgress,
            CurrentBatch = 0,
            Batches = [],
            EndTime = null,
        }
        // A pause that was told to end must not be stored as one that somebody has seen: the next update would end the next pause as well.
        : UnseenAt(now) == Asked.Resume ? Seen with { Status = ActivityStatus.Running, Outcome = RefreshOutcome.InProgress }
        : Seen;

    /// <summary>The ids, where even the whole state cannot be told.</summary>
    public RefreshOutputs Bare => Known with { RollbackActivityId = RollbackId, Verification = Verification?.Mark ?? Known.Verification };

    private RefreshOutputs Seen => OutputsBuilder.Build(Bare, Rollout, FollowsRollback ? Rollback : null, SeenAt);

    private static TimeSpan SeenBetween(DateTimeOffset before, DateTimeOffset now)
        => now <= before ? TimeSpan.Zero : now - before < MostSeenByAPoll ? now - before : MostSeenByAPoll;

    private static bool Rests(RefreshActivity activity) => !activity.IsAlive || (activity.IsPaused && !Situation.Of(activity).BatchInWork);
}

/// <summary>A write that was sent.</summary>
/// <param name="Seen">The activity as it was then.</param>
internal sealed record SentWrite(RefreshActivity Seen, Asked Asked, TimeSpan At)
{
    public bool ShowsIn(RefreshActivity now) => !ActivityChange.Between(Seen, now).IsNone;
}
