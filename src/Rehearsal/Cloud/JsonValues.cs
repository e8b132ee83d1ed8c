using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Known, plain values from and to JSON as the service writes it: whole numbers without a point, nulls as nothing.</summary>
internal static class JsonValues
{
    /// <param name="value">Without secrets and unknowns.</param>
    /// <param name="rename">Names of members, on the way.</param>
    public static JsonNode? ToJson(PropertyValue value, Func<string, string> rename) => value switch
    {
        PropertyValue.Bool flag => flag.Value,
        PropertyValue.Text text => text.Value,
        PropertyValue.Number number => double.IsInteger(number.Value) ? (long)number.Value : number.Value,
        PropertyValue.Array list => new JsonArray([.. list.Items.Select(item => ToJson(item, rename))]),
        PropertyValue.Object members => new JsonObject(members.Members
            .Select(member => KeyValuePair.Create(rename(member.Key), ToJson(member.Value, rename)))),
        _ => null,
    };

    /// <returns>Null for a JSON null.</returns>
    public static PropertyValue? ToProperty(JsonNode? json, Func<string, string> rename) => json switch
    {
        null => null,
        JsonArray list => new PropertyValue.Array([.. list.Select(item => ToProperty(item, rename) ?? PropertyValue.Null.Value)]),
        JsonObject members => new PropertyValue.Object(PropertyMap.From(Members(members, rename))),
        _ => Leaf(json.AsValue()),
    };

    private static ImmutableArray<KeyValuePair<string, PropertyValue>> Members(JsonObject members, Func<string, string> rename) =>
    [
        .. members
            .Select(member => (Name: rename(member.Key), Value: ToProperty(member.Value, rename)))
            .Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Name, member.Value!)),
    ];

    private static PropertyValue Leaf(JsonValue json) => json.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetValue<double>(),
        _ => json.GetValue<string>(),
    };
}
