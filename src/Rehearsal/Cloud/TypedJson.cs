using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>The client's records from and to JSON, whose members a table can name. A member that the record does not have is an error in a table.</summary>
internal static class TypedJson
{
    public static T To<T>(JsonObject json) => json.Deserialize(Shape<T>())!;

    public static JsonObject From<T>(T record) => (JsonObject)JsonSerializer.SerializeToNode(record, Shape<T>())!;

    private static JsonTypeInfo<T> Shape<T>() => (JsonTypeInfo<T>)TypedJsonContext.Default.Options.GetTypeInfo(typeof(T));
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AutoScalingGroup))]
[JsonSerializable(typeof(CreateAutoScalingGroupRequest))]
[JsonSerializable(typeof(ModifyAutoScalingGroupRequest))]
[JsonSerializable(typeof(LaunchConfiguration))]
[JsonSerializable(typeof(CreateLaunchConfigurationRequest))]
[JsonSerializable(typeof(ModifyLaunchConfigurationAttributesRequest))]
internal sealed partial class TypedJsonContext : JsonSerializerContext;
