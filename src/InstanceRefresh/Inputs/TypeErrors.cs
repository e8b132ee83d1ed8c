using System.Globalization;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Holds one value against the type of its property, and says what is wrong in a sentence that follows the property's path.</summary>
internal static class TypeErrors
{
    /// <summary>The sentence, or null if nothing is wrong.</summary>
    public static string? Find(PropertyValue value, PropertyDefinition property, bool isSecret, bool fromText) => (property.Type, value) switch
    {
        (_, PropertyValue.Unknown) => null,
        (PropertyType.Text, PropertyValue.Text { Value: var text }) => string.IsNullOrWhiteSpace(text) ? "must not be empty" : null,
        (PropertyType.Flag, PropertyValue.Bool) => null,
        (PropertyType.WholeNumber range, PropertyValue.Number { Value: var number }) when IsIn(number, range) => null,
        (PropertyType.Number range, PropertyValue.Number { Value: var number }) when IsIn(number, range) => null,
        (PropertyType.Choice choice, PropertyValue.Text { Value: var word }) when choice.Values.Contains(word) => null,
        _ => $"must be {Expected(property.Type, fromText)}{WithoutQuotes(value, property.Type)}"
            + Was(value, property.Type, isSecret) + (isSecret ? "" : Meant(value, property)),
    };

    /// <summary>Of JSON that cannot be read nothing is shown: a part of it may be a secret.</summary>
    private static string Was(PropertyValue value, PropertyType type, bool isSecret)
        => type is PropertyType.Section && value is PropertyValue.Text { Value: var json } && json.TrimStart().StartsWith('{')
            ? "; was JSON text that cannot be read"
            : Quoted.Was(value, isSecret);

    private static string Expected(PropertyType type, bool fromText) => type switch
    {
        PropertyType.Text => "text",
        PropertyType.Flag => "true or false",
        PropertyType.WholeNumber { Maximum: int.MaxValue } range => $"a whole number of at least {range.Minimum}",
        PropertyType.WholeNumber range => $"a whole number from {range.Minimum} to {range.Maximum}",
        PropertyType.Number { ExcludesMinimum: true } range
            => string.Create(CultureInfo.InvariantCulture, $"a number greater than {range.Minimum} and at most {range.Maximum}"),
        PropertyType.Number range => string.Create(CultureInfo.InvariantCulture, $"a number from {range.Minimum} to {range.Maximum}"),
        PropertyType.Choice choice => $"one of {string.Join(", ", choice.Values)}",
        PropertyType.List => "a list",
        PropertyType.Map => "an object whose values are text",
        _ => fromText ? "an object, or one as JSON text" : "an object",
    };

    private static string WithoutQuotes(PropertyValue value, PropertyType type) => (type, value) switch
    {
        (PropertyType.Flag, PropertyValue.Text { Value: "true" or "false" }) => ", without quotes",
        (PropertyType.WholeNumber or PropertyType.Number, PropertyValue.Text { Value: var text }) when TextForms.TryNumber(text, out _) => ", without quotes",
        _ => "",
    };

    private static string Meant(PropertyValue value, PropertyDefinition property)
    {
        if (property.Type is not PropertyType.Choice choice || value is not PropertyValue.Text { Value: var word })
            return "";
        // The word of an old example page of the service: the one wrong value that people really copy.
        if (property.Name == "refreshMode" && word.Equals("ROLLING_UPDATE", StringComparison.OrdinalIgnoreCase))
            return $"; did you mean {RefreshMode.Reset} (reinstall in place)? The service's older example uses this spelling";
        return Suggestion.For(word, choice.Values) is { } meant ? $"; did you mean {meant}?" : "";
    }

    private static bool IsIn(double number, PropertyType.WholeNumber range)
        => Reading.IsWhole(number) && number >= range.Minimum && number <= range.Maximum;

    private static bool IsIn(double number, PropertyType.Number range)
        => double.IsFinite(number) && (range.ExcludesMinimum ? number > range.Minimum : number >= range.Minimum) && number <= range.Maximum;
}
