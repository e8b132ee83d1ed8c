using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Notices what somebody else has done to an activity between two polls: the rule that warnings and reports share.</summary>
internal static class Interventions
{
    /// <param name="asked">What this operation has asked for since the status changed last; null for nothing.</param>
    /// <returns>The deed, or null if nothing foreign happened.</returns>
    public static Deed? Of(ActivityChange change, Asked? asked) => change.After.Status switch
    {
        _ when !change.OfStatus => null,
        ActivityStatus.ManualPause when asked != Asked.Stop => Deed.Paused,
        ActivityStatus.Cancelled when asked is not (Asked.Cancel or Asked.Rollback)
            && change.After.AppliedFailProcess is not (FailProcess.AutoCancel or FailProcess.AutoRollback) => Deed.Cancelled,
        ActivityStatus.Running when change.Before is { IsPaused: true } && asked != Asked.Resume => Deed.Resumed,
        _ => null,
    };

    /// <summary>The warning about a deed.</summary>
    public static string Sentence(Deed deed, RefreshActivity activity)
        => $"{ActivityText.Title(activity)} was {deed.ToString().ToLowerInvariant()} by somebody else, in the console or by another program.";
}

/// <summary>What somebody else has done to an activity.</summary>
internal enum Deed
{
    Paused,

    /// <summary>Or rolled back, which cancels it as well.</summary>
    Cancelled,

    Resumed,
}

/// <summary>What an operation has asked of an activity: the five writes.</summary>
internal enum Asked
{
    Start,
    Resume,
    Stop,
    Cancel,
    Rollback,
}
