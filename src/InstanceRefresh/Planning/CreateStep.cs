using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a create does about what is there already. Closed: these cases and no others.</summary>
internal abstract record CreateStep
{
    private CreateStep()
    {
    }

    /// <summary>Start a rollout.</summary>
    /// <param name="PassedOver">An ended activity that resembles it and is not adopted; null if there is none.</param>
    public sealed record Start(RefreshActivity? PassedOver = null) : CreateStep;

    /// <summary>This process has started it already: continue with it.</summary>
    public sealed record Continue(RefreshActivity Activity) : CreateStep;

    /// <summary>The program took back a replacement that was interrupted: keep the rollout that the state holds.</summary>
    public sealed record Keep(RefreshActivity Activity, LedgerEntry Entry) : CreateStep;

    /// <summary>The entry that holds the activity was renamed: take it over as that entry held it.</summary>
    public sealed record Rename(RefreshActivity Activity, LedgerEntry Entry) : CreateStep;

    /// <summary>End the rollout that this resource holds, which no deletion has done, then look again.</summary>
    public sealed record EndFirst(RefreshActivity Activity, LedgerEntry Entry) : CreateStep;

    /// <summary>
    /// Adopt what nobody is known to hold: watch it to its end or next pause, and write nothing. What it is then depends on whether it is proved that it
    /// has rolled what this create asks for.
    /// </summary>
    /// <param name="Proved">As far as is known now.</param>
    /// <param name="UndoneBy">The rollback that has undone it; null for none.</param>
    public sealed record Adopt(RefreshActivity Activity, bool Proved, RefreshActivity? UndoneBy = null) : CreateStep;

    /// <summary>The service's answer lacks what tells whether an interrupted run has started this one: read again, and start nothing before it is told.</summary>
    /// <param name="Lacks">What was not told.</param>
    public sealed record Undecided(RefreshActivity Activity, MissingFact Lacks) : CreateStep;

    /// <summary>desiredState is Paused, and what an interrupted run may have started has ended well: there is nothing left to pause, and nothing is started again.</summary>
    public sealed record EndedUnpaused(RefreshActivity Activity) : CreateStep;

    /// <summary>onConflict Adopt: it is this program's from now on.</summary>
    public sealed record TakeOver(RefreshActivity Activity) : CreateStep;

    /// <summary>onConflict Wait: look again after its end.</summary>
    public sealed record Wait(RefreshActivity Activity) : CreateStep;

    /// <summary>The rollout that this resource holds is alive although the engine replaces it: a resource option keeps it.</summary>
    public sealed record KeptByOption(RefreshActivity Activity) : CreateStep;

    /// <summary>Another entry of the state holds the activity that is alive on the group.</summary>
    public sealed record HeldByEntry(RefreshActivity Activity, string Urn) : CreateStep;

    /// <summary>Nothing can be started; the plan's blockers tell why.</summary>
    public sealed record Refuse : CreateStep;
}

/// <summary>What an answer can lack that a create must know.</summary>
internal enum MissingFact
{
    /// <summary>When an activity was created: neither its age nor the order of the activities is known.</summary>
    CreatedTime,

    /// <summary>The launch configuration, or when it was changed.</summary>
    ConfigurationTime,

    /// <summary>When an instance that the activity does not list joined the group.</summary>
    AddTime,
}
