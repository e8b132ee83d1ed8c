using System.Collections.Frozen;
using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// The work on batches, from their beginning to their end.
internal sealed partial class World
{
    private void StartBatch(RefreshActivity activity, ImmutableArray<string> instanceIds)
    {
        var batch = activity.Batch!;
        var work = instanceIds.ToFrozenSet(StringComparer.Ordinal);
        Log(activity.GroupId, activity.Id, $"batch {batch.Number} of {activity.Batches.Length} begins: {instanceIds.Length} {(instanceIds.Length == 1 ? "instance" : "instances")}");
        AimFaults(activity, instanceIds);
        activity = Assign(activity, batch, work);
        var leaving = Leaving(activity.GroupId, instanceIds);
        TakeOutOfService(activity, work);

        var running = Now + Length(_durations.BatchInit, activity.GroupId, activity.Round);
        _schedule.Add(running, PendingKind.BatchRuns, activity.Id, activity.Round);
        bool held = Fires(activity, HookTransition.InstanceTerminating);
        foreach (var id in instanceIds)
        {
            if (held)
                _schedule.Add(running, PendingKind.TakenOut, activity.Id, activity.Round, id);
            else
                Reinstall(activity, id, running);
        }

        foreach (var id in leaving)
            Do(_activities[activity.Id], new ActivityEvent.InstanceGone(id));
        DestroyTheDoomed(activity.GroupId, instanceIds);
        RaiseAlarms(_activities[activity.Id], instanceIds.FirstOrDefault());
        ActAsThirdParty(activity.Id, batch.Number);
    }

    /// <summary>Gives the machines of a batch the scaling activity that works on them.</summary>
    private RefreshActivity Assign(RefreshActivity activity, RefreshBatch batch, FrozenSet<string> work)
    {
        var keepOld = batch.Retried && !Assumed.Is(Assumptions.Assumed.RetryNewActivityId);
        var perInstance = Assumed.Is(Assumptions.Assumed.ScalingActivityPer, "instance");
        string? shared = null;
        batch = batch.Change(
            instance => work.Contains(instance.InstanceId) && !(keepOld && instance.LastActivityId is not null),
            instance => instance with
            {
                LastActivityId = perInstance ? StartWork(activity, batch, [instance.InstanceId]) : shared ??= StartWork(activity, batch, [.. work]),
            });
        return _activities[activity.Id] = activity.With(batch);
    }

    private string StartWork(RefreshActivity activity, RefreshBatch batch, ImmutableArray<string> instanceIds)
        => Add(new ScalingActivity
        {
            Id = NewId(Ids.Scaling),
            GroupId = activity.GroupId,
            Type = Assumed[Assumptions.Assumed.BatchActivityType],
            Cause = $"Batch {batch.Number} of refresh activity {activity.Id}.",
            Description = $"{(activity.Mode == RefreshMode.RollingUpdateReset ? "Reinstall" : "Replace")} {instanceIds.Length} instances.",
            StartTime = Now,
            InstanceIds = instanceIds,
            RefreshActivityId = activity.Id,
        }).Id;

    private void TakeOutOfService(RefreshActivity activity, FrozenSet<string> work)
    {
        if (!_groups.TryGetValue(activity.GroupId, out var group))
            return;
        var replaced = activity.Mode == RefreshMode.RollingUpdateReplace;
        if (replaced && Assumed.Is(Assumptions.Assumed.ReplaceOrder, "createFirst"))
            return;
        if (Assumed.Is(Assumptions.Assumed.StandbyLowersDesired))
            group = group with { DesiredCapacity = Math.Max(group.MinSize, group.DesiredCapacity - work.Count) };
        Put(group.Change(work, instance => instance.State != LifeCycleState.InService
            ? instance
            : instance with { Standby = Standby.ByRefresh, State = replaced ? LifeCycleState.Terminating : instance.State }));
    }

