using System.Diagnostics;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Carries out the ends of a step, and makes an end of what stops the loop. Each carries the whole state.</summary>
internal sealed class RolloutEnds(RolloutRun run, RolloutReads reads)
{
    /// <summary>What was undone ended when that began, and nobody has looked at it since.</summary>
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(15);

    private readonly RolloutCheck _check = new(run, reads);

    public async Task<Ending> EndAsync(RolloutEffect.Turn turn)
    {
        switch (turn)
        {
            case RolloutEffect.Finish finish:
                await SeeOriginAsync();
                return await FinishAsync(finish.As, finish.Seen);
            case RolloutEffect.Stop { Step: var step, Seen: var seen }:
                if (step is NextStep.GiveUp)
                    await SeeOriginAsync();
                if (seen.IsPaused)
                    await _check.SeeImagesAsync();
                else if (seen is { IsRollback: true, Status: ActivityStatus.Successful })
                    await _check.VerifyAsync(seen);
                string? change = run.State.UnreportedChange;
                if (step is NextStep.GiveUp { Because: Cause.ConfigurationChanged })
                    run.State = run.State.ReportedChange();
                var why = Reasons.For(step, seen, run.State.Inputs, run.State.RequestId, run.State.Rollout, change, run.State.Bare.Verification);
                return run.End(why is null ? null : why with { Reasons = [.. why.Reasons, .. await HookReasonsAsync(seen)] });
            case RolloutEffect.Refrain refrain:
                return run.End(run.Text.Refrained(refrain.Seen, refrain.Why));
            case RolloutEffect.Stall stall:
                return run.End(run.Text.Stalled(stall.Seen, stall.Idle, await HoldingAsync(stall.Seen)));
            case RolloutEffect.Unlisted:
                return await UnlistedAsync();
            case RolloutEffect.RunOut:
                return OutOfTime(run.State.Followed is { } late ? await HoldingAsync(late) : []);
            default:
                throw new InvalidOperationException($"{turn} is no end.");
        }
    }

    /// <param name="holding">What it waits for, a sentence each.</param>
    public Ending OutOfTime(IEnumerable<string> holding) => run.End(run.Text.OutOfTime(run.Limits.Limit ?? run.Limits.Spent, run.Limits.IsChosen, holding));

    public Ending Unanswered(TimeSpan silent) => run.End(run.Text.Unanswered(silent));

    public Ending Broken(Exception failure)
    {
        var why = run.Text.Broken(Describe(failure));
        try
        {
            return run.End(why);
        }
        catch (Exception)
        {
            // Even if telling the state is what is broken: the ids are what must not be lost.
            return new Ending(run.State.Bare, why, run.State.Warnings);
        }
    }

    /// <summary>The instances that a batch waits for, and what the scaling activities behind them say.</summary>
    private async Task<IReadOnlyList<string>> HoldingAsync(RefreshActivity seen)
    {
        var waiting = Holding.In(seen);
        return Holding.Sentences(waiting, await reads.ScalingActivitiesAsync(waiting), run.State.Hooks, run.State.InHook, run.Context.Clean);
    }

    /// <summary>What lifecycle hooks made of the instances that failed; where that led to a rollback, of those of the rollout as well.</summary>
    private Task<IReadOnlyList<string>> HookReasonsAsync(RefreshActivity seen) => reads.HookResultsAsync(
    [
        .. run.State.Rollout is { } rollout && rollout != seen ? rollout.FailedInstances.Select(failed => failed.Instance) : [],
        .. seen.FailedInstances.Select(failed => failed.Instance),
    ]);

    /// <summary>The report and the time that the group was held tell of both activities.</summary>
    private Task SeeOriginAsync() => run.State is { FollowsRollback: true, Rollout.IsAlive: true } ? reads.PollOnceMoreAsync(PollTimeout) : Task.CompletedTask;

    private async Task<Ending> FinishAsync(Reached reached, RefreshActivity seen)
    {
        if (run.Text.Held(reached, seen) is not { } line)
            await _check.VerifyAsync(seen);
        else if (reached == Reached.HeldForChange || (reached == Reached.HeldForApproval && run.State.Policy.OnlyWatches))
            await run.WarnAsync(line);
        else
            await run.Log.InfoAsync(line);

        if (reached == Reached.HeldForChange)
            run.State = run.State.ReportedChange();
        if (seen.IsPaused)
            await _check.SeeImagesAsync();
        if (reached == Reached.HeldAsDesired)
            await _check.WarnOfFailedAsync(seen);
        return run.End(why: null);
    }

    /// <summary>Nobody lists the activity: aged out of the service's history, or gone with its group.</summary>
    private async Task<Ending> UnlistedAsync()
    {
        var id = run.State.Id;
        bool deleting = run.State.Policy.Deleting;
        if (await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.GroupAsync(id.GroupId, token)) is null)
        {
            if (await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.ExplainNothingVisibleAsync(id.GroupId, token)) is { } indeterminate)
                return run.End(new Explanation([indeterminate], [run.Text.Again]));
            if (deleting && run.State.Known.Region is null)
            {
                await run.WarnAsync($"Scaling group {id.GroupId} does not exist here, and the state does not say in which region activity "
                    + $"{id.RefreshActivityId} was made: only the entry is deleted.");
            }

            return run.End(deleting ? null : run.Text.GroupDeleted);
        }

        var last = run.State.OutputsAt(run.Now);
        var step = RolloutDecision.Decide(Situation.Of(last), run.State.PolicyNow with { RollbackSought = true });
        if (!deleting && step is not NextStep.Finish { As: Reached.Ended })
            return run.End(run.Text.Unlisted);

        if (!ActivityStatus.IsTerminal(last.Status))
        {
            await run.WarnAsync($"The service has not listed activity {run.State.FollowedId} on scaling group {id.GroupId} in {run.State.EmptyPolls} looks "
                + $"over {Times.Span(run.Text.Absent)}: it is gone.");
        }

        return run.End(why: null);
    }

    /// <summary>Our own messages hold no secret; of what is not ours only the kind is reported.</summary>
    private static string Describe(Exception failure) => failure switch
    {
        CloudException or CredentialException => failure.Message,
        ObjectDisposedException => "the provider is shutting down.",
        _ => $"an unexpected {failure.GetType().Name}{PlaceOf(failure)}. This is a bug of the provider.",
    };

    private static string PlaceOf(Exception failure)
        => new StackTrace(failure, fNeedFileInfo: false).GetFrame(0) is { } frame && DiagnosticMethodInfo.Create(frame) is { } method
            ? $" in {method.DeclaringTypeName}.{method.Name}"
            : "";
}
