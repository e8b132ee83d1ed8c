using System.Text.Json.Nodes;
using TencentcloudRefresh.Sdk.Tests.Schema;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>What may stand inside one object of a program: the properties of the schema under the spelling of a language.</summary>
/// <param name="Properties">By spelling, each with what its own object may hold. Null: it holds none that is known.</param>
internal sealed record SchemaShape(IReadOnlyDictionary<string, SchemaShape?> Properties)
{
    public const string Resource = "InstanceRefresh";

    public static SchemaShape Inputs(Casing casing) => Of(SchemaFile.Resource["inputProperties"]!, casing);

    public static SchemaShape Outputs(Casing casing) => Of(SchemaFile.Resource["properties"]!, casing);

    public static SchemaShape Arguments(string functionToken, Casing casing)
        => Of(SchemaFile.Function(functionToken)["inputs"]!["properties"]!, casing);

    public static SchemaShape Results(string functionToken, Casing casing)
        => Of(SchemaFile.Function(functionToken)["outputs"]!["properties"]!, casing);

    public static SchemaShape Of(JsonNode properties, Casing casing)
        => new(properties.AsObject().ToDictionary(property => casing.Property(property.Key), property => Held(property.Value!, casing)));

    private static SchemaShape? Held(JsonNode property, Casing casing)
        => property["$ref"] is not { } reference || SchemaFile.IsEnum(property) ? null
            : Of(SchemaFile.Objects.Single(type => type.Name == SchemaFile.Bare(reference.GetValue<string>())).Type["properties"]!, casing);
}
