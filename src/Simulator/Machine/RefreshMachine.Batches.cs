using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

// From the first machine of a batch to its last.
internal static partial class RefreshMachine
{
    private static Turn StartBatch(RefreshActivity activity, int number, DateTimeOffset now)
    {
        var batch = activity.Batches[number - 1].MoveTo(BatchStatus.Init) with { StartTime = now };
        return Work(activity with { CurrentBatch = number, Step = RefreshStep.Batches }, batch, BatchInstanceStatus.Waiting);
    }

    private static Turn RetryBatch(RefreshActivity activity)
        => Work(activity, activity.Batch!.MoveTo(BatchStatus.Init) with { EndTime = null, Retried = true }, BatchInstanceStatus.Failed);

    private static Turn Work(RefreshActivity activity, RefreshBatch batch, BatchInstanceStatus which)
    {
        ImmutableArray<string> workedOn = [.. batch.Instances.Where(instance => instance.Status == which).Select(instance => instance.InstanceId)];
        batch = batch.Change(instance => instance.Status == which, static instance => instance.MoveTo(BatchInstanceStatus.Init) with { Message = "" });
        return new(activity.With(batch) with { Working = true, Round = activity.Round + 1 }, [new Effect.StartBatch(workedOn)]);
    }

    private static Turn OnBatchRuns(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        if (activity is not { Working: true, Step: RefreshStep.Batches, Batch.Status: BatchStatus.Init })
            return activity;
        var batch = activity.Batch.MoveTo(BatchStatus.Running).Change(
            static instance => instance.Status == BatchInstanceStatus.Init,
            static instance => instance.MoveTo(BatchInstanceStatus.Running));
        return AfterInstance(activity.With(batch), now, assumed);
    }

    private static Turn OnInstanceDone(RefreshActivity activity, ActivityEvent.InstanceDone done, DateTimeOffset now, AssumptionSet assumed)
    {
        if (!activity.Working || activity.Batch is not { } batch)
            return activity;
        var end = done.Failure is null ? BatchInstanceStatus.Successful : BatchInstanceStatus.Failed;
        batch = batch.Change(done.InstanceId, BatchInstanceStatus.Running, instance => instance.MoveTo(end) with { Message = done.Failure ?? Success });
        activity = activity.With(batch);

        // By switch the first failure is shown before the rest of the batch has ended.
        if (done.Failure is not null && activity.Status == ActivityStatus.Running && !assumed.Is(Assumed.FailureWaitsForBatch) && PausesOnFailure(activity))
            activity = activity.MoveTo(ActivityStatus.FailedPause);
        return AfterInstance(activity, now, assumed);
    }

    private static Turn OnInstanceGone(RefreshActivity activity, string instanceId, DateTimeOffset now, AssumptionSet assumed)
    {
        var touched = false;
        foreach (var batch in activity.Batches)
        {
            var changed = batch.Change(
                instance => instance.InstanceId == instanceId && MayVanish(instance, activity.IsAlive),
                static instance => instance.MoveTo(BatchInstanceStatus.NotFound) with { Message = "the instance is no longer in the group" });
            touched |= changed.Instances.Any(instance => instance.InstanceId == instanceId);
            activity = activity.With(changed);
        }

        return touched ? AfterInstance(activity, now, assumed) : activity;
    }

    private static bool MayVanish(BatchInstance instance, bool alive)
        => instance.IsOpen || (alive && instance.Status is BatchInstanceStatus.Waiting or BatchInstanceStatus.Failed);

    private static Turn AfterInstance(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        if (activity is not { Working: true, Step: RefreshStep.Batches, Batch: { Status: BatchStatus.Running } batch }
            || batch.Instances.Any(static instance => instance.IsOpen))
        {
            return activity;
        }

        activity = activity.With(batch.MoveTo(Verdict(batch, assumed)) with { EndTime = now }) with { Working = false };
        var turn = AfterBatch(activity, now, assumed);
        return turn with { Effects = turn.Effects.Insert(0, new Effect.BatchEnded(batch.Number)) };
    }

    private static BatchStatus Verdict(RefreshBatch batch, AssumptionSet assumed)
    {
        if (!batch.HasFailures)
            return BatchStatus.Successful;
        return batch.Instances.Any(static instance => instance.Status == BatchInstanceStatus.Successful)
            ? WireNames.Parse<BatchStatus>(assumed[Assumed.PartialBatch])!.Value
            : BatchStatus.Failed;
    }

    private static Turn AfterBatch(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        var batch = activity.Batch!;
        switch (activity.Status)
        {
            case ActivityStatus.ManualPause:
                return batch.HasFailures && assumed.Is(Assumed.StoppedBatchFails, "FAILED_PAUSE") ? activity.MoveTo(ActivityStatus.FailedPause) : activity;
            case not ActivityStatus.Running:
                return activity.IsAlive ? activity : activity with { Step = RefreshStep.Over };
        }

        if (activity.StopAsked)
            return (activity with { StopAsked = false }).MoveTo(ActivityStatus.ManualPause);
        if (batch.HasFailures)
            return AfterFailure(activity, now, assumed);
        return PauseIsDue(activity, assumed) ? activity.MoveTo(ActivityStatus.AutoPause) : Continue(activity, now, assumed);
    }

    private static Turn AfterFailure(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        if (PausesOnFailure(activity))
            return activity.MoveTo(ActivityStatus.FailedPause);
        if (activity.Settings.FailProcess == FailProcess.AutoCancel)
            return End(CancelPending(activity), WireNames.Parse<ActivityStatus>(assumed[Assumed.StatusAfterAutoCancel])!.Value, now);

        // The group stays disabled: the rollback takes over the hold on it.
        var ended = End(CancelPending(activity), WireNames.Parse<ActivityStatus>(assumed[Assumed.OriginAfterAutoRollback])!.Value, now);
        return ended with { Effects = [.. ended.Effects.Where(static effect => effect is not Effect.Release), new Effect.RollBack()] };
    }

    // A rollback cannot be rolled back, so it can only wait for somebody.
    private static bool PausesOnFailure(RefreshActivity activity)
        => activity.Settings.FailProcess is null or FailProcess.AutoPause
            || (activity.Type == ActivityType.Rollback && activity.Settings.FailProcess == FailProcess.AutoRollback);

    private static bool PauseIsDue(RefreshActivity activity, AssumptionSet assumed)
    {
        if (activity.IsLastBatch && !assumed.Is(Assumed.PauseAfterLastBatch))
            return false;
        if (activity.Batch!.Retried && !assumed.Is(Assumed.PauseAfterRetry))
            return false;
        return activity.Settings.BatchPause switch
        {
            BatchPause.FirstBatchPause => activity.CurrentBatch == 1,
            BatchPause.BatchIntervalPause => true,
            _ => false,
        };
    }
}
