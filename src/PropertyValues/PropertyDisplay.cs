using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>Writes values for logs and test messages. Redaction happens here and nowhere else, so nothing else may print a value.</summary>
internal static class PropertyDisplay
{
    private const string Hidden = "[secret]";
    private const string NotKnown = "[unknown]";

    public static string Of(PropertyValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Secret or PropertyValue.Output { IsSecret: true }:
                text.Append(Hidden);
                break;
            case PropertyValue.Output output:
                Append(text, output.Value ?? new PropertyValue.Unknown());
                break;
            case PropertyValue.Array array:
                AppendList(text, array);
                break;
            case PropertyValue.Object members:
                AppendMembers(text, members.Members);
                break;
            case PropertyValue.Asset asset:
                AppendMembers(text.Append("asset "), asset.Members);
                break;
            case PropertyValue.Archive archive:
                AppendMembers(text.Append("archive "), archive.Members);
                break;
            default:
                text.Append(Leaf(value));
                break;
        }
    }

    private static string Leaf(PropertyValue value) => value switch
    {
        PropertyValue.Null => "null",
        PropertyValue.Bool flag => flag.Value ? "true" : "false",
        PropertyValue.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        PropertyValue.Text text => $"\"{text.Value}\"",
        PropertyValue.Bytes bytes => $"[{bytes.Value.Length} bytes]",
        PropertyValue.Reference reference => $"[{reference.Urn}]",
        _ => NotKnown,
    };

    private static void AppendList(StringBuilder text, PropertyValue.Array array)
    {
        string separator = "[";
        foreach (PropertyValue item in array.Items)
        {
            Append(text.Append(separator), item);
            separator = ", ";
        }
        text.Append(array.Items.IsEmpty ? "[]" : "]");
    }

    private static void AppendMembers(StringBuilder text, PropertyMap members)
    {
        string separator = "{ ";
        foreach ((string name, PropertyValue member) in members)
        {
            Append(text.Append(separator).Append(name).Append(": "), member);
            separator = ", ";
        }
        text.Append(members.Count == 0 ? "{}" : " }");
    }
}
