using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Functions;
using TencentcloudRefresh.Provider.Schema;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>The published schema against what the provider really takes and gives: generators believe the one, users meet the other.</summary>
public sealed class SchemaTests
{
    private JsonObject _schema = null!;

    private JsonObject Resource => _schema["resources"]![SchemaDocument.InstanceRefreshToken]!.AsObject();

    [OneTimeSetUp]
    public async Task ReadSchema() => _schema = JsonNode.Parse(await SchemaDocument.ReadAsync(CancellationToken.None))!.AsObject();

    [Test]
    public void Schema_NameAndVersion_AreThoseOfThePlugin()
    {
        Assert.That((_schema["name"]!.ToString(), _schema["version"]!.ToString()), Is.EqualTo((SchemaDocument.Package, SchemaDocument.Version)));
        Assert.That(_schema.ContainsKey("pluginDownloadURL"), Is.False, "there is no such place");
    }

    [Test]
    public void Inputs_OfTheResource_AreExactlyWhatCheckAccepts()
        => Assert.That(Mismatches(Resource["inputProperties"]!.AsObject(), Names(Resource["requiredInputs"]), InputCatalogue.Fields, ""), Is.Empty);

    [Test]
    public void Outputs_OfTheResource_AreTheInputsAndWhatTheDomainAdds()
        => Assert.That(
            Resource["properties"]!.AsObject().Select(property => property.Key),
            Is.EquivalentTo(InputCatalogue.Fields.Select(field => field.Name).Concat(RefreshOutputs.Names)));

    [Test]
    public void Outputs_WithDefaultsAsInputs_AreAlwaysSet()
        => Assert.That(
            InputCatalogue.Fields.Where(field => field.Required || field.Default is not null).Select(field => field.Name),
            Is.SubsetOf(Names(Resource["required"])));

    [Test]
    public void ReplacingInputs_AreMarked()
        => Assert.That(
            Resource["inputProperties"]!.AsObject().Where(property => Flag(property.Value!, "willReplaceOnChanges")).Select(property => property.Key),
            Is.EquivalentTo(new[] { "autoScalingGroupId", "triggers" })
                .And.EquivalentTo(Resource["properties"]!.AsObject().Where(property => Flag(property.Value!, "replaceOnChanges")).Select(property => property.Key)));

    [Test]
    public void Functions_InTheSchema_AreExactlyThoseServed()
        => Assert.That(_schema["functions"]!.AsObject().Select(function => function.Key),
            Is.EquivalentTo(new[] { RefreshFunctions.GetActivity, RefreshFunctions.GetActivities, RefreshFunctions.GetPlan }));

    [TestCase("config", "variables")]
    [TestCase("provider", "inputProperties")]
    public void Configuration_InTheSchema_IsExactlyWhatIsRead(string section, string list)
    {
        var properties = _schema[section]![list]!.AsObject();
        Assert.That(properties.Select(property => property.Key), Is.EquivalentTo(ConfigKeys.All));
        Assert.That(
            properties.Where(property => Flag(property.Value!, "secret")).Select(property => property.Key),
            Is.EquivalentTo(ConfigKeys.Secret));
    }

    [Test]
    public void Configuration_RoleToAssume_IsExactlyWhatIsRead()
    {
        var type = Type(_schema["provider"]!["inputProperties"]![ConfigKeys.AssumeRole]!);
        Assert.That(type["properties"]!.AsObject().Select(property => property.Key), Is.EquivalentTo(ConfigKeys.OfAssumeRole));
        Assert.That(Names(type["required"]), Is.EquivalentTo(new[] { ConfigKeys.RoleArn }));
    }

    [Test]
    public void Credentials_HaveNoDefaultFromTheEnvironment()
        // The generated SDK would read it on the user's machine and store it in state, where an expired key outlives its usefulness.
        => Assert.That(
            _schema["provider"]!["inputProperties"]!.AsObject().Where(property => property.Value!["defaultInfo"] is not null).Select(property => property.Key),
            Is.EquivalentTo(new[] { ConfigKeys.Region }));

    [Test]
    public void EveryReference_LeadsToAType()
    {
        var types = _schema["types"]!.AsObject().Select(type => $"#/types/{type.Key}").ToHashSet();
        var references = Everything(_schema).Where(node => node.Path.EndsWith(".$ref", StringComparison.Ordinal)).Select(node => node.Value!.ToString()).ToHashSet();
        Assert.That(references, Is.EquivalentTo(types), "each type is used, each use has its type");
    }

