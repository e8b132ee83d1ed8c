using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The leaves in which two maps without secrets differ. An unknown value differs from everything; an empty map or list is none.</summary>
internal static class MapDifference
{
    public static IEnumerable<(PropertyPath Path, ChangeKind Kind)> Between(PropertyMap old, PropertyMap @new)
        => Between(old, @new, PropertyPath.Root);

    private static IEnumerable<(PropertyPath Path, ChangeKind Kind)> Between(PropertyValue? old, PropertyValue? @new, PropertyPath at)
    {
        if (IsAbsent(old) && IsAbsent(@new))
            return [];
        if ((old is PropertyValue.Object || IsAbsent(old)) && (@new is PropertyValue.Object || IsAbsent(@new)))
        {
            var before = MembersOf(old);
            var after = MembersOf(@new);
            return before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .SelectMany(key => Between(before.Find(key), after.Find(key), at.Member(key)));
        }

        return old == @new && @new is not PropertyValue.Unknown ? []
            : [(at, IsAbsent(old) ? ChangeKind.Add : IsAbsent(@new) ? ChangeKind.Delete : ChangeKind.Update)];
    }

    private static bool IsAbsent(PropertyValue? value)
        => value is null or PropertyValue.Null or PropertyValue.Object { Members.Count: 0 } or PropertyValue.Array { Items.Length: 0 };

    private static PropertyMap MembersOf(PropertyValue? value)
        => value is PropertyValue.Object map ? map.Members : PropertyMap.Empty;
}
