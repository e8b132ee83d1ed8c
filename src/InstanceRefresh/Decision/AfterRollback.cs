using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What triggers mean once their rollout was rolled back. Whoever rolls back restores the launch configuration, which changes the triggers: these are noted,
/// and what they stand for is what the rollback has brought back. Pure.
/// </summary>
internal static class AfterRollback
{
    /// <summary>The state with a note of both triggers, made when the rollback begins or is first seen.</summary>
    /// <param name="rolledOut">The triggers that had started the rollout; null if they are not known.</param>
    /// <param name="now">Those of the program at this moment.</param>
    public static RefreshOutputs Noted(
        this RefreshOutputs outputs, ImmutableSortedDictionary<string, string>? rolledOut, ImmutableSortedDictionary<string, string> now)
    {
        string? undone = outputs.RolledBackTriggers ?? (rolledOut is null ? null : TriggerDigest.Of(rolledOut, outputs.RefreshActivityId));
        // Found before the program said anything about it: what it says first is what it has noted.
        bool isOpen = outputs.TriggersAtRollback is null || outputs.TriggersAtRollback == undone;
        return undone is null ? outputs : outputs with
        {
            RolledBackTriggers = undone,
            TriggersAtRollback = isOpen ? TriggerDigest.Of(now, outputs.RefreshActivityId) : outputs.TriggersAtRollback,
        };
    }

    /// <summary>Whether the program has said since the rollback what it restores, and that is not noted yet.</summary>
    public static bool AwaitsNote(RefreshOutputs stored, RefreshInputs wanted)
        => wanted.DesiredState == DesiredState.RolledBack && stored.RolledBackTriggers is { } undone
            && (stored.TriggersAtRollback is null || stored.TriggersAtRollback == undone)
            && TriggerDigest.Of(wanted.Triggers, stored.RefreshActivityId) != undone;

    /// <summary>
    /// Whether desiredState Completed with these triggers asks for nothing but what the rollback has brought back. The triggers of the rollout that was
    /// rolled back ask to try it again, also where they are those noted; any other ones ask for a rollout of their own.
    /// </summary>
    public static bool IsWhatIsWanted(RefreshOutputs stored, RefreshInputs wanted)
        => wanted.DesiredState == DesiredState.Completed
            && stored is { ActivityType: AutoScaling.ActivityType.Rollback, Status: AutoScaling.ActivityStatus.Successful }
            && stored.TriggersAtRollback is { } noted && noted != stored.RolledBackTriggers
            && noted == TriggerDigest.Of(wanted.Triggers, stored.RefreshActivityId);
}
