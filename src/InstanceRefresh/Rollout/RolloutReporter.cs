using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Says how far a rollout is, and writes its report.</summary>
internal sealed class RolloutReporter(RolloutRun run)
{
    private (string ActivityId, ProgressReporter Of)? _progress;

    /// <summary>Carries out what a step has to tell; the turn at its end is the driver's.</summary>
    public Task ReportAsync(RolloutEffect effect)
    {
        switch (effect)
        {
            case RolloutEffect.Info info:
                return run.Log.InfoAsync(info.Line);
            case RolloutEffect.Warn warn:
                return run.Log.WarnAsync(warn.Line);
            case RolloutEffect.Show show:
                return run.Log.StatusAsync(show.Line);
            case RolloutEffect.Progress progress:
                return ProgressAsync(progress);
            case RolloutEffect.Limit limit:
                run.Limits.Derive(limit.FromNow);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    /// <summary>Writes the report, if one is wanted. A problem with it is a warning and nothing else.</summary>
    public async Task WriteAsync(Ending ending)
    {
        var state = run.State;
        if (run.Context.ReportDirectory is not { } directory || state.History is not { } history || (history.Activities.IsEmpty && ending.Why is null))
            return;

        var at = state.SeenAt > DateTimeOffset.MinValue ? state.SeenAt : run.Cloud.Clock.GetUtcNow();
        if (ending.Why is { Reasons: [var first, ..] } && run.Limits.IsInterrupted)
            history = history.Note(first, at);
        string? problem = ReportFiles.Write(directory, RolloutReport.From(history, new RolloutEnding
        {
            AutoScalingGroupId = state.Id.GroupId,
            RefreshActivityId = state.Id.RefreshActivityId,
            Outcome = ending.Outputs.Outcome,
            EndedWell = ending.Why is null,
            Reasons = [.. (ending.Why is { } why ? why.Reasons : ending.Warnings).Select(run.Context.Clean)],
            NextSteps = ending.Why?.NextSteps ?? [],
            LaunchConfigurationId = ending.Outputs.LaunchConfigurationId,
            LaunchConfigurationVersion = ending.Outputs.LaunchConfigurationVersion,
            At = at,
        }));
        if (problem is not null)
            await run.Log.WarnAsync(problem);
    }

    private Task ProgressAsync(RolloutEffect.Progress progress)
    {
        string id = progress.Seen.RefreshActivityId;
        if (_progress?.ActivityId != id)
            _progress = (id, new ProgressReporter(run.Log, progress.ExpectedBatch));
        return _progress.Value.Of.ReportAsync(progress.Seen, progress.At, progress.Bake, progress.Idle, progress.IsInHook);
    }
}
