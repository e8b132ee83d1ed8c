using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Follows one activity that exists: looks, decides, acts, waits, until the rollout is where it should be or cannot get there now.</summary>
/// <remarks>
/// <code>
///   1 look ─► 2 decide ─┬─ wait ──────────────────────────────────────────► 4 poll ─► 2
///                       ├─ resume, stop, cancel, roll back ─► 3 act ──────► 4 poll ─► 2
///                       ├─ seek a rollback ─► 3 act (follow it if there is one) ────► 2
///                       ├─ finish ─► 5 verify against the fleet ─► 6 end, where it should be
///                       └─ give up, refuse ──────────────────────► 6 end, incomplete
///   an interrupt, a limit of time, a failed call, a bug: ────────► 6 end, incomplete
/// </code>
/// From construction to the end there is an activity in the cloud, so no way out of <see cref="RunAsync"/> loses its id: every end carries the full
/// state.
/// </remarks>
internal sealed partial class RolloutDriver(CloudAccess cloud, OperationContext context, OperationLimits limits, FollowTask task)
{
    /// <summary>A new activity may not be listed at once, and a write may not show at once.</summary>
    private static readonly TimeSpan ShowsWithin = TimeSpan.FromSeconds(60);

    /// <summary>
    /// So many looks in a row, over no less than <see cref="ShowsWithin"/>, must not list an activity before it is believed to be gone: some may have asked
    /// a server that lags behind.
    /// </summary>
    private const int LooksForAbsence = 3;

    private readonly ActivityId _id = task.Id;
    private readonly RefreshInputs _inputs = task.Inputs;
    private readonly StallWatch _stall = new();
    private readonly List<string> _warnings = [];
    private readonly long _begin = cloud.Clock.GetTimestamp();

    private RolloutPolicy _policy = task.Policy;
    private RefreshOutputs _known = task.Known;
    private RefreshActivity? _rollout;
    private RefreshActivity? _rollback;
    private string? _rollbackId = task.Known.RollbackActivityId;
    private DateTimeOffset _seenAt = task.SeenAt;
    private TimeSpan? _missingSince;
    private string? _requestId;
    private Pace _pace;
    private ProgressReporter? _progress;
    private (RefreshActivity Seen, Asked Asked, TimeSpan At)? _lastWrite;
    private (RefreshActivity Seen, Asked Asked)? _doubt;
    private string? _unknown;
    private int _conflicts;
    private TimeSpan? _silent;
    private int _emptyLooks;

    /// <summary>The monotonic time of this operation. Bounds are on it: an answer may tell any time of day.</summary>
    private TimeSpan Now => cloud.Clock.GetElapsedTime(_begin);

    private string FollowedId => _rollbackId ?? _id.RefreshActivityId;

    /// <summary>The activity that decides what comes next, as last seen; null if it is not listed, or not yet.</summary>
    private RefreshActivity? Followed => FollowedId == _id.RefreshActivityId ? _rollout : _rollback;

    /// <summary>The whole state, of whatever was last seen.</summary>
    private RefreshOutputs Outputs => _rollbackId is { } rollback && rollback != _known.RollbackActivityId && Followed is null
        ? OutputsBuilder.Build(_known, _rollout, rollback: null, _seenAt) with
        {
            // Accepted a moment ago and not seen yet. Its id must not be lost, and the state of the other activity is history.
            RollbackActivityId = rollback,
            ActivityType = ActivityType.Rollback,
            Status = ActivityStatus.Init,
            Outcome = RefreshOutcome.InProgress,
            CurrentBatch = 0,
            Batches = [],
            EndTime = null,
        }
        // A pause that was told to end must not be stored as one that somebody has seen: the next update would end the next pause as well.
        : Unseen == Asked.Resume ? Seen with { Status = ActivityStatus.Running, Outcome = RefreshOutcome.InProgress }
        : Seen;

    private RefreshOutputs Seen => OutputsBuilder.Build(
        _known with { RollbackActivityId = _rollbackId }, _rollout, FollowedId == _id.RefreshActivityId ? null : _rollback, _seenAt);

    /// <summary>Never throws.</summary>
    public async Task<Ending> RunAsync()
    {
        var ending = await RunToTheEndAsync();
        try
        {
            await ReportAsync(ending);
        }
        catch (Exception)
        {
            // The report is a courtesy; the ending, with the id in it, is not.
        }

        return ending;
    }

    private async Task<Ending> RunToTheEndAsync()
    {
        try
        {
            try
            {
                return await FollowAsync();
            }
            catch (OperationCanceledException) when (limits.IsInterrupted)
            {
                return await InterruptedAsync();
            }
            catch (CloudException lost) when (lost.MayHaveActed && limits.IsInterrupted)
            {
                return await InterruptedAsync(lost.Message);
            }
            catch (Exception late) when (late is TimeoutException or OperationCanceledException && limits.IsOver)
            {
                return OutOfTime();
            }
            catch (TimeoutException) when (_silent is { } silent)
            {
                return Unanswered(silent);
            }
        }
        catch (Exception failure)
        {
            return Broken(failure);
        }
    }

    private async Task<Ending> FollowAsync()
    {
        limits.AllowGrace();
        await FirstLookAsync();
        while (true)
        {
            if (_missingSince is not null || Followed is not { } seen)
            {
                if (_emptyLooks >= LooksForAbsence && Now - (_missingSince ?? Now) >= ShowsWithin)
                    return await UnlistedAsync();
                if (limits.IsOver)
                    return OutOfTime();
                await TellMissingAsync();
                await PollAsync();
                continue;
            }

            bool pending = WritePending(seen);
            var step = pending ? new NextStep.Wait("the effect of the last call") : RolloutDecision.Decide(Situation.Of(seen), _policy);
            await WarnOfUnknownAsync(seen);
            await SetPaceAsync(seen, step);
            await _progress!.ReportAsync(seen, _seenAt);
            var quiet = _stall.See(seen, Now);
            if (step is NextStep.Finish or NextStep.GiveUp)
                await SeeOriginAsync();
            switch (step)
            {
                case NextStep.Finish finish:
                    return await FinishAsync(finish.As, seen);
                case NextStep.GiveUp or NextStep.Refuse:
                    return End(Reasons.For(step, seen, _inputs, _requestId, _rollout));
                case NextStep.Wait when limits.IsOver:
                    return OutOfTime();
                case NextStep.Wait when quiet >= _pace.QuietAtMost:
                    return Stalled(seen, quiet);
                case NextStep.Wait:
                    // Whatever pause comes now, whoever ran this operation has not seen it.
                    if (!pending)
                        _policy = _policy with { Opening = Opening.None };
                    await PollAsync();
                    break;
                default:
                    await ActAsync(step, seen);
                    break;
            }
        }
    }

    /// <summary>Whether the last write was accepted and does not show yet: to decide now would be to decide about the past.</summary>
    private bool WritePending(RefreshActivity seen)
        => _lastWrite is { } write && ActivityChange.Between(write.Seen, seen).IsNone && Now - write.At < ShowsWithin;

    /// <summary>What the activity was told, or may have been, as long as that does not show in it.</summary>
    private Asked? Unseen => Followed is not { } seen ? null
        : WritePending(seen) ? _lastWrite?.Asked
        : _doubt is { } doubt && ActivityChange.Between(doubt.Seen, seen).IsNone ? doubt.Asked
        : null;

    private async Task WarnAsync(string line)
    {
        _warnings.Add(line);
        await context.Log.WarnAsync(line);
    }
}
