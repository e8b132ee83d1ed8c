using System.Collections.Frozen;
using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// Extra machines for the time of a rollout.
internal sealed partial class World
{
    private void MakeSurge(RefreshActivity activity, int count)
    {
        if (!_groups.TryGetValue(activity.GroupId, out var group))
            return;
        var made = Enumerable.Range(0, count).Select(_ => NewInstance(group, LifeCycleState.Creating) with { Surge = true, AddTime = Now }).ToImmutableArray();
        Put(group with { Instances = group.Instances.AddRange(made) });
        _activities[activity.Id] = activity with { SurgeInstanceIds = [.. made.Select(instance => instance.Id)] };
        Log(group.Id, activity.Id, $"surge: {count} instances are made");
        StartSurgeWork(activity, "SCALE_OUT", $"Add {count} instances.", [.. made.Select(instance => instance.Id)]);
        _schedule.Add(Now + Length(_durations.Creation, group.Id, activity.Round), PendingKind.SurgeMade, activity.Id, activity.Round);
    }

    private void EndSurgeOut(RefreshActivity activity)
    {
        if (activity is not { Working: true, Step: RefreshStep.SurgeOut } || !_groups.TryGetValue(activity.GroupId, out var group))
            return;
        var fault = TakeSurgeFault(activity, FaultKind.SurgeOut);
        if (fault is null && HoldSurge(activity, HookTransition.InstanceLaunching))
            return;
        EndSurgeOut(activity, group, fault is null ? null : fault.Message ?? "the instances could not be made");
    }

    private void EndSurgeOut(RefreshActivity activity, ScalingGroup group, string? failure)
    {
        var surge = activity.SurgeInstanceIds.ToFrozenSet(StringComparer.Ordinal);
        Put(failure is null ? group.Change(surge, static instance => instance with { State = LifeCycleState.InService }) : group.Without(surge));
        if (failure is not null)
            activity = _activities[activity.Id] = activity with { SurgeInstanceIds = [] };
        EndSurgeWork(activity, failure);
        Do(activity, new ActivityEvent.SurgeMade(failure));
    }

    private void RemoveSurge(RefreshActivity activity)
    {
        if (!_groups.TryGetValue(activity.GroupId, out var group))
            return;
        var surge = activity.SurgeInstanceIds.ToFrozenSet(StringComparer.Ordinal);
        Put(group.Change(surge, static instance => instance with { State = LifeCycleState.Terminating }));
        Log(group.Id, activity.Id, $"surge: {surge.Count} instances are removed");
        StartSurgeWork(activity, "SCALE_IN", $"Remove {surge.Count} instances.", activity.SurgeInstanceIds);
        if (!HoldSurge(activity, HookTransition.InstanceTerminating))
            RemoveSurgeNow(activity);
    }

    private void RemoveSurgeNow(RefreshActivity activity)
        => _schedule.Add(Now + Length(_durations.Removal, activity.GroupId, activity.Round), PendingKind.SurgeRemoved, activity.Id, activity.Round);

    private void EndSurgeIn(RefreshActivity activity)
    {
        if (activity is not { Working: true, Step: RefreshStep.SurgeIn } || !_groups.TryGetValue(activity.GroupId, out var group))
            return;
        var surge = activity.SurgeInstanceIds.ToFrozenSet(StringComparer.Ordinal);
        var fault = TakeSurgeFault(activity, FaultKind.SurgeIn);
        var failure = fault is null ? null : fault.Message ?? "the instances could not be removed";
        Put(failure is null ? group.Without(surge) : group.Change(surge, static instance => instance with { State = LifeCycleState.InService }));
        EndSurgeWork(activity, failure);
        Do(activity, new ActivityEvent.SurgeRemoved(failure));
    }

    /// <summary>The activity is over; its surge machines continue their own time.</summary>
    private void DropSurge(RefreshActivity activity)
    {
        if (!_groups.TryGetValue(activity.GroupId, out var group))
            return;
        var left = activity.SurgeInstanceIds.Where(id => group.Find(id) is not null).ToImmutableArray();
        _activities[activity.Id] = activity with { SurgeInstanceIds = [] };
        EndSurgeWork(activity, failure: null);
        if (!left.IsEmpty)
            Remove(group, left, LifeCycleState.Terminating, "SCALE_IN", $"Refresh activity {activity.Id} has ended.");
    }

    private void StartSurgeWork(RefreshActivity activity, string type, string description, ImmutableArray<string> instanceIds) => Add(new()
    {
        Id = NewId(Ids.Scaling),
        GroupId = activity.GroupId,
        Type = type,
        Cause = $"MaxSurge of refresh activity {activity.Id}.",
        Description = description,
        StartTime = Now,
        InstanceIds = instanceIds,
        RefreshActivityId = activity.Id,
    });

    private void EndSurgeWork(RefreshActivity activity, string? failure)
    {
        var work = Running(activity.GroupId).FirstOrDefault(scaling =>
            scaling.RefreshActivityId == activity.Id && scaling.Type.StartsWith("SCALE_", StringComparison.Ordinal));
        if (work is not null)
            Put(work with { Status = failure is null ? ScalingStatus.Successful : ScalingStatus.Failed, Message = failure ?? "", EndTime = Now });
    }

    private Fault? TakeSurgeFault(RefreshActivity activity, FaultKind kind)
        => Faults.Take(fault => fault.Kind == kind && fault.GroupId == activity.GroupId);
}
