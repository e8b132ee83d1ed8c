using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;

namespace TencentcloudRefresh.RehearsedPulumi;

/// <summary>The program of a Pulumi.yaml that is written as JSON and has resources with plain properties.</summary>
internal static class DeclaredProgram
{
    public static Task<int> RunAsync(string folder) => Deployment.RunAsync(() =>
    {
        JsonNode project = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "Pulumi.yaml")))!;
        foreach ((string name, JsonNode? resource) in project["resources"]!.AsObject())
            Register(name, resource!);
    });

    private static void Register(string name, JsonNode resource)
    {
        var properties = resource["properties"]!.AsObject().ToImmutableDictionary(entry => entry.Key, entry => ValueOf(entry.Value));
        _ = new CustomResource(resource["type"]!.ToString(), name, new DictionaryResourceArgs(properties), new CustomResourceOptions
        {
            DeleteBeforeReplace = resource["options"]?["deleteBeforeReplace"]?.GetValue<bool>(),
            ImportId = resource["options"]?["import"]?.ToString(),
        });
    }

    private static object? ValueOf(JsonNode? node) => node switch
    {
        JsonObject members => members.ToImmutableDictionary(entry => entry.Key, entry => ValueOf(entry.Value)),
        JsonArray items => items.Select(ValueOf).ToImmutableArray(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => value.GetValue<double>(),
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        },
        _ => null,
    };
}
