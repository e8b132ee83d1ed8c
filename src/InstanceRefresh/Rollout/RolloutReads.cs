using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Looks at a rollout. Continues through trouble of the connection or of the service until a limit is over, and says so.</summary>
internal sealed class RolloutReads(RolloutRun run)
{
    /// <summary>So long a poll may be overdue before that is reported, and then so often.</summary>
    private static readonly TimeSpan SilentAtMost = TimeSpan.FromMinutes(1);

    /// <summary>The pauses between reads that were not answered.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public Task<RolloutObservation.Polled> FirstAsync()
    {
        // Derived anew once the activity is seen; until then, and if it never is, the inputs must do.
        var (inputs, settings) = (run.State.Inputs, run.State.Inputs.Settings);
        run.Limits.Derive(Pace.Of(settings.CheckHealth, settings.HealthTimeoutSeconds, inputs.ProgressDeadline, [])
            .OperationLimit(run.State.Known.BatchCount, run.State.Policy.RetriesLeft, settings.MaxSurge > 0)
            + VerificationStep.Longest(inputs, run.State.Known.BatchCount + 1));
        return FirstWithConfigurationAsync();
    }

    private async Task<RolloutObservation.Polled> FirstWithConfigurationAsync()
    {
        var first = await RetryUntilLimitAsync(DescribeAsync);
        // A new one may not be listed yet.
        if (first.Listed.Count == 0 || first.Listed.Any(activity => activity.IsAlive))
            run.State = run.State with { Hooks = await HooksAsync() };
        return await WithMoreAsync(first);
    }

    /// <summary>Asked for once: hooks count in every deadline of this operation.</summary>
    private async Task<RefreshHooks> HooksAsync()
    {
        try
        {
            return await run.Limits.WithinAsync(run.Cloud.Fleet.HooksAsync(run.State.Id.GroupId, run.Limits.Token));
        }
        catch (TimeoutException)
        {
            return RefreshHooks.None;
        }
    }

    /// <summary>The poll, with the instances that wait in a lifecycle hook, where that is worth a call. It is a courtesy, and may not be answered.</summary>
    private async Task<RolloutObservation.Polled> WithHooksAsync(RolloutObservation.Polled polled)
    {
        var state = run.State;
        if (polled.Listed.FirstOrDefault(activity => activity.RefreshActivityId == state.FollowedId) is not { } seen
            || HookWatch.ToAsk(state, seen, polled.AnsweredAt) is not { Count: > 0 } ids)
        {
            return polled;
        }

        try
        {
            return polled with { InHook = HookWatch.In(await run.Limits.WithinAsync(run.Cloud.Fleet.InstancesAsync(ids, run.Limits.Token))) };
        }
        catch (CloudException)
        {
            return polled;
        }
    }

    /// <summary>The next poll of the shared poller.</summary>
    public async Task<RolloutObservation.Polled> PollAsync()
    {
        var state = run.State;
        // While a call of ours does not show yet, the next poll is due as soon as for an activity that is not listed yet.
        bool soon = state.Followed is not { } before || state.IsPending(before, run.Now);
        var poller = run.Cloud.Poller;
        // What bakes at its end moves no more, and is looked at for the service's time alone.
        var pace = state is { Followed.IsAlive: false, Verification.Verdict: VerificationVerdict.Due } && !soon ? new PollPace(TimeSpan.FromMinutes(1))
            : poller.PaceAfter(new ActivityObservation(soon ? null : state.Followed, state.SeenAt), state.Task.ExpectedBatch);
        var seen = await AnsweredAsync(
            poller.NextAsync(state.FollowedId, pace with { NotAfter = Sooner(run.Limits.EndsAt, NextQuestion(state)) }, run.Limits.Token), pace.Interval);
        return await WithMoreAsync(run.Cleaned(new(seen.Activity is { } activity ? [activity] : [], seen.AnsweredAt, seen.RequestId)));
    }

    /// <summary>The poll, with whatever else is worth a call. An interrupt meanwhile must not lose what the poll has seen: it decides whether to pause.</summary>
    private async Task<RolloutObservation.Polled> WithMoreAsync(RolloutObservation.Polled polled)
    {
        try
        {
            return await WithHooksAsync(await WithConfigurationAsync(polled));
        }
        catch (OperationCanceledException) when (run.Limits.IsInterrupted)
        {
            run.State = run.State.Polled(polled, run.Now);
            throw;
        }
    }

    /// <summary>The poll, with the launch configuration where that may have changed since the last one. One that is not answered is asked for at the next.</summary>
    private async Task<RolloutObservation.Polled> WithConfigurationAsync(RolloutObservation.Polled polled)
    {
        var state = run.State;
        if (polled.Listed.FirstOrDefault(activity => activity.RefreshActivityId == state.FollowedId) is not { } seen || !ConfigurationGate.IsDue(state, seen, polled.AnsweredAt))
            return polled;
        try
        {
            var now = await run.Limits.WithinAsync(run.Cloud.Fleet.ConfigurationOfAsync(state.Id.GroupId, run.Limits.Token));
            return now is null ? polled : polled with { Configuration = AppliedConfiguration.Of(seen.RefreshMode, now, state.Id.RefreshActivityId) };
        }
        catch (CloudException)
        {
            return polled;
        }
    }

