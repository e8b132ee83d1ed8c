namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Plain C# values as property values; null stays null, so that <see cref="InputValue.Map.With"/> leaves the member out.</summary>
internal static class Writing
{
    public static InputValue? ToValue(this string? text) => string.IsNullOrEmpty(text) ? null : new InputValue.Text(text);

    public static InputValue? ToValue(this int? number) => number is { } value ? new InputValue.Number(value) : null;

    public static InputValue ToValue(this int number) => new InputValue.Number(number);

    public static InputValue ToValue(this bool flag) => new InputValue.Bool(flag);

    public static InputValue ToValue(this IEnumerable<string> texts) => new InputValue.List([.. texts.Select(text => new InputValue.Text(text))]);

    public static InputValue ToValue(this IEnumerable<InputValue.Map> maps) => new InputValue.List([.. maps]);

    /// <summary>Times are text in state: UTC, seconds, ISO 8601.</summary>
    public static InputValue? ToValue(this DateTimeOffset? time) => Times.Write(time).ToValue();
}
