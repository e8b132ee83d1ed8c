namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What to do with one resource, a pure decision.</summary>
internal abstract record StepDecision
{
    private StepDecision()
    {
    }

    public sealed record Create : StepDecision;

    /// <summary>This run has deleted it already, together with what it depends on: there is nothing to compare with.</summary>
    public sealed record Recreate : StepDecision;

    /// <summary>The program takes over what it only read before: a new one is made, the old entry dropped at the end.</summary>
    public sealed record Adopt : StepDecision;

    public sealed record Same : StepDecision;

    /// <summary>Also without any change, when the resource is half made: then the provider shall continue with it.</summary>
    public sealed record Update(ProviderDiff Diff) : StepDecision;

    /// <summary>Also without any change, when an earlier run has deleted the old one and did not get further.</summary>
    /// <param name="DeleteFirst">The old one goes before the new one comes.</param>
    public sealed record Replace(ProviderDiff Diff, bool DeleteFirst) : StepDecision;

    /// <summary>Not allowed. In a preview the run continues to show what else would happen.</summary>
    /// <param name="FailsPreview">False: a preview only warns.</param>
    public sealed record Refuse(string Reason, bool FailsPreview, StepDecision Otherwise) : StepDecision;
}

/// <summary>The engine's table of steps: old entry, options and the provider's diff in, decision out.</summary>
internal static class StepPlanner
{
    // It has no order of its own: without the user's word the new one comes first.
    private static readonly ProviderDiff Forced = ProviderDiff.Assumed with { ReplaceKeys = ["id"] };

    /// <summary>Before any diff is asked for. Null: there is an old entry to compare with.</summary>
    /// <param name="forced">Somebody wants it replaced whatever its provider would say.</param>
    public static StepDecision? WithoutDiff(ResourceState? old, ResourceGoal goal, bool deletedInThisRun, bool forced)
        => (old, deletedInThisRun, forced) switch
        {
            (null, _, _) => new StepDecision.Create(),
            (_, true, _) => new StepDecision.Recreate(),
            ({ External: true }, _, _) => new StepDecision.Adopt(),
            (_, _, true) => Replace(old, goal, Forced),
            _ => null,
        };

    /// <summary>True when what the goal names by id is not yet what the entry stands for.</summary>
    public static bool Imports(ResourceState? old, ResourceGoal goal)
        => goal.ImportId.Length > 0
            && (old is null or { External: true } || (old.ImportId.Length > 0 ? old.ImportId : old.Id) != goal.ImportId);

    /// <param name="diff">The provider's answer, no longer "unknown".</param>
    /// <exception cref="FormatException">A path of <c>replaceOnChanges</c> is malformed.</exception>
    public static StepDecision Decide(ResourceState old, ResourceGoal goal, ProviderDiff diff)
    {
        ProviderDiff final = ReplaceOnChanges.Apply(diff, goal.ReplaceOnChanges);
        bool replaces = old.PendingReplacement || (final.Changes == DiffChanges.Some && final.Replaces);
        return (replaces, final.Changes, old.HasInitErrors) switch
        {
            (true, _, _) => Replace(old, goal, final),
            (_, DiffChanges.Some, _) => new StepDecision.Update(final),
            (_, _, true) => new StepDecision.Update(final),
            _ => new StepDecision.Same(),
        };
    }

    private static StepDecision Replace(ResourceState old, ResourceGoal goal, ProviderDiff diff)
    {
        StepDecision replace = new StepDecision.Replace(diff, goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace);
        if (goal.ImportId.Length > 0)
        {
            string reason = $"{goal.Name} was imported by id and cannot be replaced. Take its import option away first.";
            replace = new StepDecision.Refuse(reason, FailsPreview: false, replace);
        }

        return old.Protect && goal.Protect
            ? new StepDecision.Refuse($"{goal.Name} is protected and cannot be replaced. Take its protect option away first.", true, replace)
            : replace;
    }
}
