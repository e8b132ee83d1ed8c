using System.Collections.Concurrent;
using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The resource's life: preview, create, update, read, delete. Safe to use for many resources at once; best kept for the life of the process.
/// </summary>
/// <remarks>
/// Decisions are pure (<see cref="RolloutDecision"/>, <see cref="Planner"/>, <see cref="RefreshDiff"/>); here they are carried out.
/// Where an activity exists, an operation never throws: it answers with the whole state (<see cref="OperationResult.Incomplete"/>).
/// </remarks>
public sealed partial class RefreshLifecycle
{
    private readonly CloudAccess _cloud;

    /// <summary>
    /// Activities that this process started and whose end it has not reported as good, by group: a create that is tried again takes its own one up.
    /// </summary>
    private readonly ConcurrentDictionary<string, Attempt> _unfinished = new(StringComparer.Ordinal);

    /// <summary>What the state holds, by group, as far as this process was told.</summary>
    private readonly ConcurrentDictionary<string, Predecessor> _predecessors = new(StringComparer.Ordinal);

    /// <summary>Activities that a create of this process has taken up: another entry of the state may still hold them, which then goes without them.</summary>
    private readonly ConcurrentDictionary<string, bool> _takenUp = new(StringComparer.Ordinal);

    /// <summary>Activities that this process has read for an import, by resource id.</summary>
    private readonly ConcurrentDictionary<string, bool> _imported = new(StringComparer.Ordinal);

    /// <param name="client">Stays the caller's, as does <paramref name="poller"/>.</param>
    /// <param name="clock">What limits and waits run on; told times are the service's own.</param>
    /// <param name="writes">How patiently the effect of a write is looked for when its answer is lost; the default if not given.</param>
    public RefreshLifecycle(AutoScalingClient client, ActivityPoller poller, TimeProvider clock, RefreshWritesOptions? writes = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(poller);
        ArgumentNullException.ThrowIfNull(clock);
        _cloud = new CloudAccess(new FleetReader(client), new RefreshWrites(client, clock, writes), poller, clock);
    }

    /// <summary>Takes a rollout further: look first, then act. A rollout that has ended where it should be is not asked about at all.</summary>
    /// <param name="oldOutputs">As stored; null if the state holds none, which an interrupted run may leave.</param>
    /// <returns>Never throws for what the cloud does.</returns>
    public async Task<OperationResult> UpdateAsync(ActivityId id, RefreshOutputs? oldOutputs, RefreshInputs inputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        if (oldOutputs is not null && Standings.IsSettled(Situation.Of(oldOutputs), inputs))
            return new OperationResult.Done(id.ToString(), oldOutputs with { IsImported = oldOutputs.IsImported && inputs.Triggers.IsEmpty }, []);

        using var limits = new OperationLimits(context, _cloud.Clock);
        var known = oldOutputs ?? Bare(id);
        var policy = RolloutPolicy.ForUpdate(inputs, oldOutputs is null ? null : Situation.Of(oldOutputs));
        var task = new FollowTask(id, inputs, policy, known, known.CreatedTime ?? DateTimeOffset.MinValue);
        return await FollowAsync(task, context, limits);
    }

    /// <summary>Ends what is in flight: stop, wait for the batch, cancel, wait. What has ended, or is gone, is left alone.</summary>
    /// <param name="outputs">As stored; null if the state holds none.</param>
    /// <exception cref="DeletionIncompleteException">It could not be ended: keep the resource.</exception>
    public async Task DeleteAsync(ActivityId id, RefreshOutputs? outputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(context);
        Forget(id);
        var gone = new Predecessor(outputs ?? Bare(id), ImmutableSortedDictionary<string, string>.Empty, Fate.Gone);
        foreach (string group in _predecessors.Where(known => known.Value.Stored.RefreshActivityId == id.RefreshActivityId).Select(known => known.Key).Append(id.GroupId))
            _predecessors[group] = gone;
        if (!Standings.MayLive(outputs))
            return;
        if (_takenUp.ContainsKey(id.RefreshActivityId))
        {
            await context.Log.InfoAsync($"Activity {id.RefreshActivityId} on scaling group {id.GroupId} was taken up a moment ago and is not ended; only this entry goes.");
            return;
        }

        using var limits = new OperationLimits(context, _cloud.Clock);
        var inputs = new RefreshInputs { AutoScalingGroupId = id.GroupId, DesiredState = DesiredState.Cancelled };
        var task = new FollowTask(id, inputs, RolloutPolicy.ForDeletion, outputs ?? Bare(id), outputs?.CreatedTime ?? DateTimeOffset.MinValue);
        var ending = await new RolloutDriver(_cloud, context, limits, task).RunAsync();
        if (ending.Why is { } why)
            throw new DeletionIncompleteException(why.Lines);
    }

    private async Task<OperationResult> FollowAsync(FollowTask task, OperationContext context, OperationLimits limits)
    {
        var ending = await new RolloutDriver(_cloud, context, limits, task).RunAsync();
        if (ending.Why is null)
            Forget(task.Id);
        return ending.ToResult(task.Id);
    }

    private void Forget(ActivityId id)
    {
        if (_unfinished.TryGetValue(id.GroupId, out var mine) && mine.ActivityId == id.RefreshActivityId)
            _unfinished.TryRemove(new(id.GroupId, mine));
    }

    private static RefreshOutputs Bare(ActivityId id) => new() { RefreshActivityId = id.RefreshActivityId };
}
