using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The leaves in which two maps differ. An unknown value differs from everything; an empty map is no map.</summary>
internal static class MapDifference
{
    public static IEnumerable<(PropertyPath Path, ChangeKind Kind)> Between(InputValue.Map old, InputValue.Map @new)
        => Between(old, @new, PropertyPath.Root);

    private static IEnumerable<(PropertyPath Path, ChangeKind Kind)> Between(InputValue? old, InputValue? @new, PropertyPath at)
    {
        if (IsAbsent(old) && IsAbsent(@new))
            return [];
        if ((old is InputValue.Map || IsAbsent(old)) && (@new is InputValue.Map || IsAbsent(@new)))
        {
            var before = MembersOf(old);
            var after = MembersOf(@new);
            return before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .SelectMany(key => Between(before.GetValueOrDefault(key), after.GetValueOrDefault(key), at.Member(key)));
        }

        return old == @new && @new is not InputValue.Unknown ? []
            : [(at, IsAbsent(old) ? ChangeKind.Add : IsAbsent(@new) ? ChangeKind.Delete : ChangeKind.Update)];
    }

    private static bool IsAbsent(InputValue? value) => value is null or InputValue.Null or InputValue.Map { Members.Count: 0 };

    private static ImmutableSortedDictionary<string, InputValue> MembersOf(InputValue? value)
        => value is InputValue.Map map ? map.Members : InputValue.Map.Empty.Members;
}
