using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>Property values written as JSON, so that a test shows them as a program would write them. The text <c>«unknown»</c> stands for an unknown value.</summary>
internal static class Written
{
    /// <summary>The least that Check accepts.</summary>
    public const string Least = """{ "autoScalingGroupId": "asg-9dn1a5y6", "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 3 } } }""";

    public static PropertyMap Map(string json) => ((PropertyValue.Object)WithUnknowns(PropertyJson.ReadPlain(json))).Members;

    public static RefreshInputs Inputs(string json) => RefreshInputs.From(Map(json));

    /// <summary>The least inputs with some properties more, or other ones: <c>"desiredState": "Paused"</c>.</summary>
    public static PropertyMap LeastWith(string members)
        => Map($"{{ {members} }}").Aggregate(Map(Least), (map, member) => map.With(member.Key, member.Value));

    private static PropertyValue WithUnknowns(PropertyValue value) => value switch
    {
        PropertyValue.Text { Value: "«unknown»" } => new PropertyValue.Unknown(),
        PropertyValue.Array array => new PropertyValue.Array([.. array.Items.Select(WithUnknowns)]),
        PropertyValue.Object map => map.Members.Select((_, member) => WithUnknowns(member)),
        _ => value,
    };
}
