using System.Collections.Frozen;
using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// Planned trouble: machines that fail and people who interfere.
internal sealed partial class World
{
    /// <summary>A fault was just planned; one that destroys a machine being refreshed does so now.</summary>
    public void Notice(Fault fault)
    {
        if (fault is { Kind: FaultKind.Alarm, GroupId: null } && Faults.Take(planned => planned == fault) is not null)
            Raise(fault, instanceId: null);
        if (fault is not { Kind: FaultKind.Vanish, InstanceId: { } id })
            return;
        var activity = _activityOrder.Select(known => _activities[known]).FirstOrDefault(known => (known.IsAlive || known.Working)
            && known.Batch?.Instances.Any(instance => instance.InstanceId == id && instance.IsOpen) == true);
        if (activity is not null && Faults.Take(planned => planned == fault) is not null)
            Destroy(activity.GroupId, FrozenSet.Create(StringComparer.Ordinal, id));
    }

    /// <summary>A fault about "a machine of batch n" finds its machine when that batch begins.</summary>
    private void AimFaults(RefreshActivity activity, ImmutableArray<string> instanceIds)
    {
        if (instanceIds.IsEmpty)
            return;
        foreach (var planned in Faults.Planned)
        {
            var fault = planned.Fault;
            if (fault.IsOfInstance && fault.GroupId == activity.GroupId && fault.AtBatch == activity.CurrentBatch)
                Faults.Aim(planned, instanceIds[0]);
        }
    }

    /// <summary>Somebody else does something now that a batch has begun.</summary>
    private void ActAsThirdParty(string activityId, int batch)
    {
        var activity = _activities[activityId];
        if (!TakesThirdPartyActions(activity))
            return;
        if (Take(activity, FaultKind.Break, batch))
        {
            Do(activity, new ActivityEvent.Broken());
            return;
        }

        var rollsBack = Take(activity, FaultKind.Rollback, batch);
        var cancels = Faults.Begin(fault => Fits(fault, activity, FaultKind.Cancel, batch));
        if (!rollsBack && !cancels && !Take(activity, FaultKind.Pause, batch))
            return;
        if (Ask(activity, ActivityRequest.Stop) == Verdict.Accept)
            Do(activity, new ActivityEvent.Stop());
        activity = _activities[activityId];
        if (rollsBack && Ask(activity, ActivityRequest.RollBack) == Verdict.Accept && ToRollBack(activity).Any())
            RollBack(activity, new() { BatchNumber = 1 }, holdsGroup: true);
    }

    /// <summary>Cancelling must wait for the batch, so the plan is kept until then; it has acted with the stop before.</summary>
    private void CancelIfSomebodyWants(RefreshActivity activity, int batch)
    {
        if (TakesThirdPartyActions(activity) && Ask(activity, ActivityRequest.Cancel) == Verdict.Accept && Take(activity, FaultKind.Cancel, batch))
            Do(activity, new ActivityEvent.Cancel());
    }

    private static bool TakesThirdPartyActions(RefreshActivity activity) => activity is { IsAlive: true, Type: ActivityType.Normal };

    private bool Take(RefreshActivity activity, FaultKind kind, int batch) => Faults.Take(fault => Fits(fault, activity, kind, batch)) is not null;

    private static bool Fits(Fault fault, RefreshActivity activity, FaultKind kind, int batch)
        => fault.Kind == kind && fault.GroupId == activity.GroupId && fault.AtBatch == batch;
}
