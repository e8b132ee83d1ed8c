using System.Globalization;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Holds one value against the field it stands in, and says what is wrong in a sentence that follows the property's path.</summary>
internal static class ValueCheck
{
    /// <summary>The sentence, or null if nothing is wrong.</summary>
    public static string? Problem(PropertyValue value, PropertyDefinition field, bool secret)
    {
        string was = secret ? "; its value is secret and not shown here" : $"; was {Show(value)}";
        return (field.Type, value) switch
        {
            (_, PropertyValue.Unknown) => null,
            (PropertyType.Text, PropertyValue.Text { Value: var text }) when text.Length > 0 => null,
            (PropertyType.Text, PropertyValue.Text) => "must not be empty",
            (PropertyType.Text, _) => $"must be text{was}",
            (PropertyType.Flag, PropertyValue.Bool) => null,
            (PropertyType.Flag, PropertyValue.Text { Value: "true" or "false" }) => $"must be true or false, without quotes{was}",
            (PropertyType.Flag, _) => $"must be true or false{was}",
            (PropertyType.WholeNumber range, PropertyValue.Number { Value: var number }) when IsIn(number, range) => null,
            (PropertyType.WholeNumber range, PropertyValue.Text { Value: var text }) when double.TryParse(text, CultureInfo.InvariantCulture, out _)
                => $"must be {Range(range)}, without quotes{was}",
            (PropertyType.WholeNumber range, _) => $"must be {Range(range)}{was}",
            (PropertyType.Choice choice, PropertyValue.Text { Value: var word }) when choice.Values.Contains(word) => null,
            (PropertyType.Choice choice, PropertyValue.Text { Value: var word }) when !secret
                => $"must be one of {AllowedValues(choice)}{was}{Meant(word, field.Name, choice)}",
            (PropertyType.Choice choice, _) => $"must be one of {AllowedValues(choice)}{was}",
            (PropertyType.Map, _) => $"must be an object whose values are text{was}",
            _ => $"must be an object{was}",
        };
    }

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

    private static bool IsIn(double number, PropertyType.WholeNumber range)
        => Reading.IsWhole(number) && number >= range.Minimum && number <= range.Maximum;

    private static string Range(PropertyType.WholeNumber range)
        => range.Maximum == int.MaxValue ? $"a whole number of at least {range.Minimum}" : $"a whole number from {range.Minimum} to {range.Maximum}";

    private static string AllowedValues(PropertyType.Choice choice) => string.Join(", ", choice.Values);

    private static string Meant(string word, string property, PropertyType.Choice choice)
        // The word of an old example page of the service: the one wrong value that people really copy.
        => property == "refreshMode" && word.Equals("ROLLING_UPDATE", StringComparison.OrdinalIgnoreCase)
            ? $"; did you mean {RefreshMode.Reset} (reinstall in place)? The service's older example spells it as you did"
            : Suggestion.For(word, choice.Values) is { } meant ? $"; did you mean {meant}?" : "";

    private static string Show(PropertyValue value) => value switch
    {
        PropertyValue.Bool { Value: var flag } => flag ? "true" : "false",
        PropertyValue.Number { Value: var number } => number.ToString("R", CultureInfo.InvariantCulture),
        PropertyValue.Text { Value: var text } => Quote(text),
        _ => KindOf(value),
    };

    internal static string Quote(string text)
    {
        string line = string.Concat(text.Take(60).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length < text.Length ? $"\"{line}…\"" : $"\"{line}\"";
    }
}
