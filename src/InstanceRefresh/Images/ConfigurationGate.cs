using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// A launch configuration that changes during a rollout gives the remaining instances other values: nobody has asked for two versions in one rollout, so it
/// is paused and told before it continues. The next update continues with what was reported. Pure.
/// </summary>
internal static class ConfigurationGate
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    /// <summary>The step, unless a change that was not told stands in its way.</summary>
    public static NextStep Apply(NextStep step, Situation seen, RolloutState state)
    {
        if (state.Policy is not { Desired: DesiredState.Completed, OnlyWatches: false, Deleting: false } || state.FollowsRollback || state.UnreportedChange is null)
            return step;
        return step switch
        {
            NextStep.Wait when seen is { Status: ActivityStatus.Running, BatchesLeft: true } && !seen.IsClearingUp && seen.Reached > 0 => new NextStep.Stop(),
            _ when seen is { Status: ActivityStatus.ManualPause, BatchInWork: true } && state.StopsForChange
                => new NextStep.Wait("the batch in progress, which a pause lets finish"),
            NextStep.Resume when seen.FailedInstances > 0 => new NextStep.GiveUp(Cause.ConfigurationChanged),
            NextStep.Resume or NextStep.Finish { As: Reached.HeldForApproval } => new NextStep.Finish(Reached.HeldForChange),
            NextStep.GiveUp { Because: Cause.PausedByHand } when state.StopsForChange => seen.FailedInstances > 0
                ? new NextStep.GiveUp(Cause.ConfigurationChanged)
                : new NextStep.Finish(Reached.HeldForChange),
            _ => step,
        };
    }

    /// <summary>
    /// Whether the configuration has to be looked at again: a batch has begun or the activity has paused since, or the pause may be over now and was looked
    /// into a while ago, as after a bake.
    /// </summary>
    /// <param name="at">The service's time of the poll.</param>
    public static bool IsDue(RolloutState state, RefreshActivity seen, DateTimeOffset at)
        => state is { Known.Applied: not null, FollowsRollback: false, Policy: { Desired: DesiredState.Completed, Deleting: false } }
            && seen.IsAlive && ConfigurationSight.Of(seen, at) is { Reached: > 0 } now
            && (state.ConfigurationSeenAt is not { } before || (before with { At = at }) != now
                || (seen.IsPaused && at - before.At >= FreshFor && !(state.Verification is { Verdict: VerificationVerdict.Due } baking && at < baking.BakeEnd)));
}

/// <summary>Where an activity was when its launch configuration was looked at.</summary>
/// <param name="At">The service's time.</param>
internal readonly record struct ConfigurationSight(int Reached, bool IsPaused, DateTimeOffset At)
{
    public static ConfigurationSight Of(RefreshActivity seen, DateTimeOffset at) => new(Situation.Of(seen).Reached, seen.IsPaused, at);
}
