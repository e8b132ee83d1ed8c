using System.Text.Json.Nodes;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests.Schema;

/// <summary>The provider's schema, in the terms in which the classes are compared with it.</summary>
internal static class SchemaFile
{
    private const string Package = "tencentcloud-refresh:index:";

    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Repository.PathOf("src/Provider/Schema/schema.json")))!;

    public static JsonNode Resource => Document["resources"]![$"{Package}InstanceRefresh"]!;

    public static JsonNode Provider => Document["provider"]!;

    public static JsonNode Configuration => Document["config"]!;

    public static string Version => Document["version"]!.GetValue<string>();

    public static IEnumerable<string> ResourceTokens => Names(Document["resources"]!);

    public static IEnumerable<string> FunctionTokens => Names(Document["functions"]!);

    public static JsonNode Function(string token) => Document["functions"]![token]!;

    /// <summary>Object types by bare name.</summary>
    public static IEnumerable<(string Name, JsonNode Type)> Objects => Types.Where(type => type.Type["enum"] is null);

    /// <summary>Enumerations by bare name.</summary>
    public static IEnumerable<(string Name, JsonNode Type)> Enums => Types.Where(type => type.Type["enum"] is not null);

    private static IEnumerable<(string Name, JsonNode Type)> Types
        => Document["types"]!.AsObject().Select(type => (Bare(type.Key), type.Value!));

    /// <summary>A line for each property: name, type in C#, and whether it must be given.</summary>
    /// <param name="properties">The schema's properties.</param>
    /// <param name="required">Names that must be given, or are always there.</param>
    /// <param name="shape">How values are wrapped in the class that is compared.</param>
    public static IEnumerable<string> Lines(JsonNode? properties, JsonNode? required, ClassShape shape)
        => properties!.AsObject().Select(property =>
        {
            var isRequired = Texts(required).Contains(property.Key);
            return $"{property.Key}: {shape.Of(property.Value!, isRequired)}{(isRequired ? ", required" : "")}";
        });

    public static IEnumerable<string> Texts(JsonNode? list) => list is null ? [] : list.AsArray().Select(item => item!.GetValue<string>());

    public static IEnumerable<string> Names(JsonNode members) => members.AsObject().Select(member => member.Key);

    /// <summary>The default as text, as documents and classes show it.</summary>
    public static string? DefaultOf(JsonNode property) => property["default"]?.ToString();

    public static bool IsEnum(JsonNode property) => property["$ref"] is { } reference && Enums.Any(type => type.Name == Bare(reference.GetValue<string>()));

    public static string Bare(string token) => token[(token.LastIndexOf(':') + 1)..];
}
