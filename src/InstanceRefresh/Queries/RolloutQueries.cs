using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What can be asked about a group and its rollouts. Reads only: nothing in here can write.</summary>
/// <remarks>Each method throws a <see cref="CloudException"/> where reading fails.</remarks>
public sealed partial class RolloutQueries
{
    private readonly CloudReader _cloud;
    private readonly ActivityPoller _poller;
    private readonly Func<string, string> _clean;

    /// <param name="client">Stays the caller's, as does <paramref name="poller"/>.</param>
    /// <param name="clean">Takes secrets out of what the service says. Nothing, unless given.</param>
    public RolloutQueries(AutoScalingClient client, ActivityPoller poller, Func<string, string>? clean = null)
        : this(new CloudReader(client, poller), poller, clean ?? (text => text))
    {
    }

    internal RolloutQueries(CloudReader cloud, ActivityPoller poller, Func<string, string> clean)
    {
        ArgumentNullException.ThrowIfNull(poller);
        (_cloud, _poller, _clean) = (cloud, poller, clean);
    }

    /// <summary>What a rollout of a group would do if it started now, as the function getRefreshPlan answers.</summary>
    /// <param name="inputs">Of which group, mode and settings count.</param>
    public async Task<RolloutPlan> PlanAsync(RefreshInputs inputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Planner.Plan(inputs, await _cloud.ReadForPreviewAsync(inputs.AutoScalingGroupId, cancellationToken));
    }

    /// <summary>The activity and the settings of a group's last rollout, rollbacks apart. Null: it has none.</summary>
    public async Task<LastRollout?> LastRolloutAsync(string groupId, CancellationToken cancellationToken)
        => (await _cloud.ActivitiesAsync(groupId, [], cancellationToken)).FirstOrDefault(activity => !activity.IsRollback) is { } last
            ? new(last.RefreshActivityId, Imports.InputsOf(new(groupId, last.RefreshActivityId), last, last))
            : null;

    /// <summary>A group and one of its rollouts. Null: there is no such group.</summary>
    /// <param name="activityId">Null: the group's newest.</param>
    public async Task<GroupStatus?> StatusAsync(string groupId, string? activityId, CancellationToken cancellationToken)
    {
        if (await _cloud.ReadForPreviewAsync(groupId, cancellationToken) is not { } fleet)
            return null;
        if ((activityId ?? fleet.NewestActivityId) is not { } wanted)
            return new(GroupView.Of(fleet), null);
        var seen = await _cloud.DescribeAsync([wanted], cancellationToken);
        var found = seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == wanted && activity.AutoScalingGroupId == groupId)?.Cleaned(_clean);
        if (found is null)
            return new(GroupView.Of(fleet), null);
        var rollback = found.IsAlive || found.IsRollback ? null : (await _cloud.RollbackOfAsync(groupId, wanted, cancellationToken))?.Cleaned(_clean);
        var inHook = await InHookAsync(fleet.Hooks, found, cancellationToken);
        var view = RolloutViews.Of(found, seen.AnsweredAt, ExpectedBatch(fleet, found), rollback, seen.RequestId, inHook);
        // Only of the newest activity is it known that the instances still run what it gave them.
        return new(GroupView.Of(fleet), wanted == fleet.NewestActivityId ? RolloutViews.History([RolloutViews.Compared(view, fleet)], fleet.Images ?? FleetImages.Of([]))[0] : view)
        {
            Hooks = fleet.Hooks,
        };
    }

    /// <summary>A group's rollouts, newest first. Null: there is no such group.</summary>
    public async Task<GroupHistory?> HistoryAsync(string groupId, CancellationToken cancellationToken)
    {
        if (await _cloud.ReadForPreviewAsync(groupId, cancellationToken) is not { } fleet)
            return null;
        var all = await _cloud.ActivitiesAsync(groupId, [], cancellationToken);
        ImmutableArray<RolloutView> views = [.. all.Select(activity => RolloutViews.Of(
            activity.Cleaned(_clean), fleet.SeenAt, ExpectedBatch(fleet, activity), all.FirstOrDefault(other => other.IsRollback && other.OriginRefreshActivityId == activity.RefreshActivityId)))];
        if (views is [var newest, .. var older] && newest.RefreshActivityId == fleet.NewestActivityId)
            views = [RolloutViews.Compared(newest, fleet), .. older];
        return new(GroupView.Of(fleet), RolloutViews.History(views, fleet.Images ?? FleetImages.Of([])));
    }

    private static TimeSpan ExpectedBatch(Fleet fleet, RefreshActivity activity)
        => Pace.Of(checkHealth: false, healthTimeoutSeconds: null, chosenDeadline: null, fleet.Activities.Where(other => other.RefreshMode == activity.RefreshMode)).Batch;

    private async Task<ImmutableHashSet<string>> InHookAsync(RefreshHooks hooks, RefreshActivity activity, CancellationToken cancellationToken)
        => HookWatch.ToAsk(hooks, activity) is { Count: > 0 } ids ? HookWatch.In(await _cloud.InstancesAsync(ids, cancellationToken)) : [];
}

/// <summary>A group and one of its rollouts.</summary>
/// <param name="Rollout">Null: the group has none, or not the one asked for.</param>
public sealed record GroupStatus(GroupView Group, RolloutView? Rollout)
{
    internal RefreshHooks Hooks { get; init; } = RefreshHooks.None;
}

/// <summary>A group and its rollouts, newest first.</summary>
public sealed record GroupHistory(GroupView Group, ImmutableArray<RolloutView> Rollouts);

/// <summary>A group's last rollout, and the inputs of a program that would start one like it.</summary>
public sealed record LastRollout(string RefreshActivityId, RefreshInputs Inputs);
