using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Where the verification of a rollout stands after a look at it. Pure.</summary>
internal static class VerificationProgress
{
    /// <summary>The state of the point that the activity has reached: the same one, or a new one.</summary>
    /// <param name="known">What was known before; null for nothing.</param>
    /// <param name="mark">What the state kept of an earlier operation.</param>
    /// <param name="at">The service's time of the look.</param>
    public static VerificationState Seen(
        VerificationState? known, VerificationSettings settings, RefreshActivity activity, VerificationMark? mark, DateTimeOffset at)
    {
        var point = VerificationPoint.Of(activity);
        if (known is not null && known.Point == point)
            return known.Baked(at);

        var noted = mark?.Batch == point.Batch ? mark : null;
        // A verification that did not pass begins anew, as a person has seen it since; one that was interrupted continues.
        var notBefore = noted is null or { Verdict: VerificationVerdict.Passed } ? DateTimeOffset.MinValue : noted.IsHeld ? at : noted.At;
        var ended = point.EndedAt ?? at;
        var began = BeganAt(activity, settings, point.Batch) ?? ended;
        var next = new VerificationState
        {
            Settings = settings,
            Point = point,
            BakesSince = point.IsInProgress ? null : Later(ended, notBefore),
            AlarmsSince = Later(began, noted is null ? PassedAt(mark, point) : noted.IsHeld ? at : noted.AlarmsSince),
            Http = [.. settings.HttpChecks.Select(_ => default(HttpProgress))],
            // What an alarm has decided while the batch was in progress stands, and so does what was decided and not carried out.
            Failure = known is { Point.IsInProgress: true } && known.Point.Batch == point.Batch ? known.Failure
                : noted is { IsUndone: true } && noted.Action == settings.OnFailure ? new(noted.Reason ?? "", noted.At, IsKnown: true)
                : null,
            AlarmsAskedAt = known is { Point.IsInProgress: true } && known.Point.Batch == point.Batch ? known.AlarmsAskedAt : null,
            PoliciesAreKnown = known?.PoliciesAreKnown ?? settings.AlarmPolicyIds.IsEmpty,
        };
        return next.Baked(at);
    }

    /// <summary>The verdict with which an operation will begin that finds the activity so.</summary>
    public static VerificationVerdict Ahead(RefreshInputs inputs, RefreshActivity activity, RefreshOutputs stored, DateTimeOffset at)
        => inputs.Verification is { ChecksAnything: true } settings && !activity.IsRollback
            && (activity.IsAlive ? !stored.Adopted : activity.Status == ActivityStatus.Successful)
            ? Seen(known: null, settings, activity, stored.Verification, at).Verdict
            : VerificationVerdict.NotWanted;

    /// <summary>What an earlier batch has passed is over.</summary>
    private static DateTimeOffset PassedAt(VerificationMark? mark, VerificationPoint point)
        => mark is { Verdict: VerificationVerdict.Passed } && mark.Batch < point.Batch ? mark.At : DateTimeOffset.MinValue;

    /// <summary>The beginning of the batch; where only some batches are verified, of the first one since the last that was.</summary>
    private static DateTimeOffset? BeganAt(RefreshActivity activity, VerificationSettings settings, int batch)
    {
        int first = (settings.PauseAfterBatches, activity.RefreshSettings?.RollingUpdateSettings?.BatchPause) switch
        {
            ({ IsEmpty: false } chosen, _) => chosen.Where(paused => paused < batch).DefaultIfEmpty(0).Max() + 1,
            (_, BatchPause.EveryBatch) => batch,
            (_, BatchPause.FirstBatch) => Math.Min(batch, 2),
            _ => 1,
        };
        return activity.RefreshBatchSet
            .Where(listed => listed.RefreshBatchNum >= first && listed.RefreshBatchNum <= batch)
            .Min(listed => listed.StartTime);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
