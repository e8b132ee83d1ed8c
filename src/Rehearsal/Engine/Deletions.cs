using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What a run deletes, by URN, and who does it.</summary>
internal sealed class Deletions(SnapshotWriter snapshots, ProviderRegistry registry, RunControl control)
{
    private readonly HashSet<string> _urns = new(StringComparer.Ordinal);

    public bool Contains(string urn) => _urns.Contains(urn);

    /// <summary>To be noted before the first of them is planned: what goes together with its owner needs no delete of its own.</summary>
    public void Add(IEnumerable<string> urns) => _urns.UnionWith(urns);

    /// <summary>The program has it again after all.</summary>
    /// <returns>False when it was not among the deleted.</returns>
    public bool Remove(string urn) => _urns.Remove(urn);

    /// <exception cref="ProviderException">The provider of the entry cannot be loaded.</exception>
    public async Task<PlannedStep> PlanAsync(Step step)
    {
        ResourceState old = step.Old!;
        bool outside = step.Op != StepOp.RemovePendingReplace
            && old is { Custom: true, External: false, RetainOnDelete: false, IsProvider: false }
            && !Contains(old.DeletedWith);
        return new(step, outside ? await registry.EnsureAsync(old.Provider, snapshots.FindProvider, control.TornDown) : null);
    }
}
