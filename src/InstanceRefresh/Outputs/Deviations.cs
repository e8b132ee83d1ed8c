using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Which instances of the group an ended activity has left out, and what is said of them. Pure.</summary>
internal static class Deviations
{
    private const int NamedAtMost = 10;

    private const string OlderValues = "it was refreshed before the launch configuration changed, and has the older values. The next rollout reaches it.";

    private const string Advice = "Take it out of standby and start a new rollout, or destroy it.";

    private const string InStandby = $"it was in the group before the rollout, which did not select it: it was in standby. {Advice}";

    /// <summary>Of what was left in standby and taken out of it.</summary>
    public const string Returned = "its refresh failed, and it was taken out of standby, as standbyInstances says: it serves with its previous version. Start a new rollout, or destroy it.";

    /// <summary>What was taken out of standby is not in it any more, whatever the activity lists.</summary>
    public static Deviation KeepingReturned(this Deviation now, IEnumerable<Deviation> noted)
        => noted.Any(known => known.InstanceId == now.InstanceId && known.Message == Returned) ? now with { Message = Returned } : now;

    /// <summary>Those that count: where standbyInstances says so, what was in standby before the rollout is there on purpose.</summary>
    public static ImmutableArray<Deviation> Counting(this ImmutableArray<Deviation> deviations, StandbyInstances standby)
        => standby == StandbyInstances.Ignore ? [.. deviations.Where(deviation => deviation.Message != InStandby)] : deviations;

    /// <param name="ended">The activity that is followed, as it ended.</param>
    /// <param name="instances">The group's, as they are now.</param>
    /// <param name="newestFirst">The group's activities: earlier ones tell why an instance was left out, later ones may have made up for it.</param>
    public static ImmutableArray<Deviation> Of(
        RefreshActivity ended, IReadOnlyList<AutoScalingInstance> instances, IReadOnlyList<RefreshActivity> newestFirst)
    {
        if (ended.IsAlive)
            return [];

        // A rollback, or what ended early, was never to reach every instance: of those only what failed is left behind.
        bool reachesAll = ended.Status == ActivityStatus.Successful && !ended.IsRollback;
        var later = newestFirst.TakeWhile(activity => activity.RefreshActivityId != ended.RefreshActivityId).Where(IsLater).ToList();
        var earlier = newestFirst.Where(activity => activity.RefreshActivityId != ended.RefreshActivityId && !IsLater(activity)).ToList();
        return
        [
            .. Coverage.Of(ended, instances).Instances
                .Where(instance => !instance.IsCovered && (reachesAll || instance.As == Covered.Failed))
                .Where(instance => !later.Any(activity => BringsThrough(activity, instance.InstanceId)))
                .Select(instance => Of(instance, earlier))
                .Take(Deviation.MostListed),
        ];

        bool IsLater(RefreshActivity activity) => activity.CreatedTime >= ended.CreatedTime;
    }

    /// <summary>Instances that an activity had refreshed before the launch configuration changed to what is wanted.</summary>
    public static IEnumerable<Deviation> BeforeChange(RefreshActivity activity, DateTimeOffset changed)
        => from batch in activity.RefreshBatchSet
           where !(batch.StartTime >= changed)
           from instance in batch.RefreshBatchRelatedInstanceSet
           where instance.InstanceStatus == InstanceStatus.Successful
           select new Deviation(instance.InstanceId, DeviationKind.NotCovered, batch.RefreshBatchNum, Image: null, ExpectedImage: null, OlderValues);

