using System.Globalization;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What somebody has written, as it stands in a message: in quotation marks, harmless for a terminal, and no longer than helps.</summary>
public static class Quoted
{
    private const int Longest = 120;

    public static string Text(string text) => text.Length <= Longest
        ? $"\"{Harmless(text)}\""
        : $"\"{Harmless(text.AsSpan(0, Longest))}…\" ({text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters)";

    /// <summary>A name or a path, such as a key.</summary>
    public static string Cut(string name) => name.Length <= Longest ? name : $"{name.AsSpan(0, Longest)}…";

    /// <summary>The end of a sentence about a wrong value: what it was, unless it is a secret.</summary>
    public static string Was(PropertyValue? value, bool isSecret = false) => value switch
    {
        PropertyValue.Secret => Was(null, isSecret: true),
        _ when isSecret => "; its value is secret and not shown here",
        PropertyValue.Bool { Value: var flag } => $"; was {(flag ? "true" : "false")}",
        PropertyValue.Number { Value: var number } => $"; was {number.ToString("R", CultureInfo.InvariantCulture)}",
        PropertyValue.Text { Value: var text } => $"; was {Text(text)}",
        null => "",
        _ => $"; was {KindOf(value)}",
    };

    public static string KindOf(PropertyValue value) => value switch
    {
        PropertyValue.Bool => "true or false",
        PropertyValue.Number => "a number",
        PropertyValue.Text => "text",
        PropertyValue.Array => "a list",
        PropertyValue.Object => "an object",
        PropertyValue.Asset => "an asset",
        PropertyValue.Archive => "an archive",
        PropertyValue.Bytes => "text that is not UTF-8",
        PropertyValue.Reference => "a component",
        PropertyValue.Null => "null",
        _ => "not known yet",
    };

    private static string Harmless(ReadOnlySpan<char> text)
        => string.Create(text.Length, text, static (made, given) =>
        {
            for (int index = 0; index < given.Length; index++)
                made[index] = char.IsControl(given[index]) ? '\uFFFD' : given[index];
        });
}
