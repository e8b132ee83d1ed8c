using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Notices what somebody else has done to an activity between two looks.</summary>
internal static class Interventions
{
    /// <param name="asked">What this operation has asked for since the earlier look; null for nothing.</param>
    /// <returns>A sentence that names the deed, or null if nothing foreign happened.</returns>
    public static string? Between(RefreshActivity before, RefreshActivity after, Asked? asked)
    {
        if (before.Status == after.Status || before.RefreshActivityId != after.RefreshActivityId)
            return null;

        string? deed = after.Status switch
        {
            ActivityStatus.ManualPause when asked != Asked.Stop => "paused",
            ActivityStatus.Cancelled when asked is not (Asked.Cancel or Asked.Rollback) && !CancelsItself(after) => "cancelled",
            ActivityStatus.Running when ActivityStatus.IsPaused(before.Status) && asked != Asked.Resume => "resumed",
            _ => null,
        };
        return deed is null ? null : $"{Words.Title(after)} was {deed} by somebody else, in the console or by another program.";
    }

    private static bool CancelsItself(RefreshActivity activity)
        => activity.RefreshSettings?.RollingUpdateSettings?.FailProcess is FailProcess.AutoCancel or FailProcess.AutoRollback
            && OutputsBuilder.FailedIn(activity).Count > 0;
}

/// <summary>What an operation has asked of an activity.</summary>
internal enum Asked
{
    Resume,
    Stop,
    Cancel,
    Rollback,
}
