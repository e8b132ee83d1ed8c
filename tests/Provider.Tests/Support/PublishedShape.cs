using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Schema;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>Holds properties that the plugin gave against what the schema promises: every required one is there, no other than the described ones are.</summary>
internal static class PublishedShape
{
    /// <param name="members">What the plugin gave.</param>
    /// <param name="path">The way to the description in the schema: section, token, and for a function its outputs.</param>
    public static async Task<IReadOnlyList<string>> MismatchesAsync(PropertyMap members, params string[] path)
    {
        var schema = JsonNode.Parse(await SchemaDocument.ReadAsync(CancellationToken.None))!;
        return [.. Of(schema, path.Aggregate(schema, (node, name) => node[name]!), members, "")];
    }

    private static IEnumerable<string> Of(JsonNode schema, JsonNode shape, PropertyMap members, string path)
    {
        var described = shape["properties"]!.AsObject();
        // Names that begin with two underscores are the provider's own notes, which the engine shows nobody.
        foreach (string name in members.Keys.Where(name => !described.ContainsKey(name) && !name.StartsWith("__", StringComparison.Ordinal)))
            yield return $"{path}{name} is not described";
        foreach (string name in shape["required"]?.AsArray().Select(name => name!.ToString()).Where(name => !members.ContainsKey(name)) ?? [])
            yield return $"{path}{name} is promised and not there";
        foreach (var (name, value) in members)
        {
            foreach (string mismatch in described[name] is { } property ? OfValue(schema, Resolved(schema, property), value, path + name) : [])
                yield return mismatch;
        }
    }

    private static IEnumerable<string> OfValue(JsonNode schema, JsonNode type, PropertyValue value, string path) => (value, type["type"]!.ToString()) switch
    {
        (PropertyValue.Secret secret, _) => OfValue(schema, type, secret.Inner, path),
        (PropertyValue.Text text, "string") when type["enum"] is not { } options || options.AsArray().Any(option => option!["value"]!.ToString() == text.Value) => [],
        (PropertyValue.Bool, "boolean") => [],
        (PropertyValue.Number, "number") => [],
        (PropertyValue.Number number, "integer") when Math.Floor(number.Value) == number.Value => [],
        (PropertyValue.Array array, "array") => array.Items.SelectMany((item, index) => OfValue(schema, Resolved(schema, type["items"]!), item, $"{path}[{index}]")),
        (PropertyValue.Object map, "object") when type["additionalProperties"] is { } each
            => map.Members.SelectMany(member => OfValue(schema, Resolved(schema, each), member.Value, $"{path}.{member.Key}")),
        (PropertyValue.Object map, "object") => Of(schema, type, map.Members, path + "."),
        _ => [$"{path} is not of type {type["type"]}: {value}"],
    };

    private static JsonNode Resolved(JsonNode schema, JsonNode property)
        => property["$ref"]?.ToString() is { } reference ? schema["types"]![reference["#/types/".Length..]]! : property;
}
