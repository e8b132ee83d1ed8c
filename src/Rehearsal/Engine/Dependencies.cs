using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>Questions about who needs whom. All by URN; a list of entries is always in topological order.</summary>
internal static class Dependencies
{
    /// <summary>The entry without pointers to what is not there any more.</summary>
    public static ResourceState OnlyTo(ResourceState state, IReadOnlySet<string> alive)
        => state.AllDependencies().All(alive.Contains) ? state : Changed(state, urn => alive.Contains(urn) ? urn : null);

    /// <summary>The entry with its pointers following resources that have a new name.</summary>
    public static ResourceState Renamed(ResourceState state, IReadOnlyDictionary<string, string> names)
        => names.Count == 0 || !state.AllDependencies().Any(names.ContainsKey) ? state : Changed(state, urn => names.GetValueOrDefault(urn, urn));

    /// <summary>
    /// Groups that may be deleted one after the other, all of a group at once: whatever needs an entry goes before it. Counted from the roots, so
    /// what needs nothing else goes last. An entry needs only what stands before it: a name may be there twice, and circles there are none.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ResourceState>> DeletionOrder(IReadOnlyList<ResourceState> condemned)
    {
        List<ResourceState> left = [.. condemned];
        List<IReadOnlyList<ResourceState>> groups = [];
        while (left.Count > 0)
        {
            ResourceState[] free = [.. left.Where((state, at) => !left.Take(at).Select(other => other.Urn).Intersect(state.AllDependencies()).Any())];
            groups.Insert(0, free);
            left = [.. left.Except(free)];
        }

        return groups;
    }

    /// <summary>All entries that the one needs, however indirectly.</summary>
    public static HashSet<string> NeededBy(ResourceState one, IReadOnlyList<ResourceState> all)
    {
        HashSet<string> needed = [.. one.AllDependencies()];
        foreach (ResourceState state in all.Reverse().Where(state => needed.Contains(state.Urn)))
            needed.UnionWith(state.AllDependencies());
        return needed;
    }

    /// <summary>All entries that need the one, however indirectly, in the list's order.</summary>
    public static IReadOnlyList<ResourceState> DependingOn(ResourceState one, IReadOnlyList<ResourceState> all)
    {
        HashSet<string> reached = [one.Urn];
        List<ResourceState> dependents = [];
        foreach (ResourceState state in all.Where(state => state.Urn != one.Urn && state.AllDependencies().Any(reached.Contains)))
        {
            reached.Add(state.Urn);
            dependents.Add(state);
        }

        return dependents;
    }

    private static ResourceState Changed(ResourceState state, Func<string, string?> change)
    {
        ImmutableArray<string> All(ImmutableArray<string> urns) => urns.IsDefault ? urns : [.. urns.Select(change).OfType<string>()];
        return state with
        {
            Parent = state.Parent.Length == 0 ? "" : change(state.Parent) ?? "",
            DeletedWith = state.DeletedWith.Length == 0 ? "" : change(state.DeletedWith) ?? "",
            Provider = Moved(state.Provider, change),
            ReplaceWith = All(state.ReplaceWith),
            Dependencies = All(state.Dependencies),
            PropertyDependencies = state.PropertyDependencies.ToImmutableSortedDictionary(
                entry => entry.Key, entry => All(entry.Value), StringComparer.Ordinal),
        };
    }

    private static string Moved(string provider, Func<string, string?> change)
    {
        if (provider.Length == 0)
            return "";
        ProviderReference reference = ProviderReference.Parse(provider);
        // Without its provider an entry could never be read or deleted again, so a lost one stays named: loading it gives the error.
        return change(reference.Urn) is { } urn ? (reference with { Urn = urn }).ToString() : provider;
    }
}
