namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What goes at the end of a run: what nobody registered, and the old halves of replacements.</summary>
internal static class DeleteSteps
{
    public static IReadOnlyList<Step> For(IEnumerable<ResourceState> remaining, Func<string, bool> isRegistered) =>
    [
        .. remaining
            .Where(state => state.Delete || !isRegistered(state.Urn))
            .Select(state => new Step(OpFor(state), state.Urn, state, null)),
    ];

    private static StepOp OpFor(ResourceState state) => state switch
    {
        { Delete: true } => StepOp.DeleteReplaced,
        { PendingReplacement: true } => StepOp.RemovePendingReplace,
        _ => StepOp.Delete,
    };
}
