using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>Every kind of situation that the rules tell apart, by the name it has in DECISIONS.md.</summary>
internal static class Situations
{
    public const string Future = "REBALANCING";

    /// <summary>The batch that the paused ones have reached, of three.</summary>
    public const int ReachedBatch = 2;

    private const string Rollback = "rollback ";

    public static IReadOnlyDictionary<string, Situation> All { get; } = Normal.Concat(
        Normal.Select(entry => KeyValuePair.Create(Rollback + entry.Key, entry.Value with { IsRollback = true, CanBeRolledBack = false })))
        .ToDictionary();

    /// <summary>Names for several of them at once, of a rollout and of a rollback; larger ones first.</summary>
    public static IReadOnlyList<NamedGroup> Groups { get; } =
    [
        new("any pause", [.. All.Keys.Where(name => ActivityStatus.IsPaused(All[name].Status))]),
        .. OfOne.SelectMany(group => new[] { group, new NamedGroup(Rollback + group.Name, [.. group.Members.Select(name => Rollback + name)]) }),
    ];

    private static IEnumerable<NamedGroup> OfOne =>
    [
        new("paused", "AUTO_PAUSE", "FAILED_PAUSE", "stopping", "stopped", "stopped (failed)", "stopped (last)"),
        new("idle", "AUTO_PAUSE", "FAILED_PAUSE", "stopped", "stopped (failed)", "stopped (last)"),
        new("by hand", "stopping", "stopped", "stopped (failed)", "stopped (last)"),
        new("under way", "INIT", "RUNNING", "clearing up"),
        new("ended", "SUCCESSFUL", "CANCELLED", "FAILED"),
        new("at work", "INIT", "RUNNING"),
        new("ended badly", "CANCELLED", "FAILED"),
        new("failed batch", "FAILED_PAUSE", "stopped (failed)"),
    ];

    private static IEnumerable<KeyValuePair<string, Situation>> Normal =>
    [
        new("INIT", At(ActivityStatus.Init) with { Reached = 0 }),
        new("RUNNING", At(ActivityStatus.Running) with { BatchInWork = true }),
        new("clearing up", At(ActivityStatus.Running) with { BatchesLeft = false }),
        new("AUTO_PAUSE", At(ActivityStatus.AutoPause)),
        new("FAILED_PAUSE", At(ActivityStatus.FailedPause) with { FailedInstances = 1 }),
        new("stopping", At(ActivityStatus.ManualPause) with { BatchInWork = true }),
        new("stopped", At(ActivityStatus.ManualPause)),
        new("stopped (failed)", At(ActivityStatus.ManualPause) with { FailedInstances = 1 }),
        new("stopped (last)", At(ActivityStatus.ManualPause) with { BatchesLeft = false }),
        new("SUCCESSFUL", At(ActivityStatus.Successful) with { BatchesLeft = false }),
        new("CANCELLED", At(ActivityStatus.Cancelled) with { BatchesLeft = false }),
        new("FAILED", At(ActivityStatus.Failed) with { BatchesLeft = false }),
        new("new word", At(Future)),
    ];

    private static Situation At(string status) => new() { Status = status, Reached = ReachedBatch };

    /// <summary>The policies with a verification, one for each combination.</summary>
    public static IEnumerable<RolloutPolicy> VerifyingPolicies() =>
        from policy in Policies()
        where policy is { Desired: DesiredState.Completed, RollbackSought: true }
        from verdict in Enum.GetValues<VerificationVerdict>()
        from action in Enum.GetValues<VerificationAction>()
        from counts in new[] { true, false }
        from undone in new[] { true, false }
        select policy with
        {
            Verification = verdict,
            OnVerificationFailure = action,
            PauseAfterBatches = counts ? [] : [ReachedBatch + 5],
            UndoneByVerification = undone,
        };

    /// <summary>The policies that the rules tell apart, one for each combination.</summary>
    public static IEnumerable<RolloutPolicy> Policies() =>
        from desired in Enum.GetValues<DesiredState>()
        from mode in new[] { ResumeMode.Retry, ResumeMode.Continue }
        from approved in new int?[] { null, ReachedBatch - 1, ReachedBatch, ReachedBatch + 1 }
        from wait in Enum.GetValues<WaitTarget>()
        from resumeTrigger in Enum.GetValues<ResumeTrigger>()
        from retries in new[] { 0, 1 }
        from sought in new[] { false, true }
        select new RolloutPolicy
        {
            Desired = desired,
            ResumeMode = mode,
            ApprovedThroughBatch = approved,
            WaitFor = wait,
            ResumeTrigger = resumeTrigger,
            RetriesLeft = retries,
            RollbackSought = sought,
        };
}
