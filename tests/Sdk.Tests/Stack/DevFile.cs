using System.Text.Json;
using TencentcloudRefresh.TestKit;
using YamlDotNet.Serialization;

namespace TencentcloudRefresh.Sdk.Tests.Stack;

/// <summary>The settings of Pulumi.dev.yaml in the form in which the engine hands them to a program: texts, with structures as JSON.</summary>
internal static class DevFile
{
    public static Dictionary<string, string> Read()
    {
        var yaml = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, object>>>(
            File.ReadAllText(Repository.PathOf("Pulumi.dev.yaml")));
        return yaml["config"].ToDictionary(entry => entry.Key, entry => entry.Value as string ?? JsonSerializer.Serialize(Json(entry.Value)));
    }

    /// <summary>The settings of the stack alone, without their namespace.</summary>
    public static Dictionary<string, string> StackSettings() => Read()
        .Where(entry => entry.Key.StartsWith("web-fleet:", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key["web-fleet:".Length..], entry => entry.Value);

    private static object? Json(object? yaml) => yaml switch
    {
        Dictionary<object, object> map => map.ToDictionary(entry => (string)entry.Key, entry => Json(entry.Value)),
        List<object> list => list.Select(Json).ToList(),
        _ => yaml,
    };
}
