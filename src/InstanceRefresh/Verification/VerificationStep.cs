using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The part of a step that is about verification. Pure.</summary>
internal static class VerificationStep
{
    /// <summary>Where the verification stands after a look; what is new of it is said.</summary>
    public static RolloutStepResult Observe(RolloutStepResult so, RefreshActivity seen)
    {
        var before = so.State.Verification;
        so = so with { State = so.State.Verifying(seen) };
        if (so.State.Verification is not { } now)
            return so;

        so = Recorded(so, seen);
        bool isNew = before?.Point != now.Point;
        // What an earlier operation has decided was told by that one.
        if (isNew && now.Failure is { } failure && so.State.Known.Verification is { IsUndone: true } noted && noted.At == failure.At)
            return so;
        var situation = Situation.Of(seen);
        bool begins = isNew && now is { Verdict: VerificationVerdict.Due, BakesSince: not null } && Counts(so.State, now, situation);
        return begins ? Noted(so, VerificationText.Begins(now, seen, so.State.SeenAt)) : News(so, isNew ? null : before, seen);
    }

    /// <summary>The questions were answered.</summary>
    public static RolloutStepResult Answered(RolloutState state, RolloutObservation.Answered answered)
        => News(Recorded(new RolloutStepResult(state.Answered(answered.Answers)), answered.Seen), state.Verification, answered.Seen);

    /// <summary>Whether the batch reached is one that is verified.</summary>
    private static bool Counts(RolloutState state, VerificationState now, Situation seen)
        => now.Point.IsEnd || (seen.BatchesLeft && state.Policy.PausesAfter(seen.Reached));

    /// <summary>For the report.</summary>
    private static RolloutStepResult Recorded(RolloutStepResult so, RefreshActivity seen)
        => so.State is { History: { } history, Verification: { } now }
            && (now.Failure is not null || Counts(so.State, now, Situation.Of(seen)))
            && ReportVerification.Of(now, seen.RefreshActivityId, so.State.SeenAt) is { } verification
            ? so with { State = so.State with { History = history.Verified(verification) } }
            : so;

    /// <summary>What has come of it since.</summary>
    private static RolloutStepResult News(RolloutStepResult so, VerificationState? before, RefreshActivity seen) => so.State.Verification switch
    {
        { Failure: { } failure } now when before?.Failure is null
            => Noted(so, VerificationText.NotPassed(now, seen), $"Verification of batch {now.Point.Batch}: {failure.Reason}"),
        { IsPassed: true } now when before is not { IsPassed: true } => Noted(so, VerificationText.Passed(now, seen)),
        _ => so,
    };

    private static RolloutStepResult Noted(RolloutStepResult so, string line, string? inReport = null)
        => (so with { State = so.State.Noted(inReport ?? line) }).Info(line);

    /// <summary>What comes before the next look: the questions that are due, if any.</summary>
    public static RolloutStepResult Wait(RolloutStepResult so, RefreshActivity seen)
        => so.State.Verification is { } verifying && verifying.DueAt(so.State.SeenAt) is { IsEmpty: false } questions
            ? so.Then(new RolloutEffect.Ask(seen, verifying.Settings, questions))
            : so.Then(new RolloutEffect.Poll());

    /// <summary>For the progress line.</summary>
    public static BakeProgress? Bake(RolloutState state, NextStep step)
        => step is NextStep.Verify && state.Verification is { BakesSince: { } since, Settings.Bake: var whole } && whole > TimeSpan.Zero
            ? new(state.SeenAt > since ? state.SeenAt - since : TimeSpan.Zero, whole)
            : null;

    /// <summary>What verifications add to the time that an operation may take.</summary>
    /// <param name="points">At most so many are still to come.</param>
    public static TimeSpan Longest(RefreshInputs inputs, int points)
    {
        if (inputs.Verification is not { ChecksAnything: true } settings)
            return TimeSpan.Zero;
        bool onlyTheEnd = settings.PauseAfterBatches.IsEmpty && inputs.Settings.BatchPause == BatchPause.Automatic;
        int counted = onlyTheEnd ? 1 : settings.PauseAfterBatches.IsEmpty ? points : Math.Min(points, settings.PauseAfterBatches.Distinct().Count() + 1);
        return (settings.Bake + VerificationState.AlarmTimeout) * Math.Max(1, counted);
    }
}