    [Test]
    public void EveryProperty_IsDescribed()
        => Assert.That(
            from node in Everything(_schema)
            where node.Value is JsonObject && (node.Path.Contains("roperties.", StringComparison.Ordinal) || node.Path.Contains("variables.", StringComparison.Ordinal))
            let parent = node.Path[..node.Path.LastIndexOf('.')]
            where parent.EndsWith("roperties", StringComparison.Ordinal) || parent.EndsWith("variables", StringComparison.Ordinal)
            where string.IsNullOrWhiteSpace(node.Value!["description"]?.ToString())
            select node.Path,
            Is.Empty);

    [Test]
    public void CSharp_Namespace_IsTheOneOfTheSdk()
    {
        var csharp = _schema["language"]!["csharp"]!;
        Assert.That($"{csharp["rootNamespace"]}.{csharp["namespaces"]![SchemaDocument.Package]}", Is.EqualTo("Pulumi.TencentcloudRefresh"));
    }

    private IEnumerable<string> Mismatches(JsonObject properties, IReadOnlyCollection<string> required, ImmutableArray<InputField> fields, string path)
    {
        foreach (string name in properties.Select(property => property.Key).Except(fields.Select(field => field.Name)))
            yield return $"{path}{name}: in the schema, refused by Check";
        foreach (var field in fields)
        {
            string at = path + field.Name;
            if (properties[field.Name] is not { } property)
            {
                yield return $"{at}: accepted by Check, not in the schema";
                continue;
            }

            var type = Type(property);
            if (required.Contains(field.Name) != field.Required)
                yield return $"{at}: required in only one of the two";
            if (Default(property) != field.Default)
                yield return $"{at}: default {Default(property)} in the schema, {field.Default} in Check";
            if (TypeOf(type) != field.Kind)
                yield return $"{at}: {TypeOf(type)} in the schema, {field.Kind} in Check";
            if (field.Kind is InputKind.Choice && !Values(type).SequenceEqual(field.Choices))
                yield return $"{at}: {string.Join(", ", Values(type))} in the schema, {string.Join(", ", field.Choices)} in Check";
            if (field.Kind is InputKind.Section)
            {
                foreach (string mismatch in Mismatches(type["properties"]!.AsObject(), Names(type["required"]), field.Fields, at + "."))
                    yield return mismatch;
            }
        }
    }

    private JsonNode Type(JsonNode property)
        => property["$ref"]?.ToString() is { } reference ? _schema["types"]![reference["#/types/".Length..]]! : property;

    private static InputKind? TypeOf(JsonNode type) => (type["type"]!.ToString(), type["enum"], type["additionalProperties"]) switch
    {
        ("string", { }, _) => InputKind.Choice,
        ("string", _, _) => InputKind.Text,
        ("boolean", _, _) => InputKind.Flag,
        ("integer", _, _) => InputKind.WholeNumber,
        ("object", _, { }) => InputKind.TextMap,
        ("object", _, _) => InputKind.Section,
        _ => null,
    };

    private static InputValue? Default(JsonNode property) => property["default"] is not JsonValue value ? null
        : value.GetValueKind() switch
        {
            JsonValueKind.String => new InputValue.Text(value.ToString()),
            JsonValueKind.Number => new InputValue.Number(value.GetValue<double>()),
            _ => new InputValue.Bool(value.GetValue<bool>()),
        };

    private static IEnumerable<string> Values(JsonNode type) => type["enum"]!.AsArray().Select(value => value!["value"]!.ToString());

    private static List<string> Names(JsonNode? list) => list is null ? [] : [.. list.AsArray().Select(name => name!.ToString())];

    private static bool Flag(JsonNode property, string name) => property[name]?.GetValue<bool>() ?? false;

    private static IEnumerable<(string Path, JsonNode? Value)> Everything(JsonNode? node, string path = "$") => node switch
    {
        JsonObject members => members.SelectMany(member => Everything(member.Value, $"{path}.{member.Key}").Prepend(($"{path}.{member.Key}", member.Value))),
        JsonArray items => items.SelectMany((item, index) => Everything(item, $"{path}[{index}]")),
        _ => [],
    };
}
