using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Tolerant reading of maps that an older version of this provider, or a preview, may have written: what does not fit is as good as absent.
/// </summary>
internal static class Reading
{
    public static string? Text(this InputValue.Map map, string name) => (map[name] as InputValue.Text)?.Value;

    public static bool? Flag(this InputValue.Map map, string name) => (map[name] as InputValue.Bool)?.Value;

    /// <summary>A whole number in the range of an <see cref="int"/>.</summary>
    public static int? Whole(this InputValue.Map map, string name)
        => map[name] is InputValue.Number { Value: var value } && IsWhole(value) && Math.Abs(value) <= int.MaxValue ? (int)value : null;

    public static InputValue.Map Section(this InputValue.Map map, string name) => map[name] as InputValue.Map ?? InputValue.Map.Empty;

    public static IEnumerable<InputValue.Map> Sections(this InputValue.Map map, string name)
        => map[name] is InputValue.List list ? list.Items.OfType<InputValue.Map>() : [];

    public static ImmutableSortedDictionary<string, string> Texts(this InputValue.Map map, string name)
        => map.Section(name).Members
            .Where(member => member.Value is InputValue.Text)
            .ToImmutableSortedDictionary(member => member.Key, member => ((InputValue.Text)member.Value).Value, StringComparer.Ordinal);

    public static bool IsWhole(double value) => double.IsFinite(value) && Math.Floor(value) == value;
}
