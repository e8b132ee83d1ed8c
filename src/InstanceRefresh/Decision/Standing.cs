using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Whether a rollout is where the program wants it.</summary>
internal enum Standing
{
    AsWanted,

    /// <summary>An update takes it further, or tells why it cannot.</summary>
    NeedsUpdate,

    /// <summary>It has ended elsewhere; only a new rollout gets there.</summary>
    NeedsReplacement,
}

internal static class Standings
{
    /// <summary>Asks what an update would do: nothing is as wanted, an end that cannot be left needs a replacement.</summary>
    /// <param name="stored">Null: the state names no activity, so look.</param>
    /// <param name="justImported">The state is a moment old, and an import must yield no difference.</param>
    public static Standing Of(Situation? stored, RefreshInputs inputs, bool justImported = false)
    {
        if (stored is null)
            return Standing.NeedsUpdate;

        // Diff makes no calls: a rollback that nobody has noted is for a read, an update or a deletion to find.
        var step = RolloutDecision.Decide(stored, RolloutPolicy.ForUpdate(inputs, stored) with { RollbackSought = true });
        return step switch
        {
            // Nobody has waited for its end, so nobody has seen it: it may have failed since. An update looks once and tells.
            NextStep.Finish { As: Reached.Started } when !justImported => Standing.NeedsUpdate,
            NextStep.Finish => Standing.AsWanted,
            NextStep.GiveUp when stored.IsTerminal && inputs.DesiredState == DesiredState.Completed => Standing.NeedsReplacement,
            _ => Standing.NeedsUpdate,
        };
    }

    /// <summary>
    /// Whether a deletion has anything to look for. What was cancelled or failed is looked at all the same: a rollback may live that nobody has
    /// noted.
    /// </summary>
    public static bool MayLive(RefreshOutputs? stored)
        => stored is null || !ActivityStatus.IsTerminal(stored.Status)
            || (stored.Status != ActivityStatus.Successful && stored.RollbackActivityId is null);

    /// <summary>Over for good and as wanted: an update has nothing to ask the cloud.</summary>
    public static bool IsSettled(Situation? stored, RefreshInputs inputs)
        => stored is { IsTerminal: true } && Of(stored, inputs) == Standing.AsWanted;
}
