using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// Hooks: machines held on their way out and in. All hooks of a way begin at once, and the machine goes on when the last has let go; the first ABANDON decides for all.
internal sealed partial class World
{
    private readonly List<HookAction> _hookActions = [];

    /// <summary>Machines that hooks hold or have held, oldest first.</summary>
    public IReadOnlyList<HookAction> Held => _hookActions;

    public LifecycleHook? Hook(string id) => _groups.Values.SelectMany(group => group.Hooks).FirstOrDefault(hook => hook.Id == id);

    /// <summary>Somebody completes a hook that still holds a machine.</summary>
    public void Complete(HookAction action, HookResult result) => Decide(_activities[action.RefreshActivityId], action, result, "CALL_INTERFACE");

    private bool Fires(RefreshActivity activity, HookTransition transition) => HooksOf(activity, transition, isSurge: false).Any();

    private IEnumerable<LifecycleHook> HooksOf(RefreshActivity activity, HookTransition transition, bool isSurge)
    {
        if (!_groups.TryGetValue(activity.GroupId, out var group) || (activity.Type == ActivityType.Rollback && !Assumed.Is(Assumptions.Assumed.RollbackHooks)))
            return [];
        bool isAsked = isSurge || Assumed.Is(Assumptions.Assumed.RefreshHooks, "both")
            || Assumed.Is(Assumptions.Assumed.RefreshHooks, transition == HookTransition.InstanceLaunching ? "launching" : "terminating");
        bool isAnyType = isSurge && Assumed.Is(Assumptions.Assumed.SurgeHooks, "all");
        return group.Hooks.Where(hook => isAsked && hook.Transition == transition && (isAnyType || hook.Type == HookTransitionType.Extension));
    }

    /// <summary>Lets the hooks of a way hold a machine.</summary>
    /// <returns>False: there is none, and it goes on at once.</returns>
    private bool Hold(RefreshActivity activity, string instanceId, HookTransition transition, bool isSurge = false)
    {
        ImmutableArray<LifecycleHook> hooks = [.. HooksOf(activity, transition, isSurge)];
        if (hooks.IsEmpty)
            return false;
        var state = transition == HookTransition.InstanceLaunching ? LifeCycleState.InLaunchingHook : LifeCycleState.InTerminatingHook;
        Put(_groups[activity.GroupId].Change(instanceId, instance => instance with { State = state }));
        ImmutableArray<HookAction> opened = [.. hooks.Select(hook => Open(activity, hook, instanceId))];
        if (transition == HookTransition.InstanceLaunching && Faults.Take(fault => fault.Kind == FaultKind.HookAbandon && fault.InstanceId == instanceId) is not null)
            Decide(activity, opened[0], HookResult.Abandon, "CALL_INTERFACE");
        return true;
    }

    private bool HoldSurge(RefreshActivity activity, HookTransition transition)
    {
        // The last one that is let go ends the step: all must be held before the first can be.
        if (!HooksOf(activity, transition, isSurge: true).Any())
            return false;
        foreach (var id in activity.SurgeInstanceIds)
            Hold(activity, id, transition, isSurge: true);
        return !activity.SurgeInstanceIds.IsEmpty;
    }

    private HookAction Open(RefreshActivity activity, LifecycleHook hook, string instanceId)
    {
        var token = _random.RequestId(_counters["hook"] = _counters.GetValueOrDefault("hook") + 1);
        var action = new HookAction
        {
            Token = token,
            HookId = hook.Id,
            InstanceId = instanceId,
            RefreshActivityId = activity.Id,
            ScalingActivityId = WorkOn(activity, instanceId),
            Transition = hook.Transition,
            InvocationId = hook.CommandId is null ? null : NewId(Ids.Invocation),
        };
        _hookActions.Add(action);
        Log(activity.GroupId, activity.Id, $"hook {hook.Title} holds {instanceId}");
        _schedule.Add(Now + TimeSpan.FromSeconds(hook.HeartbeatTimeout), PendingKind.HookTimedOut, activity.Id, activity.Round, instanceId, hookToken: token);
        if (hook.CommandId is not null)
            _schedule.Add(Now + Length(_durations.Command, token, 0), PendingKind.CommandEnded, activity.Id, activity.Round, instanceId, hookToken: token);
        return action;
    }

    private string WorkOn(RefreshActivity activity, string instanceId)
        => activity.Batches.SelectMany(batch => batch.Instances).FirstOrDefault(instance => instance.InstanceId == instanceId)?.LastActivityId
            ?? Running(activity.GroupId).FirstOrDefault(scaling => scaling.InstanceIds.Contains(instanceId))?.Id ?? "";

    private void TimeOut(RefreshActivity activity, string token)
    {
        if (StillHeld(token) is { } action)
            Decide(activity, action, Hook(action.HookId)?.DefaultResult ?? HookResult.Continue, "HEARTBEAT_TIMEOUT");
    }

