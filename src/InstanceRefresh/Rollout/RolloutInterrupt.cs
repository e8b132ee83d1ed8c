using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Ends an interrupted operation, within <see cref="OperationLimits.Ending"/>: sees what became of the last call, and pauses if that is wanted.</summary>
internal sealed class RolloutInterrupt(RolloutRun run, RolloutReads reads)
{
    /// <summary>One look more at what has refused; no longer than an interrupt may take in all.</summary>
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(15);

    /// <summary>What an interrupt may take to see the effect of a call that was made just before it.</summary>
    private static readonly TimeSpan ReconcileTimeout = TimeSpan.FromSeconds(1);

    /// <param name="indeterminate">Why it is not known what became of the call that the interrupt has met. Null: there was none, or it was answered.</param>
    public async Task<Ending> EndAsync(string? indeterminate = null)
    {
        // What was told a moment ago may show by now; then what is said and stored is seen and not assumed.
        if (run.State.UnseenAt(run.Now) is not null)
            await reads.PollOnceMoreAsync(ReconcileTimeout);
        if (run.State.Followed is { IsAlive: false } ended
            && RolloutDecision.Decide(Situation.Of(ended), run.State.PolicyNow with { RollbackSought = true }) is NextStep.Finish)
        {
            return IsCompared(ended) ? run.End(why: null) : NotCompared(ended);
        }

        string continuation = await PauseAsync() ?? run.Text.Continuation;
        return run.End(run.Text.Interrupted(continuation, indeterminate));
    }

    private bool IsCompared(RefreshActivity ended) => ended.Status != ActivityStatus.Successful || run.State.Policy.Deleting;

    /// <summary>
    /// The end that was seen is not stored: a success is a statement about instances, and they have not been compared. The next run sees it anew, and does.
    /// </summary>
    private Ending NotCompared(RefreshActivity ended)
        => new(run.State.Bare, run.Text.Interrupted($"has ended {ended.Status}, and its instances were not compared with it yet", indeterminate: null), run.State.Warnings);

    private bool PauseIsWanted
        => run.State is { Inputs.OnInterrupt: InterruptPolicy.Pause, FollowsRollback: false, Policy: { Deleting: false, OnlyWatches: false, Desired: DesiredState.Completed } }
            && ((run.State.Followed?.Status ?? run.State.Known.Status) is ActivityStatus.Init or ActivityStatus.Running
                || run.State.UnseenAt(run.Now) == Asked.Resume);

    /// <returns>What became of the pause, or null if none was asked for.</returns>
    private async Task<string?> PauseAsync()
    {
        if (!PauseIsWanted)
            return null;

        try
        {
            // The client waits a while for the answer of a call that has left; the answer to the engine does not wait for that.
            var stopped = await run.Cloud.Writes.StopOnceAsync(
                    new() { AutoScalingGroupId = run.State.Id.GroupId, RefreshActivityId = run.State.FollowedId }, run.Limits.Ending)
                .WaitAsync(run.Limits.Ending);
            run.State = run.State.Stopped(stopped with { Found = stopped.Found?.Cleaned(run.Context.Clean) });
        }
        catch (OperationCanceledException)
        {
            return $"{run.Text.LastSeen} and may have been paused: the service did not answer in time";
        }
        catch (CloudException failure)
        {
            // A refused pause often means that it has just paused or ended by itself.
            if (failure is CloudServiceException)
                await reads.PollOnceMoreAsync(PollTimeout);
            return $"could not be paused; it {run.Text.Continuation}. {failure.Message.TrimEnd('.')}";
        }

        // The answer was lost, and what was found may have ended by itself before the pause could reach it.
        return run.State.Rollout is { IsAlive: false } ended
            ? $"had ended {ended.Status} before it could be paused"
            : "was paused, as configured by onInterrupt; its batch in progress finishes, and until it continues, the group does not scale";
    }
}
