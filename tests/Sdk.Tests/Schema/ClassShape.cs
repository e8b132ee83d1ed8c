using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Sdk.Tests.Schema;

/// <summary>What the generator makes of a schema type, by where it stands.</summary>
internal enum Place
{
    /// <summary>Arguments of a resource, or of a function that waits for outputs.</summary>
    Input,

    /// <summary>Arguments of a function in plain values.</summary>
    Plain,

    /// <summary>A class that answers are read into.</summary>
    Answer,

    /// <summary>An output property of a resource.</summary>
    Output,

    /// <summary>A property of the Config class.</summary>
    Config,
}

/// <summary>The C# type of a schema property, as text.</summary>
internal sealed record ClassShape(Place Place)
{
    public string Of(JsonNode property, bool isRequired)
    {
        var type = Inner(property);
        var isList = property["type"]?.GetValue<string>() == "array";
        var isMap = property["type"]?.GetValue<string>() == "object";
        return Place switch
        {
            Place.Input when isList => $"InputList<{Inner(property["items"]!)}>",
            Place.Input when isMap => $"InputMap<{Inner(property["additionalProperties"]!)}>",
            Place.Input => $"Input<{type}>",
            Place.Output => $"Output<{type}{Optional(property, isRequired)}>",
            Place.Plain => type + (isList || isMap ? "" : Optional(property, isRequired)),
            Place.Config => type + "?",
            _ => type + Optional(property, isRequired),
        };
    }

    // Only value types can be distinguished at run time: nullable references are a matter of the compiler.
    private static string Optional(JsonNode property, bool isRequired) => !isRequired && IsValue(property) ? "?" : "";

    private static bool IsValue(JsonNode property)
        => SchemaFile.IsEnum(property) || property["type"]?.GetValue<string>() is "integer" or "number" or "boolean";

    private string Inner(JsonNode property)
    {
        if (property["$ref"] is { } reference)
        {
            var name = SchemaFile.Bare(reference.GetValue<string>());
            return SchemaFile.IsEnum(property) ? name : Place switch
            {
                Place.Input => $"{name}Args",
                _ => name,
            };
        }

        return property["type"]!.GetValue<string>() switch
        {
            "integer" => "Int32",
            "number" => "Double",
            "boolean" => "Boolean",
            "string" => "String",
            "array" => Place == Place.Plain ? $"List<{Inner(property["items"]!)}>" : $"ImmutableArray<{Inner(property["items"]!)}>",
            "object" => $"{(Place == Place.Plain ? "Dictionary" : "ImmutableDictionary")}<String, {Inner(property["additionalProperties"]!)}>",
            var other => throw new InvalidOperationException($"The schema has the type {other}, which no class can have."),
        };
    }
}