    private void EndCommand(RefreshActivity activity, string token)
    {
        if (StillHeld(token) is not { InvocationId: { } invocation } action || Hook(action.HookId) is not { CommandId: { } command } hook)
            return;
        var fault = Faults.Take(fault => fault.Kind == FaultKind.CommandFails && fault.InstanceId == action.InstanceId);
        if (_scaling.TryGetValue(action.ScalingActivityId, out var scaling))
        {
            Put(scaling with
            {
                Invocations = [.. scaling.Invocations ?? [], new Invocation
                {
                    Id = invocation,
                    InstanceId = action.InstanceId,
                    CommandId = command,
                    Status = fault is null ? "SUCCESS" : "FAILED",
                    Message = fault is null ? "" : fault.Message ?? "the command ended with exit code 1",
                }],
            });
        }

        Decide(activity, action, fault is null ? HookResult.Continue : hook.DefaultResult, fault is null ? "COMMAND_EXEC_FINISH" : "COMMAND_EXEC_FAILURE");
    }

    private HookAction? StillHeld(string token) => _hookActions.FirstOrDefault(action => action.Token == token && action.Result is null);

    private void Decide(RefreshActivity activity, HookAction action, HookResult result, string reason)
    {
        Note(action, result, reason);
        Log(activity.GroupId, activity.Id, $"hook {Hook(action.HookId)?.Title ?? action.HookId} lets {action.InstanceId} go: {result.Wire()} ({reason})");
        var others = Others(action).ToList();
        if (result == HookResult.Abandon)
        {
            foreach (var other in others)
                Note(other, HookResult.Abandon, "ANOTHER_ACTION_ABANDON");
        }
        else if (others.Count > 0)
        {
            return;
        }

        LetGo(activity, action, result == HookResult.Abandon ? $"lifecycle hook {Hook(action.HookId)?.Title ?? action.HookId} abandoned the instance ({reason})" : null);
    }

    private void Note(HookAction action, HookResult result, string reason)
        => _hookActions[_hookActions.FindIndex(known => known.Token == action.Token)] = action with { Result = result, Reason = reason };

    private IEnumerable<HookAction> Others(HookAction action) => _hookActions.Where(other => other.Result is null
        && other.InstanceId == action.InstanceId && other.RefreshActivityId == action.RefreshActivityId && other.Transition == action.Transition);

    private void LetGo(RefreshActivity activity, HookAction action, string? abandoned)
    {
        if (activity.SurgeInstanceIds.Contains(action.InstanceId))
            LetSurgeGo(activity, action, abandoned);
        else if (IsInWork(activity, action.InstanceId) && _groups.TryGetValue(activity.GroupId, out var group))
            LetGo(activity, group, action, abandoned);
    }

    private void LetGo(RefreshActivity activity, ScalingGroup group, HookAction action, string? abandoned)
    {
        string id = action.InstanceId;
        bool isGone = activity.Mode == RefreshMode.RollingUpdateReplace && Assumed.Is(Assumptions.Assumed.ReplaceOrder, "destroyFirst");
        Put(group.Change(id, instance => instance with { State = isGone ? LifeCycleState.Terminating : LifeCycleState.InService }));
        if (action.Transition == HookTransition.InstanceTerminating)
        {
            if (abandoned is not null && Assumed.Is(Assumptions.Assumed.AbandonedOnTheWayOut, "fails"))
                Finish(activity, id, abandoned);
            else
                Reinstall(activity, id, Now);
        }
        else if (abandoned is null)
        {
            GoIntoService(activity, id);
        }
        else if (Assumed.Is(Assumptions.Assumed.AbandonedMachine, "destroyed"))
        {
            Destroy(activity.GroupId, ImmutableHashSet.Create(StringComparer.Ordinal, id));
        }
        else
        {
            Finish(activity, id, abandoned);
        }
    }

    /// <summary>The step of the surge goes on when the last of its machines is let go.</summary>
    private void LetSurgeGo(RefreshActivity activity, HookAction action, string? abandoned)
    {
        if (!activity.Working || !_groups.TryGetValue(activity.GroupId, out var group))
            return;
        bool isOut = action.Transition == HookTransition.InstanceTerminating;
        Put(group = group.Change(action.InstanceId, instance => instance with { State = isOut ? LifeCycleState.Terminating : LifeCycleState.Creating }));
        bool isLast = !_hookActions.Exists(other => other.Result is null && other.RefreshActivityId == activity.Id && activity.SurgeInstanceIds.Contains(other.InstanceId));
        if (isOut && isLast)
            RemoveSurgeNow(activity);
        else if (!isOut && (isLast || abandoned is not null))
            EndSurgeOut(activity, group, abandoned);
    }
}
