using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// An end that no operation has seen happen. A run that is killed stores nothing of what it has done, so the verification of such a run may have cancelled the
/// rollout or rolled it back; so may anybody else. Nothing tells the two apart, and a second rollout is the worse error: it counts as the verification's
/// work. Pure.
/// </summary>
internal static class UnseenEnd
{
    /// <summary>The mark of a verification that may have ended the rollout; null where it cannot have, or where the state has a mark of it.</summary>
    /// <param name="known">As stored before the end was seen.</param>
    /// <param name="followed">The activity that has ended, looked for a rollback; or the rollback that was found.</param>
    /// <param name="before">The inputs as stored; null if they are not known. The run that was killed had either these or those of now.</param>
    public static VerificationMark? MarkOf(RefreshOutputs known, RefreshActivity followed, RefreshInputs inputs, RefreshInputs? before)
    {
        bool isUndone = followed.IsRollback || followed.Status == ActivityStatus.Cancelled;
        var action = followed.IsRollback ? VerificationAction.RollBack : VerificationAction.Cancel;
        return isUndone && inputs.DesiredState == DesiredState.Completed && MayFollow(action, inputs, before) && !IsKnown(known)
            ? Mark(followed, action)
            : null;
    }

    /// <summary>Whether a verification that fails may lead to an action.</summary>
    public static bool MayFollow(VerificationAction action, RefreshInputs inputs, RefreshInputs? before = null)
        => IsDone(action, inputs.Verification) || IsDone(action, before?.Verification);

    private static bool IsDone(VerificationAction action, VerificationSettings? settings) => settings is { ChecksAnything: true } && settings.OnFailure == action;

    /// <summary>The mark of what a verification may have done.</summary>
    public static VerificationMark Mark(RefreshActivity followed, VerificationAction action) => new(
        Situation.Of(followed).Reached, VerificationVerdict.Failed, followed.EndTime ?? followed.CreatedTime ?? DateTimeOffset.MinValue,
        DateTimeOffset.MinValue, action, Reason: null)
    { IsPresumed = true };

    /// <summary>The user was told of an end which no verification changes any more, or of a rollback.</summary>
    private static bool IsKnown(RefreshOutputs known)
    {
        string reported = known.Reported?.Status ?? known.Status;
        return known.Verification is { IsUndone: true } || known.RollbackActivityId is not null
            || (ActivityStatus.IsTerminal(reported)
                && (reported != ActivityStatus.Successful || known.Verification is null or { Verdict: VerificationVerdict.Passed }));
    }
}