    /// <summary>What a later comparison adds to those that were noted, and leaves of them.</summary>
    public static ImmutableArray<Deviation> Again(
        ImmutableArray<Deviation> now, ImmutableArray<Deviation> noted, RefreshActivity ended, FleetAfter fleet)
    {
        // What a later rollout gave them is that rollout's matter.
        bool isNewest = fleet.Activities.TakeWhile(activity => activity.RefreshActivityId != ended.RefreshActivityId).All(activity => activity.CreatedTime < ended.CreatedTime);
        var kept = now
            .Where(deviation => deviation.Kind == DeviationKind.Lost ? !IsMadeUpFor(fleet)
                : noted.Any(known => known.InstanceId == deviation.InstanceId)
                    || (isNewest && deviation is { Kind: DeviationKind.OtherImage or DeviationKind.ConfigurationChanged, Image: not null }))
            .Select(deviation => deviation.KeepingReturned(noted)).ToList();
        return [.. kept, .. StillHold(noted, fleet).Where(deviation => kept.TrueForAll(other => other.InstanceId != deviation.InstanceId))];
    }

    /// <summary>The group has as many instances in service as it wants: what was lost was replaced.</summary>
    private static bool IsMadeUpFor(FleetAfter now)
        => now.Group is { } group && now.Instances.Count(instance => instance.LifeCycleState == LifeCycleState.InService) >= group.DesiredCapacity;

    /// <summary>
    /// Of those that were noted, the ones that hold still although a later comparison does not find them: the activity lists them as refreshed, or they are
    /// gone.
    /// </summary>
    private static IEnumerable<Deviation> StillHold(IEnumerable<Deviation> noted, FleetAfter now)
    {
        var there = now.Instances.Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        return noted.Where(deviation => deviation.Kind switch
        {
            DeviationKind.GroupDisabled => now.Group is { EnabledStatus: EnabledStatus.Disabled },
            DeviationKind.Lost => !there.Contains(deviation.InstanceId) && !IsMadeUpFor(now),
            DeviationKind.ConfigurationChanged => deviation.InstanceId.Length == 0 || (deviation.Image is null && there.Contains(deviation.InstanceId)),
            _ => deviation.Message == OlderValues && there.Contains(deviation.InstanceId),
        });
    }

    /// <summary>All of them in one warning; null if there are none.</summary>
    public static string? Warning(IReadOnlyCollection<Deviation> deviations)
    {
        if (deviations.Count == 0)
            return null;
        var named = deviations.Take(NamedAtMost)
            .Select(deviation => deviation.InstanceId.Length == 0 ? $"{char.ToUpperInvariant(deviation.Message[0])}{deviation.Message[1..]}"
                : $"Instance {deviation.InstanceId}: {deviation.Message}");
        string more = deviations.Count > NamedAtMost ? $" And {deviations.Count - NamedAtMost} more; the output deviations lists them." : "";
        return $"Not every instance of the group matches this rollout. {string.Join(" ", named)}{more}";
    }

    private static Deviation Of(InstanceCoverage instance, IReadOnlyList<RefreshActivity> earlier) => instance.As switch
    {
        Covered.Failed => New(instance, DeviationKind.LeftBehind,
            $"its refresh failed, which leaves it in standby with load balancer weight 0 on what it had. {Advice}"),
        Covered.Unfinished => New(instance, DeviationKind.NotCovered, $"the activity selected it and ended without it. {Advice}"),
        Covered.NotSelected when Standby.LastFailedIn(instance.InstanceId, earlier) is { } failed => New(instance, DeviationKind.LeftBehind,
            $"its refresh failed in activity {failed.RefreshActivityId}, which left it in standby, so that this rollout did not select it. {Advice}"),
        Covered.NotSelected => New(instance, DeviationKind.NotCovered, InStandby),
        Covered.Attached => New(instance, DeviationKind.NotCovered, "it was attached to the group after the rollout had begun. The next rollout reaches it."),
        _ => New(instance, DeviationKind.NotCovered, "the activity does not list it. The next rollout reaches it, unless it is in standby."),
    };

    private static Deviation New(InstanceCoverage instance, DeviationKind kind, string message)
        => new(instance.InstanceId, kind, instance.Batch, Image: null, ExpectedImage: null, message);

    private static bool BringsThrough(RefreshActivity activity, string instanceId) => activity.Instances
        .Any(instance => instance.InstanceId == instanceId && instance.InstanceStatus == InstanceStatus.Successful);
}
