using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The <c>replaceOnChanges</c> option: changes under these paths replace instead of update, and so does half-made state.</summary>
internal static class ReplaceOnChanges
{
    /// <summary>What a program lists to have a resource with init errors replaced; a bare <c>*</c> covers it too.</summary>
    public const string InitErrorKey = "#initerror";

    /// <exception cref="FormatException">A path is malformed.</exception>
    public static DiffResult Apply(DiffResult diff, IEnumerable<string> paths, bool hasInitErrors)
    {
        if (diff.Changes != DiffChanges.Some && !hasInitErrors)
            return diff;
        ImmutableArray<PropertyPath> patterns = [.. paths.Select(PropertyPath.Parse)];
        bool Covered(string path) => Covers(patterns, path);

        ImmutableSortedDictionary<string, PropertyDiff>? detailed = diff.Detailed?.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => Covered(entry.Key) ? entry.Value with { Kind = entry.Value.Kind.ToReplace() } : entry.Value,
            StringComparer.Ordinal);
        ImmutableArray<string> replaces = [.. diff.ReplaceKeys.Union(diff.ChangedKeys.Where(Covered), StringComparer.Ordinal)];
        DiffChanges changes = diff.Changes;
        if (hasInitErrors && Covered(InitErrorKey))
        {
            replaces = replaces.Add(InitErrorKey);
            detailed = detailed?.SetItem(InitErrorKey, new(DiffKind.UpdateReplace, InputDiff: false));
            changes = DiffChanges.Some;
        }

        return diff with { Changes = changes, ReplaceKeys = replaces, Detailed = detailed };
    }

    private static bool Covers(ImmutableArray<PropertyPath> patterns, string text)
    {
        PropertyPath path = PropertyPath.Root.Member(text);
        try
        {
            path = PropertyPath.Parse(text);
        }
        catch (FormatException)
        {
            // A provider may name a property in a way that is no path: then only its whole name can match.
        }

        return patterns.Any(pattern => pattern.Covers(path));
    }
}
