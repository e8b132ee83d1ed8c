using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

internal sealed partial class RolloutDriver
{
    /// <summary>A rollback that a failed batch starts by itself may show a moment after its origin has ended.</summary>
    private const int LooksForRollback = 4;

    /// <summary>So often a write may be refused because the activity has moved on meanwhile.</summary>
    private const int MostConflicts = 5;

    // Step 3. Each write is sent once; a doubtful answer is settled by looking. What must survive a failure right after it is noted first.
    private async Task ActAsync(NextStep step, RefreshActivity seen)
    {
        if (step is NextStep.SeekRollback)
        {
            await SeekRollbackAsync(seen);
            return;
        }

        try
        {
            await WriteAsync(step, seen);
            _policy = _policy with { Opening = Opening.None };
        }
        catch (CloudServiceException moved) when (moved.Code == ErrorCode.RefreshActivityStatusConflictWithOperation && ++_conflicts < MostConflicts)
        {
            // Between the look and the call somebody, or the service itself, was faster. What it is now decides.
            await context.Log.InfoAsync(
                $"{Words.Title(seen)} has moved on meanwhile: {moved.Action} was refused{Words.Request(moved.RequestId)}. Looking again.");
            _lastWrite = null;
        }
        catch (CloudException unsent) when (!unsent.MayHaveActed && MayPass(unsent) && !limits.IsOver)
        {
            // Nothing has reached the activity: what it is at the next look decides again.
            await context.Log.WarnAsync($"{unsent.Message} Looking again.");
        }
        catch (CloudException lost) when (lost.MayHaveActed)
        {
            _doubt = (seen, AskedBy(step));
            throw;
        }

        await PollAsync();
    }

    private static Asked AskedBy(NextStep step) => step switch
    {
        NextStep.Resume => Asked.Resume,
        NextStep.Stop => Asked.Stop,
        NextStep.Cancel => Asked.Cancel,
        _ => Asked.Rollback,
    };

    private async Task WriteAsync(NextStep step, RefreshActivity seen)
    {
        string group = _id.GroupId;
        string activity = seen.RefreshActivityId;
        switch (step)
        {
            case NextStep.Resume resume:
                string how = Situation.Of(seen).FailedInstances > 0 ? $" with {resume.Mode}" : "";
                await context.Log.InfoAsync($"Resuming {Words.Name(seen)} after {Words.Place(seen)}{how}.");
                var resumed = await cloud.Writes.ResumeOnceAsync(
                    new() { AutoScalingGroupId = group, RefreshActivityId = activity, ResumeMode = resume.Mode }, seen, limits.Token);
                Note(Asked.Resume, seen, resumed, activity, resume.Mode);
                _known = _known with { ResumeCount = _known.ResumeCount + 1 };
                _policy = _policy.AfterResume();
                break;
            case NextStep.Stop:
                await context.Log.InfoAsync($"Stopping {Words.Name(seen)}; its batch in progress finishes.");
                var stopped = await cloud.Writes.StopOnceAsync(new() { AutoScalingGroupId = group, RefreshActivityId = activity }, limits.Token);
                Note(Asked.Stop, seen, stopped, activity);
                break;
            case NextStep.Cancel:
                await context.Log.InfoAsync(
                    $"Cancelling {Words.Name(seen)}. Finished batches keep what they got, and it can be neither resumed nor rolled back afterwards.");
                var cancelled = await cloud.Writes.CancelOnceAsync(new() { AutoScalingGroupId = group, RefreshActivityId = activity }, limits.Token);
                Note(Asked.Cancel, seen, cancelled, activity);
                break;
            case NextStep.Rollback:
                await RollBackAsync(seen);
                break;
            default:
                throw new InvalidOperationException($"{step} is not a write.");
        }
    }

    private async Task RollBackAsync(RefreshActivity seen)
    {
        await WarnAsync(
            $"Rolling back {Words.Name(seen)}: the image goes back by itself; "
            + $"{Words.NotRestored} are read from the launch configuration as it is now.");
        string? newest = await PatientlyAsync(token => cloud.Fleet.NewestIdAsync(_id.GroupId, token));
        var made = await cloud.Writes.RollbackOnceAsync(
            new()
            {
                AutoScalingGroupId = _id.GroupId,
                OriginRefreshActivityId = seen.RefreshActivityId,
                RefreshMode = RefreshMode.Reset,
                RefreshSettings = RolloutRequests.ForRollback(_inputs, seen),
            },
            newest, limits.Token);
        Note(Asked.Rollback, seen, made, seen.RefreshActivityId, made.RefreshActivityId);
        FollowRollback(made.RefreshActivityId, made.Found);
    }

    private async Task SeekRollbackAsync(RefreshActivity seen)
    {
        bool expected = seen.AppliedFailProcess == FailProcess.AutoRollback;
        for (int look = 1; ; look++)
        {
            if (await PatientlyAsync(token => cloud.Fleet.RollbackOfAsync(_id.GroupId, seen.RefreshActivityId, token)) is { } rollback)
            {
                string whose = expected ? ", as failProcess AUTO_ROLLBACK asks" : "; somebody else has started it";
                await WarnAsync($"{Words.Title(rollback)} undoes {Words.Name(seen)}{whose}.");
                FollowRollback(rollback.RefreshActivityId, rollback);
                return;
            }

            if (!expected || look == LooksForRollback)
                break;
            await PollAsync();
        }

        _policy = _policy with { RollbackSought = true };
    }

    /// <summary>From here on the rollback is what counts.</summary>
    private void FollowRollback(string activityId, RefreshActivity? seen)
    {
        _rollbackId = activityId;
        _rollback = seen?.Cleaned(context.Clean);
        (_missingSince, _emptyLooks) = (null, 0);
        if (!_policy.Deleting)
            _known = _known.Noted(task.RolledOut ?? _inputs.Triggers, _inputs.Triggers);
        _progress = null;
    }

    private void Note(Asked asked, RefreshActivity seen, SettledWrite settled, string activityId, string? detail = null)
    {
        Remember(asked, activityId, settled.AnsweredAt, detail);
        _lastWrite = (seen, asked, Now);
        _seenAt = settled.AnsweredAt;
    }
}
