using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Carries out the writes of a step. Each is sent once; an indeterminate answer is reconciled by polling.</summary>
internal sealed class RolloutWriter(RolloutRun run, RolloutReads reads)
{
    /// <summary>So often a write may be refused because the activity has moved on meanwhile.</summary>
    private const int MostConflicts = 5;

    /// <exception cref="CloudException">Refused, or nobody knows: then the state says so.</exception>
    public async Task<RolloutObservation> WriteAsync(NextStep step, RefreshActivity seen)
    {
        if (step is NextStep.Resume resume && await MissingAsync(resume, seen) is { } missing)
            return new RolloutObservation.Refrained(seen, missing);
        try
        {
            return new RolloutObservation.Written(step, seen, await SendAsync(step, seen));
        }
        catch (CloudServiceException moved) when (moved.Code == ErrorCode.RefreshActivityStatusConflictWithOperation && run.State.Conflicts + 1 < MostConflicts)
        {
            return new RolloutObservation.Overtaken(seen, moved);
        }
        catch (CloudException unsent) when (!unsent.MayHaveActed && RolloutReads.MayPass(unsent) && !run.Limits.IsOver)
        {
            return new RolloutObservation.Unsent(unsent);
        }
        catch (CloudException lost) when (lost.MayHaveActed)
        {
            run.State = run.State with { IndeterminateWrite = new(seen, step.AsksFor!.Value, run.Now) };
            throw;
        }
    }

    /// <summary>Whether there is a rollback of an activity.</summary>
    public async Task<RolloutObservation> SeekAsync(RefreshActivity seen)
    {
        var found = await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.RollbackOfAsync(run.State.Id.GroupId, seen.RefreshActivityId, token));
        return new RolloutObservation.Sought(seen, found?.Cleaned(run.Context.Clean));
    }

    /// <summary>Why too few instances would serve while the next batch is in progress; null if that is not checked, or enough would.</summary>
    private async Task<string?> MissingAsync(NextStep.Resume resume, RefreshActivity seen)
    {
        if (run.State.Inputs.MinHealthyPercent is not { } percent || seen.IsRollback)
            return null;
        var (batch, size) = HealthyShare.NextOf(seen, resume.Mode);
        var fleet = size == 0 ? null : await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.ReadAsync(run.State.Id.GroupId, token));
        return fleet is null ? null : HealthyShare.Missing(fleet, percent, batch, size);
    }

    private async Task<ConfirmedWrite> SendAsync(NextStep step, RefreshActivity seen)
    {
        string group = run.State.Id.GroupId;
        string activity = seen.RefreshActivityId;
        var token = run.Limits.Token;
        return step switch
        {
            NextStep.Resume resume => await run.Cloud.Writes.ResumeOnceAsync(
                new() { AutoScalingGroupId = group, RefreshActivityId = activity, ResumeMode = resume.Mode }, seen, token),
            NextStep.Stop => await run.Cloud.Writes.StopOnceAsync(new() { AutoScalingGroupId = group, RefreshActivityId = activity }, token),
            NextStep.Cancel => await run.Cloud.Writes.CancelOnceAsync(new() { AutoScalingGroupId = group, RefreshActivityId = activity }, token),
            NextStep.Rollback => await RollBackAsync(seen),
            _ => throw new InvalidOperationException($"{step} is not a write."),
        };
    }

    private async Task<ConfirmedWrite> RollBackAsync(RefreshActivity seen)
    {
        string group = run.State.Id.GroupId;
        string? newest = await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.NewestIdAsync(group, token));
        var made = await run.Cloud.Writes.RollbackOnceAsync(
            new()
            {
                AutoScalingGroupId = group,
                OriginRefreshActivityId = seen.RefreshActivityId,
                RefreshMode = RefreshMode.Reset,
                RefreshSettings = RolloutRequests.ForRollback(run.State.Inputs, seen),
            },
            newest, run.Limits.Token);
        return made with { Found = made.Found?.Cleaned(run.Context.Clean) };
    }
}
