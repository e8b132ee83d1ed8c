using System.Text.Json;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>Plain trees from and to JSON, word by word.</summary>
internal static class JsonTree
{
    public static PropertyValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => new PropertyValue.Bool(true),
        JsonValueKind.False => new PropertyValue.Bool(false),
        JsonValueKind.Number => new PropertyValue.Number(json.GetDouble()),
        JsonValueKind.String => new PropertyValue.Text(json.GetString()!),
        JsonValueKind.Array => new PropertyValue.Array([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => new PropertyValue.Object(Members(json)),
        _ => PropertyValue.Null.Value,
    };

    public static void Write(PropertyValue plain, Utf8JsonWriter writer, PropertyPath path)
    {
        switch (plain)
        {
            case PropertyValue.Null:
                writer.WriteNullValue();
                break;
            case PropertyValue.Bool flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case PropertyValue.Number number when !double.IsFinite(number.Value):
                throw new PropertyFormatException(path, "is a number that is not finite, which JSON cannot say");
            case PropertyValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case PropertyValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case PropertyValue.Array array:
                WriteItems(array, writer, path);
                break;
            case PropertyValue.Object members:
                WriteMembers(members, writer, path);
                break;
            default:
                throw new InvalidOperationException($"A {plain.GetType().Name} was not spelled out before it was written.");
        }
    }

    // As JSON readers usually do, the last of two members with one name wins.
    private static PropertyMap Members(JsonElement json)
    {
        PropertyMap members = PropertyMap.Empty;
        foreach (JsonProperty member in json.EnumerateObject())
            members = members.With(member.Name, Read(member.Value));
        return members;
    }

    private static void WriteItems(PropertyValue.Array array, Utf8JsonWriter writer, PropertyPath path)
    {
        writer.WriteStartArray();
        for (int index = 0; index < array.Items.Length; index++)
            Write(array.Items[index], writer, path.Item(index));
        writer.WriteEndArray();
    }

    private static void WriteMembers(PropertyValue.Object members, Utf8JsonWriter writer, PropertyPath path)
    {
        writer.WriteStartObject();
        foreach ((string name, PropertyValue member) in members.Members)
        {
            writer.WritePropertyName(name);
            Write(member, writer, path.Member(name));
        }
        writer.WriteEndObject();
    }
}
