using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Plain C# values as property values; null stays null, so that <see cref="PropertyMap.With"/> leaves the member out.</summary>
internal static class Writing
{
    public static PropertyValue? ToValue(this string? text) => string.IsNullOrEmpty(text) ? null : new PropertyValue.Text(text);

    public static PropertyValue? ToValue(this int? number) => number is { } value ? new PropertyValue.Number(value) : null;

    public static PropertyValue ToValue(this int number) => new PropertyValue.Number(number);

    public static PropertyValue ToValue(this bool flag) => new PropertyValue.Bool(flag);

    public static PropertyValue ToValue(this IEnumerable<string> texts) => new PropertyValue.Array([.. texts.Select(text => new PropertyValue.Text(text))]);

    public static PropertyValue ToValue(this IEnumerable<PropertyMap> maps) => new PropertyValue.Array([.. maps.Select(map => (PropertyValue)map)]);

    /// <summary>Times are text in state: UTC, seconds, ISO 8601.</summary>
    public static PropertyValue? ToValue(this DateTimeOffset? time) => Times.Write(time).ToValue();
}
