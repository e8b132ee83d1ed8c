using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Says how far a rollout is, and what its report is made of.</summary>
internal sealed class RolloutReporter(RolloutRun run)
{
    private static readonly TimeSpan NameWithin = TimeSpan.FromSeconds(5);

    private readonly ProgressReporter _progress = new(run.Log);

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
                return _progress.ReportAsync(RolloutProgress.Of(progress.Seen, progress.At, progress.Details), progress.At);
            case RolloutEffect.Limit limit:
                run.Limits.Derive(limit.FromNow);
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    /// <summary>What the report of this operation is made of; null where none is wanted, or nothing was seen.</summary>
    public async Task<ReportDraft?> DraftAsync(Ending ending)
    {
        var state = run.State;
        if (state.History is not { } history || (history.Activities.IsEmpty && ending.Why is null))
            return null;

        var at = state.SeenAt > DateTimeOffset.MinValue ? state.SeenAt : run.Cloud.Clock.GetUtcNow();
        if (ending.Why is { Reasons: [var first, ..] } && run.Limits.IsInterrupted)
            history = history.Note(first, at);
        return new(state.Id, history, at) { Started = state.Task.WasJustStarted, GroupName = state.GroupName ?? await GroupNameAsync(state.Id.GroupId) };
    }

    /// <summary>A courtesy to the reader, for which nothing waits long.</summary>
    private async Task<string?> GroupNameAsync(string groupId)
    {
        if (run.Limits.IsInterrupted || run.Limits.IsOver)
            return null;
        try
        {
            using var late = new CancellationTokenSource(NameWithin, run.Context.NetworkClock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, run.Limits.Token);
            return (await run.Cloud.Fleet.GroupAsync(groupId, either.Token))?.Group.AutoScalingGroupName;
        }
        catch (Exception unread) when (unread is CloudException or CredentialException or OperationCanceledException)
        {
            return null;
        }
    }
}
