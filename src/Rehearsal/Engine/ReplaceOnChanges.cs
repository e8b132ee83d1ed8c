using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The <c>replaceOnChanges</c> option: changes under these paths replace instead of update.</summary>
internal static class ReplaceOnChanges
{
    /// <exception cref="FormatException">A path is malformed.</exception>
    public static ProviderDiff Apply(ProviderDiff diff, IEnumerable<string> paths)
    {
        ImmutableArray<PropertyPath> patterns = [.. paths.Select(PropertyPath.Parse)];
        if (diff.Changes != DiffChanges.Some || patterns.IsEmpty)
            return diff;
        bool Covered(string path) => patterns.Any(pattern => pattern.Covers(PropertyPath.Parse(path)));

        return diff with
        {
            ReplaceKeys = [.. diff.ReplaceKeys.Union(diff.ChangedKeys.Where(Covered), StringComparer.Ordinal)],
            Detailed = diff.Detailed?.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => Covered(entry.Key) ? entry.Value with { Kind = entry.Value.Kind.ToReplace() } : entry.Value,
                StringComparer.Ordinal),
        };
    }
}
