using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The two calls of the Tag service that infrastructure tools make about groups and launch configurations.</summary>
internal static class Tagging
{
    private const string Version = "2018-08-13";

    private static readonly Shape Pairs = Shape.List(Shape.Members(("TagKey!", Shape.Text), ("TagValue", Shape.Text)));

    public static IEnumerable<ApiAction> All() =>
    [
        new("DescribeResourceTagsByResourceIds", Shape.Members(
            ("ServiceType!", Shape.Text), ("ResourcePrefix!", Shape.Text), ("ResourceIds!", Shape.List(Shape.Text, 50)), ("ResourceRegion!", Shape.Text),
            ("Limit", Shape.Whole(1, 400)), ("Offset", Shape.Whole(0, int.MaxValue))), Describe) { Service = "tag", Version = Version },
        new("ModifyResourceTags", Shape.Members(
            ("Resource!", Shape.Text), ("ReplaceTags", Pairs), ("DeleteTags", Shape.List(Shape.Members(("TagKey!", Shape.Text))))), Modify)
        { Service = "tag", Version = Version },
    ];

    public static IReadOnlyList<(string Key, string Value)> Of(ImmutableSortedDictionary<string, JsonElement> members)
        => members.TryGetValue("Tags", out var tags) && tags.ValueKind == JsonValueKind.Array
            ? [.. tags.EnumerateArray().Select(tag => (new Input(tag).Text("Key") ?? "", new Input(tag).Text("Value") ?? ""))]
            : [];

    private static Refusal? Describe(World world, Input input, Utf8JsonWriter answer)
    {
        var prefix = input.Text("ResourcePrefix")!;
        var found = input.Texts("ResourceIds")
            .SelectMany(id => (MembersOf(world, prefix, id) is { } members ? Of(members) : []).Select(tag => (Id: id, tag.Key, tag.Value))).ToList();
        var (limit, offset) = ((int)(input.Whole("Limit") ?? 15), (int)(input.Whole("Offset") ?? 0));
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteNumber("Offset", offset);
        answer.WriteNumber("Limit", limit);
        answer.WriteStartArray("Tags");
        foreach (var (id, key, value) in found.Skip(offset).Take(limit))
        {
            answer.WriteStartObject();
            answer.WriteString("TagKey", key);
            answer.WriteString("TagValue", value);
            answer.WriteString("ResourceId", id);
            answer.WriteString("Category", "custom");
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return null;
    }

    private static Refusal? Modify(World world, Input input, Utf8JsonWriter answer)
    {
        // qcs::as:<region>:uin/<number>:<auto-scaling-group|launch-configuration>/<id>
        var resource = input.Text("Resource")!;
        var path = resource[(resource.LastIndexOf(':') + 1)..].Split('/');
        if (path.Length != 2 || !resource.StartsWith("qcs::as:", StringComparison.Ordinal) || MembersOf(world, path[0], path[1]) is not { } members)
            return new("InvalidParameterValue.ResourceDescriptionError", $"The resource `{resource}` is neither a group nor a launch configuration of this account.");

        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Of(members))
            tags[key] = value;
        foreach (var tag in input.Objects("ReplaceTags"))
            tags[tag.Text("TagKey")!] = tag.Text("TagValue") ?? "";
        foreach (var tag in input.Objects("DeleteTags"))
            tags.Remove(tag.Text("TagKey")!);

        var changed = members.SetItem("Tags", Written(tags, path[0]));
        if (world.Groups.TryGetValue(path[1], out var group))
            world.Put(group with { Members = changed });
        else
            world.Put(world.Configurations[path[1]] with { Members = changed });
        return null;
    }

    private static ImmutableSortedDictionary<string, JsonElement>? MembersOf(World world, string prefix, string id) => prefix switch
    {
        "auto-scaling-group" => world.Groups.GetValueOrDefault(id)?.Members,
        "launch-configuration" => world.Configurations.GetValueOrDefault(id)?.Members,
        _ => null,
    };

    private static JsonElement Written(SortedDictionary<string, string> tags, string resourceType)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var (key, value) in tags)
            {
                json.WriteStartObject();
                json.WriteString("Key", key);
                json.WriteString("Value", value);
                json.WriteString("ResourceType", resourceType);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
