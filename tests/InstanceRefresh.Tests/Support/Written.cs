using System.Text.Json;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>Property values written as JSON, so that a test shows them as a program would write them. The text <c>«unknown»</c> stands for an unknown value.</summary>
internal static class Written
{
    /// <summary>The least that Check accepts.</summary>
    public const string Least = """{ "autoScalingGroupId": "asg-9dn1a5y6", "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 3 } } }""";

    public static InputValue.Map Map(string json) => (InputValue.Map)From(JsonDocument.Parse(json).RootElement);

    public static RefreshInputs Inputs(string json) => RefreshInputs.From(Map(json));

    /// <summary>The least inputs with some properties more, or other ones: <c>"desiredState": "Paused"</c>.</summary>
    public static InputValue.Map LeastWith(string members)
        => Map($"{{ {members} }}").Members.Aggregate(Map(Least), (map, member) => new InputValue.Map(map.Members.SetItem(member.Key, member.Value)));

    private static InputValue From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new InputValue.Bool(json.GetBoolean()),
        JsonValueKind.Number => new InputValue.Number(json.GetDouble()),
        JsonValueKind.String when json.GetString() == "«unknown»" => new InputValue.Unknown(),
        JsonValueKind.String => new InputValue.Text(json.GetString()!),
        JsonValueKind.Array => new InputValue.List([.. json.EnumerateArray().Select(From)]),
        JsonValueKind.Object => InputValue.Map.Of(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, From(member.Value)))),
        _ => new InputValue.Null(),
    };
}
