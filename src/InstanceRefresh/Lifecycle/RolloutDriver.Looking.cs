using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

internal sealed partial class RolloutDriver
{
    /// <summary>So long a look may be overdue before that is told, and then so often.</summary>
    private static readonly TimeSpan SilentAtMost = TimeSpan.FromMinutes(1);

    // Step 1. Both activities in one call: the time that the group was held is told by both.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        // Derived anew once the activity is seen; until then, and if it never is, the inputs must do.
        var settings = _inputs.Settings;
        limits.Derive(Pace.Of(settings.CheckHealth, settings.HealthTimeoutSeconds, _inputs.ProgressDeadline, [])
            .OperationLimit(_known.BatchCount, _policy.RetriesLeft, settings.MaxSurge > 0));

        string[] ids = FollowedId == _id.RefreshActivityId ? [FollowedId] : [_id.RefreshActivityId, FollowedId];
        var seen = await cloud.Fleet.LookAsync(ids, cancellationToken);
        _rollout = Find(_id.RefreshActivityId) ?? _rollout;
        if (ids.Length > 1)
            _rollback = Find(FollowedId) ?? _rollback;
        _seenAt = seen.AnsweredAt;
        _requestId = seen.RequestId;
        _emptyLooks = Followed is null ? 1 : 0;
        Remember(_rollout);
        Remember(_rollback);

        RefreshActivity? Find(string id) => seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == id)?.Cleaned(context.Clean);
    }

    // Step 4.
    private async Task PollAsync()
    {
        var before = Followed;
        // While a call of ours does not show yet, the next look is due as soon as for an activity that is not listed yet.
        bool soon = before is null || WritePending(before);
        var pace = cloud.Poller.PaceAfter(new ActivityObservation(soon ? null : before, _seenAt));
        var seen = await AnsweredAsync(cloud.Poller.NextAsync(FollowedId, pace with { NotAfter = limits.EndsAt }, limits.Token), pace.Interval);
        _seenAt = seen.AnsweredAt;
        _requestId = seen.RequestId;
        if (seen.Activity?.Cleaned(context.Clean) is not { } activity)
        {
            _missingSince ??= _seenAt;
            _emptyLooks++;
            return;
        }

        _missingSince = null;
        _emptyLooks = 0;
        if (FollowedId == _id.RefreshActivityId)
            _rollout = activity;
        else
            _rollback = activity;
        Remember(activity);
        if (before is null || before.Status == activity.Status)
            return;

        if (Interventions.Between(before, activity, _lastWrite?.Asked) is { } deed)
            await WarnAsync(deed);
        _lastWrite = null;
    }

    /// <summary>The poller asks on without end. Whoever waits is told so, and limit and deadline count on.</summary>
    /// <exception cref="TimeoutException">The limit is over, or the time without progress.</exception>
    private async Task<ActivityObservation> AnsweredAsync(Task<ActivityObservation> look, TimeSpan interval)
    {
        var begin = cloud.Clock.GetTimestamp();
        // The poller moves a look by up to half of its interval.
        for (var patience = (interval * 1.5) + SilentAtMost; !await limits.IsOverWithinAsync(look, patience); patience = SilentAtMost)
        {
            var silent = cloud.Clock.GetElapsedTime(begin);
            if (limits.IsOver)
                throw new TimeoutException();
            if (_progress is not null && Followed is { } seen && _stall.See(seen, _seenAt + silent) >= _pace.QuietAtMost)
            {
                _silent = silent;
                throw new TimeoutException();
            }

            await context.Log.WarnAsync($"The service has not answered for {Times.Span(silent)}; activity {FollowedId} {LastSeen}. Asking on.");
        }

        return await look;
    }

    /// <summary>Once it is known how the activity works, it is known how long to wait for it.</summary>
    private async Task SetPaceAsync(RefreshActivity seen, NextStep step)
    {
        if (_progress is not null)
            return;

        var settings = seen.RefreshSettings;
        _pace = Pace.Of(settings?.CheckInstanceTargetHealth ?? false, settings?.CheckInstanceTargetHealthTimeout, _inputs.ProgressDeadline, []);
        if (task.ExpectedBatch is { } expected)
            _pace = _pace with { Batch = expected };
        _progress = new ProgressReporter(context.Log, _pace.Batch);
        if (step is NextStep.Finish or NextStep.GiveUp or NextStep.Refuse)
            return;

        var usual = _pace.OperationLimit(BatchesLeft(seen), _policy.RetriesLeft, settings?.RollingUpdateSettings?.MaxSurge > 0);
        limits.Derive(usual);
        // A cancellation is over at once, and a rollback is followed instead of what it undoes.
        if (step is not (NextStep.Wait or NextStep.Resume or NextStep.Stop))
            return;

        string source = limits.IsChosen ? "as customTimeouts says" : "derived from its batches; customTimeouts sets another limit";
        await context.Log.InfoAsync(
            $"Following {Words.Name(seen)} for at most {Times.Span(limits.IsChosen ? limits.Limit!.Value : usual)} ({source}), "
            + $"and for at most {Times.Span(_pace.QuietAtMost)} without progress.");
    }

    private async Task WarnOfUnknownAsync(RefreshActivity seen)
    {
        if (!ActivityStatus.IsKnown(seen.Status) && _unknown != seen.Status)
            await WarnAsync($"{Words.Title(seen)} is {seen.Status}, a status that this version does not know. It is watched until it changes.");
        _unknown = seen.Status;
    }

    private static int BatchesLeft(RefreshActivity activity)
        => activity.RefreshBatchSet.Count == 0 ? OutputsBuilder.CountOf(activity) : activity.RefreshBatchSet.Count(batch => batch.EndTime is null);
}
