using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Which instances of a group a rollout will not select since they are in standby. No documented member shows that, so it is concluded: from a state that
/// is not in service, from what the activities say of the instance, and from the number of instances that the group wants. Pure.
/// </summary>
/// <param name="Running">How many are expected to be selected.</param>
/// <param name="Selectable">How many can be selected at most: an instance that failed once may have been taken out of standby since.</param>
/// <param name="Why">One sentence for each reason why fewer are selected than the group has.</param>
internal sealed record Standby(int Running, int Selectable, ImmutableArray<string> Why)
{
    /// <summary>Instances in service that failed in the newest activity that worked on them: they are in standby, as far as is known.</summary>
    public ImmutableHashSet<string> Failed { get; private init; } = [];

    private const int NamedAtMost = 10;

    private const string NotSelected = "a rollout does not select it, so that it keeps what it has";

    public static Standby Of(AutoScalingGroup group, IReadOnlyList<AutoScalingInstance> instances, IReadOnlyList<RefreshActivity> activities)
    {
        var inService = instances.Where(instance => instance.LifeCycleState == LifeCycleState.InService).ToList();
        var inStandby = instances.Where(instance => instance.LifeCycleState == "STANDBY").ToList();
        var failed = inService
            .Select(instance => (instance.InstanceId, Where: LastFailedIn(instance.InstanceId, activities)))
            .Where(pair => pair.Where is not null)
            .ToList();
        bool idle = group is { EnabledStatus: EnabledStatus.Enabled, InActivityStatus: InActivityStatus.NotInActivity }
            && !activities.Any(activity => activity.IsAlive);
        int hidden = idle ? Math.Max(0, inService.Count - group.DesiredCapacity) : 0;

        // While the activity lives its word counts; afterwards somebody may have taken the instance out of standby.
        int selectable = inService.Count - failed.Count(pair => pair.Where!.IsAlive);
        int running = Math.Max(Math.Min(1, selectable), inService.Count - failed.Count - hidden);
        return new(running, selectable,
        [
            .. inStandby.Count == 0 ? (string[])[] :
                [$"{Named(inStandby.Select(instance => instance.InstanceId))} in standby: {NotSelected}. Take it out of standby first, or destroy it."],
            .. failed.GroupBy(pair => pair.Where!, pair => pair.InstanceId).Select(group => OfFailed(group.Key, [.. group])),
            .. hidden == 0 ? (string[])[] :
            [
                $"Scaling group {group.AutoScalingGroupId} shows {inService.Count} instances in service and wants {group.DesiredCapacity}: "
                    + $"{(hidden == 1 ? "one seems" : $"{hidden} seem")} to be in standby, and a rollout does not select what is.",
            ],
        ])
        {
            Failed = [.. failed.Select(pair => pair.InstanceId)],
        };
    }

    private static string OfFailed(RefreshActivity activity, string[] failed) => activity.IsAlive
        ? $"{Named(failed, "failed")} in activity {activity.RefreshActivityId}, which is {activity.Status}. If that one is ended, what failed stays in standby "
            + "with load balancer weight 0 on what it had, and no new rollout selects it. A retry first avoids that: `pulumi up` with the triggers as they were, "
            + "and resumeMode RETRY."
        : $"{Named(failed, "failed")} in activity {activity.RefreshActivityId}, which leaves it in standby: {NotSelected}. "
            + "Take it out of standby first, or destroy it.";

    private static string Named(IEnumerable<string> instances, string? verb = null)
    {
        var ids = instances.ToList();
        string more = ids.Count > NamedAtMost ? $" and {ids.Count - NamedAtMost} more" : "";
        return $"Instance{(ids.Count == 1 ? "" : "s")} {string.Join(", ", ids.Take(NamedAtMost))}{more} {verb ?? (ids.Count == 1 ? "is" : "are")}";
    }

    /// <summary>The activity in which an instance has failed, unless a newer one has worked on it since.</summary>
    public static RefreshActivity? LastFailedIn(string instanceId, IEnumerable<RefreshActivity> newestFirst)
    {
        foreach (var activity in newestFirst)
        {
            var listed = activity.Instances
                .LastOrDefault(instance => instance.InstanceId == instanceId && instance.InstanceStatus is not (InstanceStatus.Waiting or InstanceStatus.Cancelled));
            if (listed is not null)
                return listed.InstanceStatus == InstanceStatus.Failed ? activity : null;
        }

        return null;
    }
}