    /// <summary>What lifecycle hooks, and the commands in them, made of instances. A courtesy: it may not be answered.</summary>
    public async Task<IReadOnlyList<string>> HookResultsAsync(IReadOnlyList<RefreshBatchInstance> instances)
    {
        var ids = instances.Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        var activities = await ScalingActivitiesAsync(instances);
        return [.. activities.SelectMany(activity => HookResults.Of(activity, run.State.Hooks, run.Context.Clean, ids))];
    }

    /// <summary>The scaling activities behind instances. A courtesy: it may not be answered.</summary>
    public async Task<IReadOnlyList<ScalingActivity>> ScalingActivitiesAsync(IReadOnlyList<RefreshBatchInstance> instances)
    {
        try
        {
            return await run.Limits.WithinAsync(run.Cloud.Fleet.ScalingActivitiesAsync(Holding.ActivitiesOf(instances), run.Limits.Token));
        }
        catch (Exception unread) when (unread is CloudException or TimeoutException)
        {
            return [];
        }
    }

    /// <summary>Asks what a verification wants to know; once, since it asks again anyway.</summary>
    public async Task<RolloutObservation> AskAsync(RolloutEffect.Ask ask)
    {
        var answers = await run.Limits.WithinAsync(run.Cloud.Verification.AskAsync(ask.Settings, ask.Questions, run.State.SeenAt, run.Limits.Token));
        return new RolloutObservation.Answered(ask.Seen, answers.Cleaned(run.Context.Clean));
    }

    /// <summary>When a verification has something to ask, or its bake ends, by the clock as it is set now.</summary>
    private DateTimeOffset? NextQuestion(RolloutState state) => run.Cloud.Clock.GetUtcNow() + (state.Verification?.NextAfter(state.SeenAt) - state.SeenAt);

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>So that it is told what it is now, if that can be seen at once.</summary>
    public async Task PollOnceMoreAsync(TimeSpan within)
    {
        using var soon = new CancellationTokenSource(within, run.Cloud.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(soon.Token, run.Limits.Ending);
        try
        {
            run.State = run.State.Polled(await DescribeAsync(either.Token), run.Now);
        }
        catch (Exception failure) when (failure is CloudException or OperationCanceledException)
        {
            // What was seen last has to do.
        }
    }

    /// <summary>
    /// A read that continues through trouble, as the poller does: until the limit or the time without progress is over, or for the given time.
    /// </summary>
    /// <exception cref="TimeoutException">The limit is over, or the time without progress.</exception>
    /// <exception cref="CloudException">Asking again cannot help, or <paramref name="atMost"/> is over.</exception>
    public async Task<T> RetryUntilLimitAsync<T>(Func<CancellationToken, Task<T>> read, TimeSpan? atMost = null)
    {
        var begin = run.Now;
        TimeSpan? reportedAt = null;
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await run.Limits.WithinAsync(read(run.Limits.Token));
            }
            catch (CloudException trouble) when (MayPass(trouble) && !(run.Now - begin >= atMost))
            {
                ThrowIfTooLong(run.Now - begin);
                if (reportedAt is null || run.Now - reportedAt >= SilentAtMost)
                {
                    reportedAt = run.Now;
                    await run.Log.WarnAsync($"{trouble.Message} Activity {run.State.FollowedId} {run.Text.LastSeen}. Retrying.");
                }
            }

            await run.Limits.PauseAsync(pause);
        }
    }

    /// <summary>Whether the next call may be answered although this one was not.</summary>
    public static bool MayPass(CloudException trouble) => trouble is CloudTransportException
        || trouble is CloudServiceException { Kind: RefusalKind.Throttled or RefusalKind.Indeterminate or RefusalKind.ClockSkew };

    // Both activities in one call: the time that the group was held is reported by both.
    private async Task<RolloutObservation.Polled> DescribeAsync(CancellationToken cancellationToken)
    {
        var state = run.State;
        string[] ids = state.FollowsRollback ? [state.Id.RefreshActivityId, state.FollowedId] : [state.FollowedId];
        var seen = await run.Cloud.Fleet.DescribeAsync(ids, cancellationToken);
        return run.Cleaned(new(seen.RefreshActivitySet, seen.AnsweredAt, seen.RequestId));
    }

    /// <summary>The poller asks on without end. Whoever waits is told so, and limit and deadline count on.</summary>
    /// <exception cref="TimeoutException">The limit is over, or the time without progress.</exception>
    private async Task<ActivityObservation> AnsweredAsync(Task<ActivityObservation> polled, TimeSpan interval)
    {
        var begin = run.Now;
        // The poller moves a poll by up to half of its interval.
        for (var timeout = (interval * 1.5) + SilentAtMost; !await run.Limits.IsOverWithinAsync(polled, timeout); timeout = SilentAtMost)
        {
            var silent = run.Now - begin;
            ThrowIfTooLong(silent);
            await run.Log.WarnAsync(
                $"The service has not answered for {Times.Span(silent)}; activity {run.State.FollowedId} {run.Text.LastSeen}. Retrying.");
        }

        return await polled;
    }

    private void ThrowIfTooLong(TimeSpan silent)
    {
        if (run.Limits.IsOver)
            throw new TimeoutException();
        if (run.State.IsStalledAt(run.Now))
            throw new UnansweredException(silent);
    }
}

/// <summary>The service has not answered for as long as an activity may go without progress.</summary>
internal sealed class UnansweredException(TimeSpan silent) : TimeoutException
{
    public TimeSpan Silent { get; } = silent;
}
