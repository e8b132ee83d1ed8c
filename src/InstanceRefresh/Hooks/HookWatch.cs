using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Which instances of a batch wait in a lifecycle hook. The activity does not show that, so the group's instances are asked about: only where hooks fire, only
/// while a batch is in progress, and no more than once a minute. Pure.
/// </summary>
internal static class HookWatch
{
    /// <summary>So many instances are asked about in one call.</summary>
    private const int AskedAtMost = 100;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>The instances to ask about now; empty: none.</summary>
    public static IReadOnlyList<string> ToAsk(RolloutState state, RefreshActivity seen, DateTimeOffset at)
        => at - state.HooksSeenAt < Every ? [] : ToAsk(state.Hooks, seen);

    /// <summary>The instances that may wait in a hook; empty: none.</summary>
    public static IReadOnlyList<string> ToAsk(RefreshHooks hooks, RefreshActivity seen)
        => !hooks.Firing.Any() || !Situation.Of(seen).BatchInWork ? [] : [.. Working(seen).Take(AskedAtMost)];

    public static ImmutableHashSet<string> In(IEnumerable<AutoScalingInstance> instances)
        => [.. instances.Where(instance => instance.LifeCycleState is LifeCycleState.InLaunchingHook or LifeCycleState.InTerminatingHook).Select(instance => instance.InstanceId)];

    /// <summary>Those that are still worked on: what has ended waits for nothing.</summary>
    public static ImmutableHashSet<string> StillIn(ImmutableHashSet<string> held, RefreshActivity seen)
        => held.IsEmpty ? held : held.Intersect(Working(seen));

    private static IEnumerable<string> Working(RefreshActivity seen)
        => seen.Instances.Where(instance => instance.InstanceStatus == InstanceStatus.Running).Select(instance => instance.InstanceId);
}
