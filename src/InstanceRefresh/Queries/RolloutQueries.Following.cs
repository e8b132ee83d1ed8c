using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RolloutQueries
{
    /// <summary>So often an activity may be missing from an answer before it counts as gone.</summary>
    private const int MissedAtMost = 3;

    /// <summary>How often the hooks of a batch are asked about: the activity does not show them.</summary>
    private static readonly TimeSpan HooksEvery = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A rollout as it goes on: what was seen last, and each look after that, until it has ended. One that is undone is followed by its rollback. A pause is no
    /// end. Looks are spaced as the provider spaces them.
    /// </summary>
    /// <param name="from">From <see cref="StatusAsync"/>, with a rollout.</param>
    /// <param name="log">Gets the progress lines that the provider would print. Null: nobody does.</param>
    /// <exception cref="RolloutGoneException">The service does not list it any more.</exception>
    public async IAsyncEnumerable<RolloutView> FollowAsync(
        GroupStatus from, IProgressLog? log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        var view = from.Rollout ?? throw new ArgumentException("There is no rollout to follow.", nameof(from));
        var reporter = log is null ? null : new ProgressReporter(log);
        var seen = new ActivityObservation(view.Activity, view.AsOf);
        var (hooksAt, inHook, missed) = (view.AsOf, ImmutableHashSet<string>.Empty, 0);
        while (true)
        {
            if (!view.Alive && from.Rollout != view)
                view = await ComparedAsync(view, cancellationToken);
            if (reporter is not null)
                await reporter.ReportAsync(view.Progress, view.AsOf);
            yield return view;
            if (!view.Alive)
            {
                if (await RollbackAsync(view, cancellationToken) is not { } rollback)
                    yield break;
                seen = new(rollback, seen.AnsweredAt);
                view = RolloutViews.Of(rollback, seen.AnsweredAt, view.ExpectedBatch);
                continue;
            }

            var next = await _poller.NextAsync(view.RefreshActivityId, _poller.PaceAfter(seen, view.ExpectedBatch), cancellationToken);
            if (next.Activity is not { } activity)
            {
                if (++missed == MissedAtMost)
                    throw new RolloutGoneException(view.RefreshActivityId);
                continue;
            }

            (seen, missed) = (next, 0);
            activity = activity.Cleaned(_clean);
            if (next.AnsweredAt - hooksAt >= HooksEvery)
                (hooksAt, inHook) = (next.AnsweredAt, await InHookAsync(from.Hooks, activity, cancellationToken));
            view = RolloutViews.Of(activity, next.AnsweredAt, view.ExpectedBatch, requestId: next.RequestId, inHook: HookWatch.StillIn(inHook, activity));
        }
    }

    /// <summary>An end with what the group shows of it. A courtesy: an end that was seen is not given up for it.</summary>
    private async Task<RolloutView> ComparedAsync(RolloutView ended, CancellationToken cancellationToken)
    {
        try
        {
            return (await StatusAsync(ended.AutoScalingGroupId, ended.RefreshActivityId, cancellationToken))?.Rollout ?? ended;
        }
        catch (CloudException)
        {
            return ended;
        }
    }

    private async Task<RefreshActivity?> RollbackAsync(RolloutView ended, CancellationToken cancellationToken)
        => ended.Status == ActivityStatus.Successful || ended.ActivityType == ActivityType.Rollback
            ? null
            : (await _cloud.RollbackOfAsync(ended.AutoScalingGroupId, ended.RefreshActivityId, cancellationToken))?.Cleaned(_clean);
}

/// <summary>An activity that was followed is not listed any more.</summary>
public sealed class RolloutGoneException(string activityId)
    : Exception($"The service does not list activity {activityId} any more.");
