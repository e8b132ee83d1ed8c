using System.Text.Json;
using TencentcloudRefresh.PropertyValues;

namespace Pulumi.Serialization;

/// <summary>JSON that a program hands over as it is.</summary>
internal static class JsonPropertyReader
{
    public static PropertyValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new PropertyValue.Text(json.GetString()!),
        JsonValueKind.Number => new PropertyValue.Number(json.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => new PropertyValue.Bool(json.GetBoolean()),
        JsonValueKind.Array => new PropertyValue.Array([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => new PropertyValue.Object(PropertyMap.From(
            json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Read(member.Value))))),
        _ => PropertyValue.Null.Value,
    };
}
