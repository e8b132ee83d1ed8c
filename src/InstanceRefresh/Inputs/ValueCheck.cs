using System.Globalization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Holds one value against the field it stands in, and says what is wrong in a sentence that follows the property's path.</summary>
internal static class ValueCheck
{
    /// <summary>The sentence, or null if nothing is wrong.</summary>
    public static string? Problem(InputValue value, PropertyDefinition field, bool secret)
    {
        string was = secret ? "; its value is secret and not shown here" : $"; was {Show(value)}";
        return (field.Type, value) switch
        {
            (_, InputValue.Unknown) => null,
            (PropertyType.Text, InputValue.Text { Value: var text }) when text.Length > 0 => null,
            (PropertyType.Text, InputValue.Text) => "must not be empty",
            (PropertyType.Text, _) => $"must be text{was}",
            (PropertyType.Flag, InputValue.Bool) => null,
            (PropertyType.Flag, InputValue.Text { Value: "true" or "false" }) => $"must be true or false, without quotes{was}",
            (PropertyType.Flag, _) => $"must be true or false{was}",
            (PropertyType.WholeNumber range, InputValue.Number { Value: var number }) when IsIn(number, range) => null,
            (PropertyType.WholeNumber range, InputValue.Text { Value: var text }) when double.TryParse(text, CultureInfo.InvariantCulture, out _)
                => $"must be {Range(range)}, without quotes{was}",
            (PropertyType.WholeNumber range, _) => $"must be {Range(range)}{was}",
            (PropertyType.Choice choice, InputValue.Text { Value: var word }) when choice.Values.Contains(word) => null,
            (PropertyType.Choice choice, InputValue.Text { Value: var word }) when !secret
                => $"must be one of {Words(choice)}{was}{Meant(word, field.Name, choice)}",
            (PropertyType.Choice choice, _) => $"must be one of {Words(choice)}{was}",
            (PropertyType.Map, _) => $"must be an object whose values are text{was}",
            _ => $"must be an object{was}",
        };
    }

    public static string KindOf(InputValue value) => value switch
    {
        InputValue.Bool => "true or false",
        InputValue.Number => "a number",
        InputValue.Text => "text",
        InputValue.List => "a list",
        InputValue.Map => "an object",
        InputValue.Other { What: var what } => what,
        InputValue.Null => "null",
        _ => "not known yet",
    };

    private static bool IsIn(double number, PropertyType.WholeNumber range)
        => Reading.IsWhole(number) && number >= range.Minimum && number <= range.Maximum;

    private static string Range(PropertyType.WholeNumber range)
        => range.Maximum == int.MaxValue ? $"a whole number of at least {range.Minimum}" : $"a whole number from {range.Minimum} to {range.Maximum}";

    private static string Words(PropertyType.Choice choice) => string.Join(", ", choice.Values);

    private static string Meant(string word, string property, PropertyType.Choice choice)
        // The word of an old example page of the service: the one wrong value that people really copy.
        => property == "refreshMode" && word.Equals("ROLLING_UPDATE", StringComparison.OrdinalIgnoreCase)
            ? $"; did you mean {RefreshMode.Reset} (reinstall in place)? The service's older example spells it as you did"
            : Suggestion.For(word, choice.Values) is { } meant ? $"; did you mean {meant}?" : "";

    private static string Show(InputValue value) => value switch
    {
        InputValue.Bool { Value: var flag } => flag ? "true" : "false",
        InputValue.Number { Value: var number } => number.ToString("R", CultureInfo.InvariantCulture),
        InputValue.Text { Value: var text } => Quote(text),
        _ => KindOf(value),
    };

    internal static string Quote(string text)
    {
        string line = string.Concat(text.Take(60).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length < text.Length ? $"\"{line}…\"" : $"\"{line}\"";
    }
}
