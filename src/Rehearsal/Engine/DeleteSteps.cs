namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What goes at the end of a run: what nobody registered, and the old halves of replacements.</summary>
internal static class DeleteSteps
{
    /// <param name="targets">The only URNs that may go; empty for all.</param>
    public static IReadOnlyList<Step> For(IEnumerable<ResourceState> remaining, Func<string, bool> isRegistered, IReadOnlySet<string> targets) =>
    [
        .. remaining
            .Where(state => (state.Delete || !isRegistered(state.Urn)) && (targets.Count == 0 || targets.Contains(state.Urn)))
            .Select(state => new Step(OpFor(state), state.Urn, state, null)),
    ];

    /// <summary>The first entry that would go although another one, which stays, needs it; null when there is none.</summary>
    public static (ResourceState Deleted, ResourceState By)? Needed(IReadOnlyList<Step> steps, IReadOnlyList<ResourceState> remaining)
    {
        HashSet<ResourceState> going = [.. steps.Select(step => step.Old!)];
        foreach (ResourceState deleted in steps.Where(step => step.Op == StepOp.Delete).Select(step => step.Old!))
        {
            if (Dependencies.DependingOn(deleted, remaining).FirstOrDefault(state => !going.Contains(state)) is { } by)
                return (deleted, by);
        }

        return null;
    }

    private static StepOp OpFor(ResourceState state) => state switch
    {
        { Delete: true } => StepOp.DeleteReplaced,
        { PendingReplacement: true } => StepOp.RemovePendingReplace,
        _ => StepOp.Delete,
    };
}
