using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The engine's own diff, for providers that answer "unknown": old against new inputs, secretness left aside.</summary>
internal static class InputComparison
{
    public static ProviderDiff Between(PropertyMap olds, PropertyMap news, IEnumerable<string> ignoreChanges)
    {
        ImmutableSortedDictionary<string, PropertyDiff>.Builder found
            = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        PropertyMap wanted = IgnoreChanges.Apply(news, olds, ignoreChanges);
        Compare(new PropertyValue.Object(olds.Unwrapped()), new PropertyValue.Object(wanted.Unwrapped()), PropertyPath.Root, found);
        return found.Count == 0
            ? ProviderDiff.None
            : new(DiffChanges.Some, [], [.. found.Keys.Select(TopOf).Distinct(StringComparer.Ordinal)], found.ToImmutable(), false);
    }

    private static string TopOf(string path) => PropertyPath.Parse(path).Top ?? path;

    private static void Compare(
        PropertyValue? old, PropertyValue? now, PropertyPath path, ImmutableSortedDictionary<string, PropertyDiff>.Builder found)
    {
        switch (old, now)
        {
            case (PropertyValue.Object was, PropertyValue.Object shall):
                foreach (string name in was.Members.Keys.Union(shall.Members.Keys, StringComparer.Ordinal))
                    Compare(was.Members.Find(name), shall.Members.Find(name), path.Member(name), found);
                break;
            case (PropertyValue.Array was, PropertyValue.Array shall):
                for (int i = 0; i < Math.Max(was.Items.Length, shall.Items.Length); i++)
                    Compare(was.Items.ElementAtOrDefault(i), shall.Items.ElementAtOrDefault(i), path.Item(i), found);
                break;
            case (null or PropertyValue.Null, null or PropertyValue.Null):
                break;
            case (null, _):
                found[path.ToString()] = new(DiffKind.Add, InputDiff: true);
                break;
            case (_, null):
                found[path.ToString()] = new(DiffKind.Delete, InputDiff: true);
                break;
            default:
                if (!old.Equals(now))
                    found[path.ToString()] = new(DiffKind.Update, InputDiff: true);
                break;
        }
    }
}
