using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>One step of following a rollout: from the state and what was observed to the next state and what to do. Pure.</summary>
/// <remarks>
/// After a write, or one that was refused, comes a look, whatever else is known: nothing is written twice without an observation in between. The rules of
/// the lifecycle are in <see cref="RolloutDecision"/>.
/// </remarks>
internal static class RolloutStep
{
    /// <summary>
    /// So many looks in a row, over no less than <see cref="RolloutState.ShowsWithin"/>, must not list an activity before it is believed to be gone: some may
    /// have asked a server that lags behind.
    /// </summary>
    public const int PollsForAbsence = 3;

    /// <summary>A rollback that a failed batch starts by itself may show a moment after its origin has ended.</summary>
    public const int PollsForRollback = 4;

    public static RolloutStepResult Take(RolloutState state, RolloutObservation observed, Moment moment) => observed switch
    {
        RolloutObservation.Polled polled => Next(AfterPoll(state, polled, moment), moment),
        RolloutObservation.Written written => new RolloutStepResult(state.Wrote(written, moment.Now)).Then(new RolloutEffect.Poll()),
        RolloutObservation.Overtaken { Seen: var seen, Refusal: var refusal } =>
            new RolloutStepResult(state with { LastWrite = null, Conflicts = state.Conflicts + 1 })
                .Info($"{ActivityText.Title(seen)} has moved on meanwhile: {refusal.Action} was refused{ActivityText.Request(refusal.RequestId)}. Polling again.")
                .Then(new RolloutEffect.Poll()),
        // Nothing has reached the activity: what it is at the next poll decides again.
        RolloutObservation.Unsent { Failure: var failure } => new RolloutStepResult(state).Then(
            new RolloutEffect.Warn($"{failure.Message} Polling again."), new RolloutEffect.Poll()),
        RolloutObservation.Sought sought => Found(state, sought, moment),
        RolloutObservation.Refrained refrained => new RolloutStepResult(state).Then(new RolloutEffect.Refrain(refrained.Seen, refrained.Why)),
        RolloutObservation.Answered answered => Next(VerificationStep.Answered(state, answered), moment),
        _ => throw new ArgumentOutOfRangeException(nameof(observed)),
    };

    private static RolloutStepResult AfterPoll(RolloutState state, RolloutObservation.Polled polled, Moment moment)
    {
        var before = state.Followed;
        var next = new RolloutStepResult(state.Polled(polled, moment.Now));
        if (before is null || next.State.Followed is not { } seen || before.Status == seen.Status)
            return next;

        if (Interventions.Of(ActivityChange.Between(before, seen), state.LastWrite?.Asked) is { } deed)
            next = next.Warn(Interventions.Sentence(deed, seen));
        return next with { State = next.State with { LastWrite = null } };
    }

    private static RolloutStepResult Found(RolloutState state, RolloutObservation.Sought sought, Moment moment)
    {
        bool expected = sought.Seen.AppliedFailProcess == FailProcess.AutoRollback && sought.Seen.Status != ActivityStatus.Successful;
        if (sought.Rollback is { } rollback)
        {
            string whose = expected ? ", as configured by failProcess AUTO_ROLLBACK"
                : state.UnseenEndOf(rollback) is not null ? "; a run that was killed, or somebody else, has started it"
                : "; somebody else has started it";
            return Next(
                new RolloutStepResult(state.Following(rollback.RefreshActivityId, rollback, moment.Now))
                    .Warn($"{ActivityText.Title(rollback)} undoes {ActivityText.Name(sought.Seen)}{whose}."),
                moment);
        }

        var next = state with { RollbackPolls = state.RollbackPolls + 1 };
        return expected && next.RollbackPolls < PollsForRollback
            ? new RolloutStepResult(next).Then(new RolloutEffect.Poll())
            : Next(new RolloutStepResult(next with { Policy = next.Policy with { RollbackSought = true } }), moment);
    }

