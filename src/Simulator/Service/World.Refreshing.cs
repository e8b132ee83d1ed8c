using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// Activities: begun, asked for something, and moved on.
internal sealed partial class World
{
    /// <summary>Puts a new activity on the group, which is disabled from now on.</summary>
    public RefreshActivity Begin(ScalingGroup group, RefreshActivity activity)
    {
        Put(_groups[group.Id] with { Enabled = false });
        _activities.Add(activity.Id, activity);
        _activityOrder.Add(activity.Id);
        if (!_activitiesOfGroup.TryGetValue(group.Id, out var ids))
            _activitiesOfGroup[group.Id] = ids = [];
        ids.Add(activity.Id);
        var instances = activity.Batches.Sum(batch => batch.Instances.Length);
        Log(group.Id, activity.Id, $"{activity.Type.Wire()} activity of {activity.Batches.Length} batches over {instances} instances");
        _schedule.Add(Now + Length(_durations.Preparation, group.Id, 0), PendingKind.Prepared, activity.Id, activity.Round);
        return activity;
    }

    /// <summary>Whether the wish is allowed now.</summary>
    public Verdict Ask(RefreshActivity activity, ActivityRequest request) => Permission.Ask(request, Permission.SituationOf(activity, IsNewest(activity)), Assumed);

    /// <summary>Carries out what the machine makes of it, effects included.</summary>
    public void Do(RefreshActivity activity, ActivityEvent activityEvent)
    {
        var turn = RefreshMachine.On(activity, activityEvent, Now, Assumed);
        _activities[activity.Id] = turn.Activity;
        if (turn.Activity.Status != activity.Status)
            Log(activity.GroupId, activity.Id, $"{activity.Status.Wire()} → {turn.Activity.Status.Wire()}", turn.Activity.Status.Wire());
        foreach (var effect in turn.Effects)
            CarryOut(activity.Id, effect);
    }

    /// <summary>Takes a rollout back: the origin ends where it still lives, and a new activity goes over the machines it has touched.</summary>
    /// <param name="origin">The rollout to take back.</param>
    /// <param name="settings">How.</param>
    /// <param name="holdsGroup">The origin holds the group, alive or just ended by its own policy: the rollback inherits what it took from it.</param>
    public RefreshActivity RollBack(RefreshActivity origin, RefreshSettings settings, bool holdsGroup)
    {
        var group = _groups[origin.GroupId];
        var instances = ToRollBack(origin).Select(instance => new BatchInstance
        {
            InstanceId = instance.InstanceId,
            PreviousImageId = group.Find(instance.InstanceId)!.ImageId,
        });
        var batches = BatchPlan.Deal([.. instances], settings.BatchNumber, Assumed);
        Do(origin, new ActivityEvent.RollbackBegun());
        return Begin(group, new()
        {
            Id = NewId(Ids.Refresh),
            GroupId = group.Id,
            OriginId = origin.Id,
            Type = ActivityType.Rollback,
            Settings = settings,
            Batches = batches,
            GroupWasEnabled = holdsGroup ? origin.GroupWasEnabled : group.Enabled,
            AwaitsOrigin = _activities[origin.Id].Working,
            CreatedTime = Now,
        });
    }

    /// <summary>The machines that a rollback would go over: those begun and still there.</summary>
    public IEnumerable<BatchInstance> ToRollBack(RefreshActivity origin)
    {
        var group = _groups[origin.GroupId];
        var present = group.Instances.Select(instance => instance.Id).ToHashSet(StringComparer.Ordinal);
        return origin.Batches.SelectMany(batch => batch.Instances).Where(instance =>
            instance.Status is not (BatchInstanceStatus.NotFound or BatchInstanceStatus.Cancelled or BatchInstanceStatus.Waiting)
            && present.Contains(instance.InstanceId));
    }

    /// <summary>A machine has left its group: destroyed by somebody, or removed.</summary>
    public void Vanish(string groupId, IReadOnlySet<string> instanceIds)
    {
        if (!_groups.TryGetValue(groupId, out var group))
            return;
        Put(group.Without(instanceIds));
        foreach (var activityId in ActivityIdsOf(groupId).ToArray())
        {
            foreach (var instanceId in instanceIds)
            {
                if (_activities[activityId] is { } activity && (activity.IsAlive || activity.Working))
                    Do(activity, new ActivityEvent.InstanceGone(instanceId));
            }
        }
    }

    private bool IsNewest(RefreshActivity activity)
    {
        foreach (var id in ActivityIdsOf(activity.GroupId).Reverse())
        {
            if (id == activity.Id)
                return true;
            if (_activities[id].Status != ActivityStatus.Cancelled || Assumed.Is(Assumptions.Assumed.CancelledHidesOlder))
                return false;
        }

        return false;
    }

    private void CarryOut(string activityId, Effect effect)
    {
        var activity = _activities[activityId];
        switch (effect)
        {
            case Effect.StartBatch start:
                StartBatch(activity, start.InstanceIds);
                break;
            case Effect.BatchEnded ended:
                EndBatch(activity, ended.Number);
                break;
            case Effect.MakeSurge make:
                MakeSurge(activity, make.Count);
                break;
            case Effect.RemoveSurge:
                RemoveSurge(activity);
                break;
            case Effect.DropSurge:
                DropSurge(activity);
                break;
            case Effect.Release:
                Release(activity);
                break;
            case Effect.RollBack:
                RollBackByItself(activity);
                break;
            default:
                throw new InvalidOperationException($"Nobody carries out {effect}.");
        }
    }

    private void Release(RefreshActivity activity)
    {
        if (!_groups.TryGetValue(activity.GroupId, out var group))
            return;
        Put(group with
        {
            Enabled = Assumed[Assumptions.Assumed.EnabledAfter] switch { "enabled" => true, "disabled" => false, _ => activity.GroupWasEnabled },
        });
        Match(activity.GroupId);
    }

    private void RollBackByItself(RefreshActivity origin)
    {
        var count = ToRollBack(origin).Count();
        if (count == 0)
        {
            Release(origin);
            return;
        }

        RollBack(origin, new()
        {
            BatchNumber = count,
            CheckInstanceTargetHealth = origin.Settings.CheckInstanceTargetHealth,
            CheckInstanceTargetHealthTimeout = origin.Settings.CheckInstanceTargetHealthTimeout,
        }, holdsGroup: true);
    }

    private TimeSpan Length(Span span, string name, int attempt) => _random.Length(span, name, attempt);
}
