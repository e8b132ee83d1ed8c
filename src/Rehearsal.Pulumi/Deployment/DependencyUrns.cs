using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a dependency on resources means to the engine.</summary>
internal static class DependencyUrns
{
    /// <summary>The URNs of these resources; a component stands for all that was made below it, for it does nothing itself.</summary>
    public static async Task<ImmutableSortedSet<string>> OfAsync(IEnumerable<Resource> resources)
    {
        var reached = new HashSet<Resource>();
        Walk(resources, reached);
        var urns = await Task.WhenAll(reached.OfType<CustomResource>().Select(resource => resource.Urn.ValueOrAsync("")));
        return urns.Where(urn => urn.Length > 0).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    // Only through components: to wait for the children of a custom resource could mean to wait for oneself.
    private static void Walk(IEnumerable<Resource> resources, HashSet<Resource> reached)
    {
        foreach (var resource in resources)
        {
            if (reached.Add(resource) && resource is ComponentResource)
                Walk(resource.Children.Snapshot(), reached);
        }
    }
}
