using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Makes views of activities. Pure.</summary>
internal static class RolloutViews
{
    /// <param name="at">The service's time of the answer.</param>
    /// <param name="expectedBatch">How long a batch is thought to take until one of this activity has ended.</param>
    /// <param name="rollback">The activity that undoes it, if there is one.</param>
    /// <param name="inHook">The instances that wait in a lifecycle hook; null: none, as far as is known.</param>
    public static RolloutView Of(
        RefreshActivity activity, DateTimeOffset at, TimeSpan expectedBatch, RefreshActivity? rollback = null, string? requestId = null, ImmutableHashSet<string>? inHook = null)
    {
        var progress = RolloutProgress.Of(activity, at, new() { ExpectedBatch = expectedBatch, InHook = inHook ?? [] });
        var state = OutputsBuilder.Build(new RefreshOutputs { RefreshActivityId = activity.RefreshActivityId }, activity, rollback: null, at);
        var why = Why(activity, rollback, requestId);
        return new()
        {
            AutoScalingGroupId = activity.AutoScalingGroupId,
            RefreshActivityId = activity.RefreshActivityId,
            ActivityType = state.ActivityType,
            OriginRefreshActivityId = activity.IsRollback ? activity.OriginRefreshActivityId : null,
            RollbackActivityId = rollback?.RefreshActivityId,
            RefreshMode = activity.RefreshMode is { Length: > 0 } mode ? mode : null,
            Status = activity.Status,
            Outcome = state.Outcome,
            Alive = activity.IsAlive,
            Progress = progress,
            Batches = state.Batches,
            FailedInstances = state.FailedInstances,
            CreatedTime = activity.CreatedTime,
            StartTime = activity.StartTime,
            EndTime = activity.EndTime,
            FrozenSeconds = state.FrozenSeconds,
            PausedSeconds = (int)BetweenBatches(activity, at).TotalSeconds,
            Reasons = why?.Reasons ?? [],
            NextSteps = why?.NextSteps ?? [],
            AsOf = at,
            Activity = activity,
            ExpectedBatch = expectedBatch,
        };
    }

    /// <summary>
    /// The view of a group's newest activity, compared with the group: a success that has left instances out is a partial one, as the resource says. What was noted at the
    /// start is not known here, so a launch configuration that changed meanwhile leaves the images undecided.
    /// </summary>
    public static RolloutView Compared(RolloutView view, Fleet fleet)
    {
        if (view is not { Outcome: RefreshOutcome.Succeeded, Activity: { Status: ActivityStatus.Successful, IsRollback: false } ended })
            return view;
        FleetAfter now = new(fleet.Group, fleet.Configuration, fleet.Instances, fleet.Activities, fleet.Images ?? FleetImages.Of([]));
        var verdict = Verdict.Of(ended, new RefreshOutputs { RefreshActivityId = ended.RefreshActivityId }, now, seesAll: false);
        return Deviations.Warning(verdict.Deviations) is not { } warning ? view : view with
        {
            Outcome = RefreshOutcome.PartiallySucceeded,
            Reasons = [.. view.Reasons, warning],
            NextSteps = [.. view.NextSteps, "repair or destroy these instances", "change a trigger of the program to start a new rollout"],
        };
    }

    /// <summary>What an operation that wants it completed, and has no permission to act, would say of it.</summary>
    private static Explanation? Why(RefreshActivity activity, RefreshActivity? rollback, string? requestId)
    {
        var followed = rollback ?? activity;
        var id = new ActivityId(activity.AutoScalingGroupId, activity.RefreshActivityId);
        bool isWanted = followed is { IsRollback: true, Status: ActivityStatus.Init or ActivityStatus.Running or ActivityStatus.Successful };
        var wanted = Imports.InputsOf(id, activity, followed) with
        {
            DesiredState = isWanted ? DesiredState.RolledBack : DesiredState.Completed,
            WaitFor = WaitTarget.Completed,
        };
        var step = RolloutDecision.Decide(Situation.Of(followed), RolloutPolicy.Of(wanted, ResumeTrigger.None) with { RollbackSought = true });
        return Reasons.For(step, followed, wanted, requestId, activity);
    }

    /// <summary>The time in which no batch was in progress, from the first that began to now or to the end.</summary>
    private static TimeSpan BetweenBatches(RefreshActivity activity, DateTimeOffset at)
    {
        var between = TimeSpan.Zero;
        DateTimeOffset? free = null;
        foreach (var batch in activity.RefreshBatchSet.Where(batch => batch.StartTime is not null).OrderBy(batch => batch.StartTime))
        {
            if (free is { } since && batch.StartTime > since)
                between += batch.StartTime.Value - since;
            free = batch.IsInProgress ? null : Later(free, batch.EndTime);
        }

        return activity.IsPaused && free is { } last && at > last ? between + (at - last) : between;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    /// <summary>
    /// The views of a group's history, with the images that can still be told: what the instances of the newest activity run shows its new image where they
    /// were refreshed and its old one where they were not. A rollback tells the same of what it undoes.
    /// </summary>
    /// <param name="newestFirst">Of one group.</param>
    public static ImmutableArray<RolloutView> History(ImmutableArray<RolloutView> newestFirst, FleetImages images)
    {
        if (newestFirst is not [var newest, ..])
            return newestFirst;
        var change = new ImageChange(
            Count(newest, images, instance => instance.InstanceStatus is InstanceStatus.Waiting or InstanceStatus.Cancelled),
            Count(newest, images, instance => instance.InstanceStatus is InstanceStatus.Successful));
        if (change.From.IsEmpty && change.To.IsEmpty)
            return newestFirst;
        return [.. newestFirst.Select(view => view == newest ? view with { Images = change }
            : view.RefreshActivityId == newest.OriginRefreshActivityId ? view with { Images = new(change.To, change.From) }
            : view)];
    }

    private static ImmutableSortedDictionary<string, int> Count(RolloutView view, FleetImages images, Func<RefreshBatchInstance, bool> which)
        => view.Activity.Instances.Where(which).Select(instance => images.Of(instance.InstanceId)).OfType<string>()
            .GroupBy(image => image, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
