using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Tolerant reading of maps that an older version of this provider, or a preview, may have written: what does not fit is as good as absent. A secret is read
/// as what it hides: whoever writes it again keeps the map.
/// </summary>
public static class Reading
{
    public static string? Text(this PropertyMap map, string name) => (map.Given(name) as PropertyValue.Text)?.Value;

    public static bool? Flag(this PropertyMap map, string name) => (map.Given(name) as PropertyValue.Bool)?.Value;

    /// <summary>A whole number in the range of an <see cref="int"/>.</summary>
    public static int? Whole(this PropertyMap map, string name)
        => map.Given(name) is PropertyValue.Number { Value: var value } && IsWhole(value) && Math.Abs(value) <= int.MaxValue ? (int)value : null;

    public static double? Number(this PropertyMap map, string name)
        => map.Given(name) is PropertyValue.Number { Value: var value } && double.IsFinite(value) ? value : null;

    public static PropertyMap Section(this PropertyMap map, string name) => (map.Given(name) as PropertyValue.Object)?.Members ?? PropertyMap.Empty;

    public static IEnumerable<PropertyMap> Sections(this PropertyMap map, string name)
        => map.Given(name) is PropertyValue.Array list ? list.Items.Select(item => item.Opened()).OfType<PropertyValue.Object>().Select(item => item.Members) : [];

    /// <summary>The items of a list that have the kind; others are as good as absent.</summary>
    public static ImmutableArray<string> TextList(this PropertyMap map, string name)
        => [.. map.Items(name).OfType<PropertyValue.Text>().Select(item => item.Value)];

    public static ImmutableArray<int> WholeList(this PropertyMap map, string name)
        => [.. map.Items(name).OfType<PropertyValue.Number>()
            .Where(item => IsWhole(item.Value) && Math.Abs(item.Value) <= int.MaxValue).Select(item => (int)item.Value)];

    private static IEnumerable<PropertyValue> Items(this PropertyMap map, string name)
        => map.Given(name) is PropertyValue.Array list ? list.Items.Select(item => item.Opened()) : [];

    public static ImmutableSortedDictionary<string, string> Texts(this PropertyMap map, string name)
        => map.Section(name)
            .Where(member => member.Value.Opened() is PropertyValue.Text)
            .ToImmutableSortedDictionary(member => member.Key, member => ((PropertyValue.Text)member.Value.Opened()).Value, StringComparer.Ordinal);

    public static bool IsWhole(double value) => double.IsFinite(value) && Math.Floor(value) == value;
}