    private ImmutableArray<string> Leaving(string groupId, ImmutableArray<string> instanceIds)
    {
        var group = _groups.GetValueOrDefault(groupId);
        return [.. instanceIds.Where(id => group?.Find(id) is not { State: LifeCycleState.InService })];
    }

    private void DestroyTheDoomed(string groupId, ImmutableArray<string> instanceIds)
    {
        var doomed = instanceIds.Where(id => Faults.Take(fault => fault.Kind == FaultKind.Vanish && fault.InstanceId == id) is not null)
            .ToFrozenSet(StringComparer.Ordinal);
        if (doomed.Count > 0)
            Destroy(groupId, doomed);
    }

    /// <summary>Machines go without anybody having asked the service.</summary>
    public void Destroy(string groupId, IReadOnlySet<string> instanceIds)
    {
        var known = _groups.TryGetValue(groupId, out var group)
            ? instanceIds.Where(id => group.Find(id) is not null).ToImmutableArray()
            : [];
        if (!known.IsEmpty)
        {
            Log(groupId, null, $"{string.Join(", ", known)} destroyed");
            Done(groupId, "TERMINATE_INSTANCES_UNEXPECTEDLY", "The instances were destroyed outside of the group.", $"Remove {known.Length} instances.", known);
        }

        Vanish(groupId, instanceIds);
        Match(groupId);
    }

    private void Happen(RefreshActivity activity, PendingEvent pending)
    {
        switch (pending.Kind)
        {
            case PendingKind.Prepared:
                Do(activity, new ActivityEvent.Prepared());
                break;
            case PendingKind.BatchRuns:
                Do(activity, new ActivityEvent.BatchRuns());
                break;
            case PendingKind.SurgeMade:
                EndSurgeOut(activity);
                break;
            case PendingKind.SurgeRemoved:
                EndSurgeIn(activity);
                break;
            case PendingKind.TakenOut:
                if (IsInWork(activity, pending.InstanceId!) && !Hold(activity, pending.InstanceId!, HookTransition.InstanceTerminating))
                    Reinstall(activity, pending.InstanceId!, Now);
                break;
            case PendingKind.Reinstalled:
                Reinstalled(activity, pending);
                break;
            case PendingKind.HookTimedOut:
                TimeOut(activity, pending.HookToken!);
                break;
            case PendingKind.CommandEnded:
                EndCommand(activity, pending.HookToken!);
                break;
            case PendingKind.HealthKnown:
                Finish(activity, pending.InstanceId!, pending.Failure);
                break;
        }
    }

    private void EndBatch(RefreshActivity activity, int number)
    {
        var batch = activity.Batches[number - 1];
        Log(activity.GroupId, activity.Id, $"batch {number} of {activity.Batches.Length} ends: {batch.Status.Wire()}");
        var begun = batch.Instances.Where(instance => instance.LastActivityId is not null);
        foreach (var work in begun.GroupBy(instance => instance.LastActivityId!, StringComparer.Ordinal))
        {
            if (!_scaling.TryGetValue(work.Key, out var scaling) || scaling.Status != ScalingStatus.Running)
                continue;
            var failed = work.Count(instance => instance.Status == BatchInstanceStatus.Failed);
            Put(scaling with
            {
                Status = failed == 0 ? ScalingStatus.Successful : failed == work.Count() ? ScalingStatus.Failed : ScalingStatus.PartiallySuccessful,
                Message = string.Join("; ", work.Where(instance => instance.Status == BatchInstanceStatus.Failed).Select(instance => instance.Message)),
                EndTime = Now,
            });
        }

        CancelIfSomebodyWants(activity, number);
        WakeRollbackOf(activity);
    }

    private void WakeRollbackOf(RefreshActivity origin)
    {
        if (AliveOf(origin.GroupId) is { AwaitsOrigin: true } rollback && rollback.OriginId == origin.Id)
            Do(rollback, new ActivityEvent.OriginSettled());
    }
}