    private static RolloutStepResult Next(RolloutStepResult so, Moment moment)
    {
        if (so.State.MissingSince is not null || so.State.Followed is not { } seen)
            return Missing(so, moment);

        bool pending = so.State.IsPending(seen, moment.Now);
        if (!pending)
            so = VerificationStep.Observe(so, seen);
        var situation = Situation.Of(seen);
        var step = pending ? new NextStep.Wait("the effect of the last call")
            : ConfigurationGate.Apply(RolloutDecision.Decide(situation, so.State.PolicyNow), situation, so.State);
        so = NoteUnknown(so, seen);
        // The derived limit begins anew once it is known how the activity works.
        bool isOver = moment.IsOver && (moment.Chosen is not null || so.State.Pace is not null);
        so = SetPace(so, seen, step, moment.Chosen);
        so = so.Then(new RolloutEffect.Progress(seen, so.State.SeenAt, new()
        {
            ExpectedBatch = so.State.Pace!.Value.Batch,
            Bake = VerificationStep.Bake(so.State, step),
            Quiet = QuietOf(so.State, seen, moment),
            InHook = so.State.InHook,
        }));
        return step switch
        {
            NextStep.Finish finish => so.Then(new RolloutEffect.Finish(finish.As, seen)),
            NextStep.GiveUp or NextStep.Refuse => so.Then(new RolloutEffect.Stop(step, seen)),
            NextStep.SeekRollback => so.Then(new RolloutEffect.Seek(seen)),
            NextStep.Wait or NextStep.Verify when isOver => so.Then(new RolloutEffect.RunOut()),
            NextStep.Verify => VerificationStep.Wait(so, seen),
            NextStep.Wait when so.State.IsStalledAt(moment.Now) => so.Then(new RolloutEffect.Stall(seen, so.State.IdleTimeAt(moment.Now))),
            NextStep.Wait when pending => so.Then(new RolloutEffect.Poll()),
            NextStep.Wait { IsInReportedPause: true } => VerificationStep.Wait(so, seen),
            // Whatever pause comes now, whoever ran this operation has not seen it.
            NextStep.Wait => VerificationStep.Wait(so with { State = so.State with { Policy = so.State.Policy with { ResumeTrigger = ResumeTrigger.None } } }, seen),
            _ => Announce(so, step, seen).Then(new RolloutEffect.Write(step, seen)),
        };
    }

    private static RolloutStepResult Missing(RolloutStepResult so, Moment moment)
    {
        var state = so.State;
        var absent = moment.Now - (state.MissingSince ?? moment.Now);
        if (state.EmptyPolls >= PollsForAbsence && absent >= RolloutState.ShowsWithin)
            return so.Then(new RolloutEffect.Unlisted());
        if (moment.IsOver)
            return so.Then(new RolloutEffect.RunOut());

        // One empty answer is ordinary, a second one is not.
        string yet = state.Followed is null && state.Task.WasJustStarted ? "yet" : "now";
        string line = $"The service does not list activity {state.FollowedId} on scaling group {state.Id.GroupId} {yet}";
        so = so.Then(new RolloutEffect.Show($"{line} · {Times.Span(absent)}"));
        if (state.EmptyPolls == PollsForAbsence - 1)
            so = so.Info($"{line}. Polling again for at most {Times.Span(RolloutState.ShowsWithin)}.");
        return so.Then(new RolloutEffect.Poll());
    }

    private static RolloutStepResult NoteUnknown(RolloutStepResult so, RefreshActivity seen)
    {
        if (!ActivityStatus.IsKnown(seen.Status) && so.State.LastStatus != seen.Status)
            so = so.Warn($"{ActivityText.Title(seen)} is {seen.Status}, a status that this version does not know. It is watched until it changes.");
        return so with { State = so.State with { LastStatus = seen.Status } };
    }

