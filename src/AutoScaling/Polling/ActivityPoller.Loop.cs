using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling;

public sealed partial class ActivityPoller
{
    /// <summary>Timers cut off parts of a millisecond and clocks round: what is due within one is due, else the loop would spin until it
    /// is.</summary>
    private static readonly TimeSpan TimerGrain = TimeSpan.FromMilliseconds(1);

    private async Task RunAsync()
    {
        while (true)
        {
            Task changed;
            TimeSpan sleep;
            lock (_gate)
            {
                if (_waits.Count == 0 || _disposed)
                {
                    _loop = null;
                    return;
                }

                var now = Now() + TimerGrain;
                var due = _waits.Min(wait => wait.Due);
                if (due <= now)
                {
                    foreach (var chunk in TakeDueUnderGate(now))
                        TrackUnderGate(chunk);
                    continue;
                }

                sleep = due - now + TimerGrain;
                if (_changed.Task.IsCompleted)
                    _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }

            // A sleep that is given up must take its timer along, hence a source of its own.
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            await Task.WhenAny(changed, Task.Delay(sleep, _clock, awake.Token)).ConfigureAwait(false);
            await awake.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Everyone who is due or half-way there, those first that are due longest; in groups of at most a hundred activities, or of
    /// fewer where each is large.</summary>
    private List<PollWait[]> TakeDueUnderGate(TimeSpan now)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread);
        var due = _waits.Where(wait => wait.EligibleAt <= now || wait.Due <= now).OrderBy(wait => wait.Due).ToList();
        _waits.RemoveAll(wait => wait.EligibleAt <= now || wait.Due <= now);
        return [.. due
            .GroupBy(wait => wait.ActivityId, StringComparer.Ordinal)
            .Chunk(_perPoll)
            .Select(groups => groups.SelectMany(group => group).ToArray())];
    }

    private void TrackUnderGate(PollWait[] waits)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread);
        var poll = Task.Run(() => PollAsync(waits), CancellationToken.None);
        _polls.Add(poll);
        _ = poll.ContinueWith(
            ended =>
            {
                lock (_gate)
                    _polls.Remove(ended);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>One describe, and what follows from it for each who waits.</summary>
    private async Task PollAsync(PollWait[] waits)
    {
        string[] ids = [.. waits.Where(wait => !wait.IsOver).Select(wait => wait.ActivityId).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            return;
        try
        {
            var request = new DescribeRefreshActivitiesRequest { RefreshActivityIds = ids, Limit = Paging.PageSize };
            var seen = await _client.DescribeRefreshActivitiesAsync(request, _stopping.Token).ConfigureAwait(false);
            if (seen.RefreshActivitySet.Count > 0)
                _perPoll = PageLimit.Fitting(seen.Size / seen.RefreshActivitySet.Count);
            var at = _clock.GetTimestamp();
            var byId = seen.RefreshActivitySet.ToLookup(activity => activity.RefreshActivityId, StringComparer.Ordinal);
            foreach (var wait in waits)
                wait.Answer(new(byId[wait.ActivityId].FirstOrDefault(), seen.AnsweredAt) { RequestId = seen.RequestId, ObservedAt = at });
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            foreach (var wait in waits)
                wait.Fail(Disposed());
        }
        catch (Exception failure) when (ids.Length > 1 && PollFailures.MayBeOneOfMany(failure))
        {
            // One id that the service does not accept must not fail the other ninety-nine: halve until it stands alone.
            var half = ids.Take(ids.Length / 2).ToHashSet(StringComparer.Ordinal);
            await Task.WhenAll(
                PollAsync([.. waits.Where(wait => half.Contains(wait.ActivityId))]),
                PollAsync([.. waits.Where(wait => !half.Contains(wait.ActivityId))])).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Later(waits, failure);
        }
    }

    private void Later(PollWait[] waits, Exception failure)
    {
        foreach (var wait in waits)
        {
            if (PollFailures.IsPermanent(failure, wait.Failures++))
            {
                wait.Fail(failure);
                continue;
            }

            // At least half of the ceiling, unlike a call's own repetitions: those have been made already when a poll fails.
            var pause = Backoff.Delay(
                wait.Failures, 0.5 + (_client.Jitter.Next() / 2), _options.MinInterval,
                new() { BaseDelay = _options.MinInterval, MaxDelay = _options.MaxInterval });
            Log.Failed(_log, wait.ActivityId, wait.Failures, Spans.Of(pause), failure.Message);
            wait.Due = wait.EligibleAt = Now() + pause;
            lock (_gate)
            {
                if (_disposed)
                    wait.Fail(Disposed());
                else if (!wait.IsOver)
                    Add(wait);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Debug, "Poll {Failures} of {ActivityId} failed; again in {Pause}: {Reason}")]
        public static partial void Failed(ILogger logger, string activityId, int failures, string pause, string reason);
    }
}
