using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The rollout that the state holds for a group, as the engine's Diff or Delete has told this process. It is how a create tells a rollout that an earlier
/// run started and could not note from the one before it, and from other people's.
/// </summary>
/// <param name="Stored">As in the state.</param>
/// <param name="Triggers">That started it, as in the state.</param>
internal sealed record Predecessor(RefreshOutputs Stored, ImmutableSortedDictionary<string, string> Triggers, Fate Fate)
{
    /// <summary>Whether an activity is this rollout, or undoes it.</summary>
    public bool Is(RefreshActivity activity)
        => activity.RefreshActivityId == Stored.RefreshActivityId || activity.RefreshActivityId == Stored.RollbackActivityId
            || (OutputsBuilder.IsRollback(activity) && activity.OriginRefreshActivityId == Stored.RefreshActivityId);

    /// <summary>
    /// Whether an activity may be one that an earlier run started in the place of this rollout. Only newer ones may; and none may if it is this very run
    /// that has taken the old one away, since no earlier one got so far.
    /// </summary>
    public bool MayBeReplacedBy(RefreshActivity activity)
        => Fate != Fate.Gone && !Is(activity) && !(activity.CreatedTime < Stored.CreatedTime);

    /// <summary>
    /// Whether these inputs ask for just this rollout: its replacement was broken off after the deletion, and then taken back in the program.
    /// </summary>
    public bool IsWantedBy(RefreshInputs inputs) => Fate == Fate.Stays && Triggers.SequenceEqual(inputs.Triggers);
}

/// <summary>What becomes of a rollout that the state holds.</summary>
internal enum Fate
{
    Stays,

    /// <summary>Diff has asked for a replacement. Whether it has been deleted already, by a run that was broken off, is not told.</summary>
    Goes,

    /// <summary>This process has deleted it.</summary>
    Gone,
}
