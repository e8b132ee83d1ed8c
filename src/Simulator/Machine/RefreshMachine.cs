using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>
/// How a rollout goes: a pure function from an activity and what happens to it, to the activity after it and the effects to carry out.
/// </summary>
/// <remarks>
/// <code>
///  INIT ──► surge out ──► batch 1 ──► batch 2 ── … ──► surge in ──► SUCCESSFUL
///                │            │  ▲                        │
///                ▼            ▼  │ resume                 ▼
///           FAILED_PAUSE   AUTO_PAUSE, MANUAL_PAUSE,   FAILED_PAUSE
///                          FAILED_PAUSE ──► CANCELLED, or a ROLLBACK activity
/// </code>
/// Whether a wish may be uttered at all is <see cref="Permission"/>'s business; here it is carried out.
/// </remarks>
internal static partial class RefreshMachine
{
    /// <summary>The message of a machine that succeeded.</summary>
    public const string Success = "success";

    /// <param name="activity">The activity as it is.</param>
    /// <param name="activityEvent">What happens to it.</param>
    /// <param name="now">When, in the service's time.</param>
    /// <param name="assumed">How the open points are decided.</param>
    /// <exception cref="InvalidOperationException">The table of transitions does not allow what follows: a bug of the caller.</exception>
    public static Turn On(RefreshActivity activity, ActivityEvent activityEvent, DateTimeOffset now, AssumptionSet assumed) => activityEvent switch
    {
        ActivityEvent.Prepared => OnPrepared(activity, now, assumed),
        ActivityEvent.OriginSettled => OnPrepared(activity with { AwaitsOrigin = false }, now, assumed),
        ActivityEvent.SurgeMade made => OnSurgeStep(activity, made.Failure, now, assumed),
        ActivityEvent.SurgeRemoved removed => OnSurgeStep(activity, removed.Failure, now, assumed),
        ActivityEvent.BatchRuns => OnBatchRuns(activity, now, assumed),
        ActivityEvent.InstanceDone done => OnInstanceDone(activity, done, now, assumed),
        ActivityEvent.InstanceGone gone => OnInstanceGone(activity, gone.InstanceId, now, assumed),
        ActivityEvent.Stop => OnStop(activity, assumed),
        ActivityEvent.Resume resume => OnResume(activity, resume.Retry, now, assumed),
        ActivityEvent.Cancel => End(CancelPending(activity), ActivityStatus.Cancelled, now),
        ActivityEvent.RollbackBegun => OnRollbackBegun(activity, now, assumed),
        ActivityEvent.Broken => End(CancelPending(activity), ActivityStatus.Failed, now),
        _ => throw new ArgumentOutOfRangeException(nameof(activityEvent), activityEvent, "This event is not known."),
    };

    // The rows are those of the state diagram above, from left to right.
    private static Turn OnPrepared(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        if (activity.AwaitsOrigin)
        {
            return activity.Status == ActivityStatus.Init && assumed.Is(Assumed.RollbackAwaitsOrigin, "RUNNING")
                ? activity.MoveTo(ActivityStatus.Running)
                : activity;
        }

        // Stopped before it began: the resume begins it.
        if (activity.Step != RefreshStep.Preparing || activity.Status is not (ActivityStatus.Init or ActivityStatus.Running))
            return activity;
        return Begin(activity.Status == ActivityStatus.Init ? activity.MoveTo(ActivityStatus.Running) : activity, now);
    }

    private static Turn Begin(RefreshActivity activity, DateTimeOffset now)
    {
        activity = activity with { StartTime = now };
        return activity.HasSurge ? StartSurge(activity, RefreshStep.SurgeOut) : StartBatch(activity, 1, now);
    }

    private static Turn StartSurge(RefreshActivity activity, RefreshStep step)
        => new(activity with { Step = step, Working = true, StepFailed = false, Round = activity.Round + 1 },
            [step == RefreshStep.SurgeOut ? new Effect.MakeSurge((int)activity.Settings.MaxSurge!.Value) : new Effect.RemoveSurge()]);

    private static Turn OnSurgeStep(RefreshActivity activity, string? failure, DateTimeOffset now, AssumptionSet assumed)
    {
        activity = activity with { Working = false, StepFailed = failure is not null };
        if (activity.Status != ActivityStatus.Running)
            return activity;
        if (failure is not null)
        {
            return activity.Settings.FailProcess is FailProcess.AutoRollback or FailProcess.AutoCancel
                ? End(CancelPending(activity), WireNames.Parse<ActivityStatus>(assumed[Assumed.StatusAfterAutoCancel])!.Value, now)
                : PauseOrFail(activity, assumed[Assumed.SurgeFailure], now);
        }

        if (activity.StopAsked)
            return (activity with { StopAsked = false }).MoveTo(ActivityStatus.ManualPause);
        return activity.Step == RefreshStep.SurgeOut ? StartBatch(activity, 1, now) : Succeed(activity, now, assumed);
    }

    private static Turn PauseOrFail(RefreshActivity activity, string status, DateTimeOffset now)
        => status == "FAILED" ? End(CancelPending(activity), ActivityStatus.Failed, now) : activity.MoveTo(ActivityStatus.FailedPause);

    /// <summary>What comes after a finished batch or a resumed pause: the next batch, the removal of surge machines, or the end.</summary>
    private static Turn Continue(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        if (!activity.IsLastBatch)
            return StartBatch(activity, activity.CurrentBatch + 1, now);
        return activity.HasSurge ? StartSurge(activity, RefreshStep.SurgeIn) : Succeed(activity, now, assumed);
    }

    private static Turn Succeed(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        var leftBehind = activity.Batch is { HasFailures: true } && assumed.Is(Assumed.ContinueInLastBatch, "FAILED");
        return End(activity with { SurgeInstanceIds = [] }, leftBehind ? ActivityStatus.Failed : ActivityStatus.Successful, now);
    }

    private static Turn End(RefreshActivity activity, ActivityStatus status, DateTimeOffset now)
    {
        var ended = activity.MoveTo(status) with { EndTime = now, AwaitsOrigin = false, StopAsked = false };
        // A batch that still works keeps the step: its machines finish within the ended activity.
        var finishing = ended.Working && ended.Step == RefreshStep.Batches;
        ended = ended with { Working = finishing, Step = finishing ? ended.Step : RefreshStep.Over };
        return new(ended, status == ActivityStatus.Successful || !activity.HasSurge ? [new Effect.Release()] : [new Effect.DropSurge(), new Effect.Release()]);
    }

    private static RefreshActivity CancelPending(RefreshActivity activity) => activity with
    {
        Batches = [.. activity.Batches.Select(static batch => CancelPending(batch))],
    };

    private static RefreshBatch CancelPending(RefreshBatch batch)
    {
        var left = batch.Change(
            static instance => instance.Status == BatchInstanceStatus.Waiting,
            static instance => instance.MoveTo(BatchInstanceStatus.Cancelled));
        return left.Status == BatchStatus.Waiting ? left.MoveTo(BatchStatus.Cancelled) : left;
    }
}
