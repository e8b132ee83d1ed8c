using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>How a property and its API member differ beyond their names.</summary>
internal enum RowShape
{
    /// <summary>The same value; objects inside differ by the case of their names' first letter.</summary>
    Plain,

    /// <summary>A map here, a list of <c>{Key, Value}</c> there.</summary>
    Tags,

    /// <summary>Load balancers: what is <c>ruleId</c> here is <c>LocationId</c> there, and must be sent even when empty.</summary>
    Balancers,
}

/// <summary>One line of a resource's table: a property, and where it stands in requests and answers.</summary>
/// <param name="RequestPath">Members of the request, separated by dots.</param>
internal sealed record PropertyRow(string Property, string RequestPath)
{
    /// <summary>Where answers have it, if elsewhere than requests.</summary>
    public string? AnswerPath { get; init; }

    public RowShape Shape { get; init; }

    public bool Required { get; init; }

    /// <summary>Sent when the property is not set.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The service never gives it back (passwords), or it is kept elsewhere: what the state has counts.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>The service has a value of its own: taking the property out of the program changes nothing.</summary>
    public bool Computed { get; init; }

    /// <summary>For <see cref="RowShape.Tags"/>: the kind of resource that the tags belong to; null for tags of instances.</summary>
    public string? TagKind { get; init; }

    /// <summary>False: the update action does not take it.</summary>
    public bool Updatable { get; init; } = true;

    /// <summary>The first member of the request's path: what an update sends as a whole.</summary>
    public string RequestMember => RequestPath.Split('.')[0];

    public JsonNode? ToJson(PropertyValue value) => Shape switch
    {
        RowShape.Tags => TagsOf((PropertyValue.Object)value),
        RowShape.Balancers => BalancersOf(value),
        _ => JsonValues.ToJson(value, Pascal),
    };

    public PropertyValue? ToProperty(JsonNode? json) => Shape switch
    {
        RowShape.Tags => json is JsonArray tags ? MapOf(tags) : null,
        RowShape.Balancers => JsonValues.ToProperty(json, name => name is "LocationId" ? "ruleId" : Camel(name)),
        _ => JsonValues.ToProperty(json, Camel),
    };

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static JsonNode? BalancersOf(PropertyValue value)
    {
        JsonNode? json = JsonValues.ToJson(value, name => name is "ruleId" ? "LocationId" : Pascal(name));
        foreach (JsonObject balancer in (json as JsonArray ?? []).OfType<JsonObject>())
            balancer["LocationId"] ??= "";
        return json;
    }

    private JsonArray TagsOf(PropertyValue.Object map) => new([.. map.Members.Select(tag =>
    {
        JsonObject json = new() { ["Key"] = tag.Key, ["Value"] = JsonValues.ToJson(tag.Value, Pascal) };
        if (TagKind is not null)
            json["ResourceType"] = TagKind;
        return (JsonNode)json;
    })]);

    private static PropertyValue.Object MapOf(JsonArray tags) => new(PropertyMap.From(tags.OfType<JsonObject>()
        .Where(tag => tag["Key"] is not null)
        .Select(tag => KeyValuePair.Create((string)tag["Key"]!, (PropertyValue)new PropertyValue.Text((string?)tag["Value"] ?? "")))));
}
