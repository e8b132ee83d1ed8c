using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// Who would be replaced because what it depends on is deleted first. Each dependent's provider is asked, with the inputs that come from
/// replaced resources taken as unknown.
/// </summary>
internal sealed class DependentReplacements(Func<ResourceState, Task<IProvider>> providerOf, CancellationToken cancellationToken)
{
    /// <param name="root">What is deleted first.</param>
    /// <param name="olds">Entries of the earlier run, in topological order.</param>
    /// <param name="isRegistered">What this run has registered already cannot depend on the root any more.</param>
    /// <returns>In topological order, without the root.</returns>
    public async Task<IReadOnlyList<ResourceState>> FindAsync(ResourceState root, IReadOnlyList<ResourceState> olds, Func<string, bool> isRegistered)
    {
        HashSet<string> replaced = [root.Urn];
        List<ResourceState> found = [];
        foreach (ResourceState state in Dependencies.DependingOn(root, olds).Where(state => !isRegistered(state.Urn)))
        {
            if (state is not { Custom: true, External: false } || !await IsReplacedAsync(state, replaced))
                continue;
            found.Add(state);
            replaced.Add(state.Urn);
        }

        return found;
    }

    private async Task<bool> IsReplacedAsync(ResourceState state, HashSet<string> replaced)
    {
        if (replaced.Contains(state.DeletedWith) || state.ReplaceWith.Any(replaced.Contains)
            || (state.Provider.Length > 0 && replaced.Contains(ProviderReference.Parse(state.Provider).Urn)))
            return true;
        PropertyMap inputs = state.Inputs.Select((name, value) => ComesFrom(state, name, replaced) ? new PropertyValue.Unknown() : value);
        if (inputs.Equals(state.Inputs) || state.IsProvider)
            return false;
        IProvider provider = await providerOf(state);
        ProviderDiff diff = await provider.DiffAsync(
            new(state.Urn, state.Id, state.Inputs, state.Outputs, inputs, state.IgnoreChanges), cancellationToken);
        return ReplaceOnChanges.Apply(diff, state.ReplaceOnChanges).Replaces;
    }

    private static bool ComesFrom(ResourceState state, string property, HashSet<string> replaced)
        => state.PropertyDependencies.TryGetValue(property, out var urns) && !urns.IsDefault && urns.Any(replaced.Contains);
}
