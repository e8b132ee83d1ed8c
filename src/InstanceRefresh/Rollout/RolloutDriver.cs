using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Follows one activity that exists: looks, steps, carries out, until the rollout is where it should be or cannot get there now.</summary>
/// <remarks>
/// <code>
///   look ─► step ─┬─ poll ───────────────────────────► look ─► step
///                 ├─ write (resume, stop, cancel, roll back) ─► step ─► poll
///                 ├─ seek a rollback ─► step
///                 ├─ ask alarms and URLs ─► step ─► poll
///                 └─ finish, stop, stall, run out, unlisted ─► end
///   an interrupt, a limit of time, a failed call, a bug: ────► end, incomplete
/// </code>
/// A step is pure (<see cref="RolloutStep"/>); here its effects are carried out. From construction to the end there is an activity in the cloud, so no way
/// out of <see cref="RunAsync"/> loses its id: every end carries the full state.
/// </remarks>
internal sealed class RolloutDriver
{
    private readonly RolloutRun _run;
    private readonly RolloutReads _reads;
    private readonly RolloutWriter _writer;
    private readonly RolloutReporter _reporter;
    private readonly RolloutEnds _ends;
    private readonly RolloutInterrupt _interrupt;

    public RolloutDriver(CloudAccess cloud, OperationContext context, OperationLimits limits, FollowTask task)
    {
        _run = new(cloud, context, limits, task);
        _reads = new(_run);
        _writer = new(_run, _reads);
        _reporter = new(_run);
        _ends = new(_run, _reads);
        _interrupt = new(_run, _reads);
    }

    /// <summary>Never throws.</summary>
    public async Task<Ending> RunAsync()
    {
        var ending = await RunToTheEndAsync();
        try
        {
            return ending with { Draft = await _reporter.DraftAsync(ending) };
        }
        catch (Exception)
        {
            // The report is a courtesy; the ending, with the id in it, is not.
            return ending;
        }
    }

    private async Task<Ending> RunToTheEndAsync()
    {
        try
        {
            try
            {
                return await FollowAsync();
            }
            catch (OperationCanceledException) when (_run.Limits.IsInterrupted)
            {
                return await _interrupt.EndAsync();
            }
            catch (CloudException lost) when (lost.MayHaveActed && _run.Limits.IsInterrupted)
            {
                return await _interrupt.EndAsync(lost.Message);
            }
            catch (Exception late) when (late is TimeoutException or OperationCanceledException && _run.Limits.IsOver)
            {
                return _ends.OutOfTime([]);
            }
            catch (UnansweredException unanswered)
            {
                return _ends.Unanswered(unanswered.Silent);
            }
        }
        catch (Exception failure)
        {
            return _ends.Broken(failure);
        }
    }

    private async Task<Ending> FollowAsync()
    {
        _run.Limits.AllowGrace();
        for (RolloutObservation observed = await _reads.FirstAsync(); ;)
        {
            var result = RolloutStep.Take(_run.State, observed, _run.Moment);
            _run.State = result.State;
            foreach (var effect in result.Effects)
                await _reporter.ReportAsync(effect);
            switch (result.Effects[^1])
            {
                case RolloutEffect.Poll:
                    observed = await _reads.PollAsync();
                    break;
                case RolloutEffect.Write write:
                    observed = await _writer.WriteAsync(write.Step, write.Seen);
                    break;
                case RolloutEffect.Seek seek:
                    observed = await _writer.SeekAsync(seek.Seen);
                    break;
                case RolloutEffect.Ask ask:
                    observed = await _reads.AskAsync(ask);
                    break;
                case RolloutEffect.Turn end:
                    return await _ends.EndAsync(end);
            }
        }
    }
}