    /// <summary>Once it is known how the activity works, it is known how long to wait for it.</summary>
    private static RolloutStepResult SetPace(RolloutStepResult so, RefreshActivity seen, NextStep step, TimeSpan? chosen)
    {
        if (so.State.Pace is not null)
            return so;

        var settings = seen.RefreshSettings;
        var pace = Pace.Of(settings?.CheckInstanceTargetHealth ?? false, settings?.CheckInstanceTargetHealthTimeout, so.State.Inputs.ProgressDeadline, [],
            so.State.Hooks.Hold(settings?.RollingUpdateSettings?.MaxSurge > 0));
        if (so.State.Task.ExpectedBatch is { } expected)
            pace = pace with { Batch = expected };
        so = so with { State = so.State with { Pace = pace } };
        if (step is NextStep.Finish or NextStep.GiveUp or NextStep.Refuse)
            return so;

        var usual = pace.OperationLimit(BatchesLeft(seen), so.State.Policy.RetriesLeft, settings?.RollingUpdateSettings?.MaxSurge > 0)
            + VerificationStep.Longest(so.State.Inputs, BatchesLeft(seen) + 1);
        so = so.Then(new RolloutEffect.Limit(usual));
        // A cancellation is over at once, and a rollback is followed instead of what it undoes.
        if (step is not (NextStep.Wait or NextStep.Resume or NextStep.Stop or NextStep.Verify))
            return so;

        return so.Info($"Following {ActivityText.Name(seen)}{Limits(so.State, pace, chosen)}.");
    }

    /// <summary>Those that the user has chosen, or that hooks make longer. What is derived is generous, and told once it comes near.</summary>
    private static string Limits(RolloutState state, Pace pace, TimeSpan? chosen)
    {
        string[] limits =
        [
            .. chosen is { } limit ? (string[])[$"for at most {Times.Span(limit)} (customTimeouts)"] : [],
            .. state.Inputs.ProgressDeadline is not null || state.Hooks.Firing.Any() ? (string[])[$"for at most {Times.Span(pace.ProgressDeadline)} without progress"] : [],
        ];
        return limits.Length == 0 ? "" : " " + string.Join(", and ", limits);
    }

    /// <summary>Once a batch takes longer than it is thought to.</summary>
    private static QuietSpell? QuietOf(RolloutState state, RefreshActivity seen, Moment moment)
        => state.Pace is { } pace && state.IdleTimeAt(moment.Now) is var idle && idle > (seen.UsualBatchTime ?? pace.Batch) ? new(idle, pace.ProgressDeadline) : null;

    private static int BatchesLeft(RefreshActivity activity)
        => activity.RefreshBatchSet.Count == 0 ? activity.BatchCount : activity.RefreshBatchSet.Count(batch => batch.EndTime is null);

    private static RolloutStepResult Announce(RolloutStepResult so, NextStep step, RefreshActivity seen) => step switch
    {
        NextStep.Resume resume => so.Info(
            $"Resuming {ActivityText.Name(seen)} after {ActivityText.Place(seen)}{(Situation.Of(seen).FailedInstances > 0 ? $" with {resume.Mode}" : "")}."),
        NextStep.Stop when so.State is { UnreportedChange: { } change, Policy.Desired: DesiredState.Completed }
            => so.Warn($"Stopping {ActivityText.Name(seen)}, since {change}. Its batch in progress finishes."),
        NextStep.Stop => so.Info($"Stopping {ActivityText.Name(seen)}; its batch in progress finishes."),
        NextStep.Cancel => so.Info(
            $"Cancelling {ActivityText.Name(seen)}. Finished batches keep what they got, and it can be neither resumed nor rolled back afterwards."),
        NextStep.Rollback => so.Warn(
            $"Rolling back {ActivityText.Name(seen)}: the service restores the image by itself; {ActivityText.NotRestored} are read from the launch configuration as it is now."),
        _ => throw new InvalidOperationException($"{step} is not a write."),
    };
}

/// <summary>What a step leads to: the effects are to be carried out in their order.</summary>
internal sealed record RolloutStepResult(RolloutState State)
{
    public ImmutableArray<RolloutEffect> Effects { get; private init; } = [];

    public RolloutStepResult Then(params ReadOnlySpan<RolloutEffect> effects) => this with { Effects = [.. Effects, .. effects] };

    public RolloutStepResult Info(string line) => Then(new RolloutEffect.Info(line));

    /// <summary>A line that the end of the operation repeats.</summary>
    public RolloutStepResult Warn(string line) => (this with { State = State.Warned(line) }).Then(new RolloutEffect.Warn(line));
}
