namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Short names for the catalogues, which are mostly these.</summary>
internal static class PropertyTypes
{
    public static PropertyType Text { get; } = new PropertyType.Text();

    public static PropertyType Flag { get; } = new PropertyType.Flag();

    public static PropertyType Whole { get; } = new PropertyType.WholeNumber();

    public static PropertyType From(int minimum, int maximum = int.MaxValue) => new PropertyType.WholeNumber(minimum, maximum);

    public static PropertyType MapOf(PropertyType values) => new PropertyType.Map(values);

    public static PropertyType ListOf(PropertyType items, int maximum = int.MaxValue) => new PropertyType.List(items, maximum);

    /// <summary>An input that is the first word where nothing is given.</summary>
    public static PropertyDefinition Choice(string name, PropertyType.Choice type, string description)
        => new(name, type, description) { Default = type.Options[0].Value };
}
