using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

internal sealed partial class RolloutDriver
{
    /// <summary>So long a look may be overdue before that is told, and then so often.</summary>
    private static readonly TimeSpan SilentAtMost = TimeSpan.FromMinutes(1);

    /// <summary>The pauses between reads that were not answered.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    // Step 1.
    private Task<bool> FirstLookAsync()
    {
        // Derived anew once the activity is seen; until then, and if it never is, the inputs must do.
        var settings = _inputs.Settings;
        limits.Derive(Pace.Of(settings.CheckHealth, settings.HealthTimeoutSeconds, _inputs.ProgressDeadline, [])
            .OperationLimit(_known.BatchCount, _policy.RetriesLeft, settings.MaxSurge > 0));
        return PatientlyAsync(async token =>
        {
            await LookAsync(token);
            return true;
        });
    }

    // Both activities in one call: the time that the group was held is told by both.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        string[] ids = FollowedId == _id.RefreshActivityId ? [FollowedId] : [_id.RefreshActivityId, FollowedId];
        var seen = await cloud.Fleet.LookAsync(ids, cancellationToken);
        _rollout = Find(_id.RefreshActivityId) ?? _rollout;
        if (ids.Length > 1)
            _rollback = Find(FollowedId) ?? _rollback;
        _seenAt = seen.AnsweredAt;
        _requestId = seen.RequestId;
        NoteListed(seen.RefreshActivitySet.Any(activity => activity.RefreshActivityId == FollowedId));
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
        NoteListed(seen.Activity is not null);
        if (seen.Activity?.Cleaned(context.Clean) is not { } activity)
            return;

        if (FollowedId == _id.RefreshActivityId)
            _rollout = activity;
        else
            _rollback = activity;
        Remember(activity);
        if (before is null || before.Status == activity.Status)
            return;

        if (Interventions.Of(ActivityChange.Between(before, activity), _lastWrite?.Asked) is { } deed)
            await WarnAsync(Interventions.Sentence(deed, activity));
        _lastWrite = null;
    }

    private void NoteListed(bool listed)
    {
        _missingSince = listed ? null : _missingSince ?? Now;
        _emptyLooks = listed ? 0 : _emptyLooks + 1;
    }

    /// <summary>Whoever waits for an activity that no answer shows is told so: one empty answer is ordinary, a second one is not.</summary>
    private async Task TellMissingAsync()
    {
        string yet = Followed is null && task.WasJustStarted ? "yet" : "now";
        string line = $"The service does not list activity {FollowedId} on scaling group {_id.GroupId} {yet}";
        await context.Log.StatusAsync($"{line} · {Times.Span(Now - (_missingSince ?? Now))}");
        if (_emptyLooks == LooksForAbsence - 1)
            await context.Log.InfoAsync($"{line}. Looking again for at most {Times.Span(ShowsWithin)}.");
    }

    /// <summary>
    /// A read that goes on through trouble of the connection or of the service, as the poller does: until the limit or the time without progress is over,
    /// or for the given time.
    /// </summary>
    /// <exception cref="TimeoutException">The limit is over, or the time without progress.</exception>
    /// <exception cref="CloudException">Asking again cannot help, or <paramref name="atMost"/> is over.</exception>
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> read, TimeSpan? atMost = null)
    {
        var begin = Now;
        var told = TimeSpan.Zero;
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await limits.WithinAsync(read(limits.Token));
            }
            catch (CloudException trouble) when (MayPass(trouble) && !(Now - begin >= atMost))
            {
                ThrowIfTooLong(Now - begin);
                if (told == TimeSpan.Zero || Now - told >= SilentAtMost)
                {
                    told = Now;
                    await context.Log.WarnAsync($"{trouble.Message} Activity {FollowedId} {LastSeen}. Asking on.");
                }
            }

            await Task.Delay(pause, cloud.Clock, limits.Token);
        }
    }

    /// <summary>Whether the next call may be answered although this one was not.</summary>
    private static bool MayPass(CloudException trouble) => trouble is CloudTransportException
        || trouble is CloudServiceException { Kind: RefusalKind.Throttled or RefusalKind.Doubtful or RefusalKind.ClockSkew };

    private void ThrowIfTooLong(TimeSpan silent)
    {
        if (limits.IsOver)
            throw new TimeoutException();
        if (_progress is not null && Followed is { } seen && _stall.See(seen, Now) >= _pace.QuietAtMost)
        {
            _silent = silent;
            throw new TimeoutException();
        }
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
            ThrowIfTooLong(silent);
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
        => activity.RefreshBatchSet.Count == 0 ? activity.BatchCount : activity.RefreshBatchSet.Count(batch => batch.EndTime is null);
}
