using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Schema;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>The catalogues as a package schema. Objects and enumerations become types of their own, in the order of their first use.</summary>
internal static class SchemaWriter
{
    private const string Prefix = $"{SchemaDocument.Package}:index:";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every property of the package that no object holds.</summary>
    private static IEnumerable<PropertyDefinition> Roots => InputCatalogue.Properties.Concat(OutputCatalogue.Properties)
        .Concat(FunctionCatalogue.Functions.SelectMany(function => function.Arguments.Concat(function.Results)))
        .Concat(ConfigurationCatalogue.Properties);

    public static string Write() => new JsonObject
    {
        ["name"] = SchemaDocument.Package,
        ["displayName"] = PackageCatalogue.DisplayName,
        ["version"] = SchemaDocument.Version,
        ["description"] = PackageCatalogue.Description,
        ["keywords"] = Texts(PackageCatalogue.Keywords),
        ["license"] = "Apache-2.0",
        ["publisher"] = PackageCatalogue.Publisher,
        ["meta"] = new JsonObject { ["moduleFormat"] = "(.*)", ["supportPack"] = true },
        ["language"] = SchemaLanguages.Write(),
        ["config"] = new JsonObject { ["variables"] = Properties(ConfigurationCatalogue.Properties, Given) },
        ["provider"] = new JsonObject
        {
            ["description"] = PackageCatalogue.ProviderDescription,
            ["inputProperties"] = Properties(ConfigurationCatalogue.Properties, Given),
        },
        ["types"] = Types(),
        ["resources"] = new JsonObject { [SchemaDocument.InstanceRefreshToken] = Resource() },
        ["functions"] = Members(FunctionCatalogue.Functions, function => Prefix + function.Name, function => new JsonObject
        {
            ["description"] = function.Description,
            ["inputs"] = Section(function.Arguments),
            ["outputs"] = Section(function.Results),
        }),
    }.ToJsonString(Readable) + "\n";

    private static JsonObject Resource() => new()
    {
        ["description"] = $"{PackageCatalogue.ResourceDescription}\n\n{SchemaExamples.Write()}\n\n## Import\n\n{PackageCatalogue.ResourceImport}\n",
        ["properties"] = Properties(InputCatalogue.Properties.Concat(OutputCatalogue.Properties), Answered),
        // Check fills defaults in, so that the state always has them.
        ["required"] = Texts(InputCatalogue.Properties.Where(input => input.Required || input.Default is not null)
            .Concat(OutputCatalogue.Properties.Where(output => output.Required)).Select(property => property.Name)),
        ["inputProperties"] = Properties(InputCatalogue.Properties, property =>
        {
            var node = Given(property);
            if (property.Replaces)
                node["willReplaceOnChanges"] = true;
            return node;
        }),
        ["requiredInputs"] = Required(InputCatalogue.Properties),
    };

    private static JsonObject Types()
    {
        var used = Roots.SelectMany(property => TypesIn(property.Type)).Distinct().ToList();
        return Members(
            used.OfType<PropertyType.Section>().Concat<PropertyType>(used.OfType<PropertyType.Choice>()),
            type => Prefix + NameOf(type),
            type => type switch
            {
                PropertyType.Section section => Section(section.Properties, section.Description),
                PropertyType.Choice choice => new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = choice.Description,
                    ["enum"] = new JsonArray([.. choice.Options.Select(option => new JsonObject
                    {
                        ["name"] = Pascal(option.Value),
                        ["value"] = option.Value,
                        ["description"] = option.Description,
                    })]),
                },
                _ => throw new InvalidOperationException($"{type} has no name."),
            });
    }

    private static IEnumerable<PropertyType> TypesIn(PropertyType type) => type switch
    {
        PropertyType.Section section => section.Properties.SelectMany(property => TypesIn(property.Type)).Prepend(section),
        PropertyType.List list => TypesIn(list.Items),
        PropertyType.Map map => TypesIn(map.Values),
        PropertyType.Choice => [type],
        _ => [],
    };

    private static JsonObject Section(IReadOnlyCollection<PropertyDefinition> properties, string? description = null)
    {
        var node = new JsonObject { ["type"] = "object" };
        if (description is not null)
            node["description"] = description;
        node["properties"] = Properties(properties, Given);
        node["required"] = Required(properties);
        return node;
    }

    private static JsonObject Properties(IEnumerable<PropertyDefinition> properties, Func<PropertyDefinition, JsonObject> write)
        => Members(properties, property => property.Name, write);

    /// <summary>A property where a program gives it.</summary>
    private static JsonObject Given(PropertyDefinition property)
    {
        var node = Answered(property);
        if (property.Default is { } value)
            node["default"] = JsonNode.Parse(PropertyJson.Write(value, encrypt: null));
        if (property.Environment is { } variable)
            node["defaultInfo"] = new JsonObject { ["environment"] = Texts([variable]) };
        return node;
    }

    /// <summary>A property where the provider gives it.</summary>
    private static JsonObject Answered(PropertyDefinition property)
    {
        var node = Type(property.Type);
        node["description"] = property.Description;
        if (property.Secret)
            node["secret"] = true;
        if (property.Replaces)
            node["replaceOnChanges"] = true;
        return node;
    }

    private static JsonObject Type(PropertyType type) => type switch
    {
        PropertyType.Text => new() { ["type"] = "string" },
        PropertyType.Flag => new() { ["type"] = "boolean" },
        PropertyType.WholeNumber => new() { ["type"] = "integer" },
        PropertyType.Number => new() { ["type"] = "number" },
        PropertyType.Map map => new() { ["type"] = "object", ["additionalProperties"] = Type(map.Values) },
        PropertyType.List list => new() { ["type"] = "array", ["items"] = Type(list.Items) },
        _ => new() { ["$ref"] = $"#/types/{Prefix}{NameOf(type)}" },
    };

    private static string NameOf(PropertyType type) => type switch
    {
        PropertyType.Section section => section.Name,
        PropertyType.Choice choice => choice.Name,
        _ => throw new InvalidOperationException($"{type} has no name."),
    };

    private static JsonObject Members<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode> write)
        => new(items.Select(item => KeyValuePair.Create<string, JsonNode?>(name(item), write(item))));

    private static JsonArray Required(IEnumerable<PropertyDefinition> properties)
        => Texts(properties.Where(property => property.Required).Select(property => property.Name));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary><c>AUTO_PAUSE</c> is <c>AutoPause</c> in SDKs; what is in that form stays.</summary>
    private static string Pascal(string option) => option.Any(char.IsAsciiLetterLower)
        ? option
        : string.Concat(option.Split('_').Select(part => part[..1] + part[1..].ToLowerInvariant()));
}
