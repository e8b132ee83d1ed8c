using System.Globalization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Holds one value against the field it stands in, and says what is wrong in a sentence that follows the property's path.</summary>
internal static class ValueCheck
{
    /// <summary>The sentence, or null if nothing is wrong.</summary>
    public static string? Problem(InputValue value, InputField field, bool secret)
    {
        string was = secret ? "; its value is secret and not shown here" : $"; was {Show(value)}";
        return (field.Kind, value) switch
        {
            (_, InputValue.Unknown) => null,
            (InputKind.Text, InputValue.Text { Value: var text }) when text.Length > 0 => null,
            (InputKind.Text, InputValue.Text) => "must not be empty",
            (InputKind.Text, _) => $"must be text{was}",
            (InputKind.Flag, InputValue.Bool) => null,
            (InputKind.Flag, InputValue.Text { Value: "true" or "false" }) => $"must be true or false, without quotes{was}",
            (InputKind.Flag, _) => $"must be true or false{was}",
            (InputKind.WholeNumber, InputValue.Number { Value: var number }) when IsIn(number, field) => null,
            (InputKind.WholeNumber, InputValue.Text { Value: var text }) when double.TryParse(text, CultureInfo.InvariantCulture, out _)
                => $"must be {Range(field)}, without quotes{was}",
            (InputKind.WholeNumber, _) => $"must be {Range(field)}{was}",
            (InputKind.Choice, InputValue.Text { Value: var word }) when field.Choices.Contains(word) => null,
            (InputKind.Choice, InputValue.Text { Value: var word }) when !secret => $"must be one of {Words(field)}{was}{Meant(word, field)}",
            (InputKind.Choice, _) => $"must be one of {Words(field)}{was}",
            (InputKind.TextMap, _) => $"must be an object whose values are text{was}",
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

    private static bool IsIn(double number, InputField field)
        => Reading.IsWhole(number) && number >= field.Minimum && number <= field.Maximum;

    private static string Range(InputField field)
        => field.Maximum == int.MaxValue ? $"a whole number of at least {field.Minimum}" : $"a whole number from {field.Minimum} to {field.Maximum}";

    private static string Words(InputField field) => string.Join(", ", field.Choices);

    private static string Meant(string word, InputField field)
        // The word of an old example page of the service: the one wrong value that people really copy.
        => field.Name == "refreshMode" && word.Equals("ROLLING_UPDATE", StringComparison.OrdinalIgnoreCase)
            ? $"; did you mean {RefreshMode.Reset} (reinstall in place)? The service's older example spells it as you did"
            : Suggestion.For(word, field.Choices) is { } meant ? $"; did you mean {meant}?" : "";

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
