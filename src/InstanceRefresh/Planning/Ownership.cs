using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Whose an activity is. The service has no mark of its owner, so one that was found may belong to an interrupted run of this resource, to another stack or
/// to a person: it is watched until the program's code says that it is its own.
/// </summary>
internal static class Ownership
{
    /// <summary>
    /// Whether code claims an adopted activity: onConflict is Adopt, or a change made after the adoption approves the batch that it has reached, or sets
    /// another desiredState.
    /// </summary>
    /// <param name="before">The inputs as stored, which lack the change; null if they are not known.</param>
    public static bool IsClaimed(RefreshInputs? before, RefreshInputs wanted, RefreshOutputs stored)
        => wanted.OnConflict == ConflictPolicy.Adopt
            || (before is not null && (wanted.DesiredState != before.DesiredState || IsApprovedSince(before, wanted, Situation.Of(stored).Reached)));

    /// <summary>Whether an activity is the one that an entry holds, or undoes it.</summary>
    public static bool Is(LedgerEntry entry, RefreshActivity activity)
        => entry.Names(activity.RefreshActivityId)
            || (activity.IsRollback && activity.OriginRefreshActivityId == entry.Id.RefreshActivityId);

    private static bool IsApprovedSince(RefreshInputs before, RefreshInputs wanted, int reached)
        => wanted.ApprovedThroughBatch >= reached && !(before.ApprovedThroughBatch >= reached);
}
