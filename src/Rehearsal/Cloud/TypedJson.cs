using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>The client's records from and to JSON, whose members a table can name. A member that the record does not have is an error in a table.</summary>
internal static class TypedJson
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static T To<T>(JsonObject json) => json.Deserialize<T>(Strict)!;

    public static JsonObject From<T>(T record) => (JsonObject)JsonSerializer.SerializeToNode(record, Strict)!;
}
