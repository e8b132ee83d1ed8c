using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Values that travel as text: stack configuration is text throughout, and an explicit provider sends all that is not text as JSON text.</summary>
public static class TextForms
{
    public static bool IsBlank(PropertyValue value) => value is PropertyValue.Text { Value: var text } && string.IsNullOrWhiteSpace(text);

    /// <summary>What a text stands for in the place of a value of this type; the value itself where it is no text, or stands for nothing of the kind.</summary>
    public static PropertyValue Parse(PropertyValue value, PropertyType type)
    {
        if (value is not PropertyValue.Text text)
            return value;
        string trimmed = text.Value.Trim();
        return type switch
        {
            PropertyType.Flag when bool.TryParse(trimmed, out bool flag) => flag,
            PropertyType.WholeNumber or PropertyType.Number when TryNumber(trimmed, out double number) => number,
            PropertyType.Section or PropertyType.Map or PropertyType.List => Json(trimmed) ?? value,
            _ => trimmed,
        };
    }

    /// <summary>Programs without types, such as YAML, send <c>7</c> or <c>true</c> where a text is meant.</summary>
    public static PropertyValue AsText(PropertyValue value) => value switch
    {
        PropertyValue.Secret { Inner: var inner } => AsText(inner).AsSecret(),
        PropertyValue.Bool { Value: var flag } => flag ? "true" : "false",
        PropertyValue.Number { Value: var number } when Reading.IsWhole(number) && Math.Abs(number) < 1e18
            => ((long)number).ToString(CultureInfo.InvariantCulture),
        PropertyValue.Number { Value: var number } => number.ToString("R", CultureInfo.InvariantCulture),
        _ => value,
    };

    public static bool TryNumber(string text, out double number)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static PropertyValue? Json(string text)
    {
        try
        {
            return PropertyJson.ReadPlain(text);
        }
        catch (JsonException)
        {
            // Text that is no JSON is simply not an object; the caller names the key.
            return null;
        }
    }
}
