using System.Text.Json.Nodes;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Functions;
using TencentcloudRefresh.Provider.Schema;
using TencentcloudRefresh.TestKit;

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
    public void ReplacingInputs_AreMarked()
        => Assert.That(
            Resource["inputProperties"]!.AsObject().Where(property => Flag(property.Value!, "willReplaceOnChanges")).Select(property => property.Key),
            Is.EquivalentTo(new[] { "autoScalingGroupId", "triggers" })
                .And.EquivalentTo(Resource["properties"]!.AsObject().Where(property => Flag(property.Value!, "replaceOnChanges")).Select(property => property.Key)));

    [Test]
    public void Functions_InTheSchema_AreExactlyThoseServed()
        => Assert.That(_schema["functions"]!.AsObject().Select(function => function.Key),
            Is.EquivalentTo(FunctionCatalogue.Functions.Select(RefreshFunctions.TokenOf)));

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

    [TestCase("csharp")]
    [TestCase("nodejs")]
    [TestCase("python")]
    [TestCase("go")]
    public void Language_GeneratedSdk_CarriesTheVersionOfTheSchema(string language)
        => Assert.That(_schema["language"]![language]!["respectSchemaVersion"]!.GetValue<bool>(), Is.True);

    [TestCase("nodejs", "packageName")]
    [TestCase("python", "packageName")]
    [TestCase("go", "importBasePath")]
    [TestCase("go", "modulePath")]
    [TestCase("java", "basePackage")]
    [Bug("the SDKs were called @pulumi/tencentcloud-refresh and example.com/pulumi-tencentcloud-refresh: names of others")]
    public void Language_Package_HasANameThatClaimsNobodysHome(string language, string key)
    {
        string name = _schema["language"]![language]![key]!.ToString();
        Assert.That(name.Split('/')[0], Does.Not.Contain(".").And.Not.StartsWith("@").And.Not.EqualTo("com"), "neither a host nor an organization");
    }

    [Test]
    public void Addresses_WithoutAPublicHome_AreLeftOut()
        => Assert.That(new[] { "homepage", "repository", "logoUrl", "pluginDownloadURL" }.Where(_schema.ContainsKey), Is.Empty);

    [Test]
    public void Publisher_AndKeywords_AreThere()
    {
        Assert.That(_schema["publisher"]!.ToString(), Is.Not.Empty);
        Assert.That(_schema["keywords"]!.AsArray().Select(option => option!.ToString()), Does.Contain("pulumi").And.Contains("kind/native"));
    }

    [Test]
    public void Resource_Description_HasAnExampleInEachLanguageAndTheImport()
    {
        string[] lines = Resource["description"]!.ToString().Split('\n');
        Assert.That(lines.Where(line => line.StartsWith("```", StringComparison.Ordinal) && line.Length > 3).Select(line => line[3..]),
            Is.EqualTo(SchemaExamples.Programs.Select(program => program.Language).Append("sh")));
        Assert.That(lines.Where(line => line.StartsWith("{{%", StringComparison.Ordinal) || line.StartsWith("## ", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "{{% examples %}}", "## Example Usage", "{{% example %}}", "{{% /example %}}", "{{% /examples %}}", "## Import" }),
            "in the marks by which generators keep the example of their own language");
    }

    private static bool Flag(JsonNode property, string name) => property[name]?.GetValue<bool>() ?? false;

    private static IEnumerable<(string Path, JsonNode? Value)> Everything(JsonNode? node, string path = "$") => node switch
    {
        JsonObject members => members.SelectMany(member => Everything(member.Value, $"{path}.{member.Key}").Prepend(($"{path}.{member.Key}", member.Value))),
        JsonArray items => items.SelectMany((item, index) => Everything(item, $"{path}[{index}]")),
        _ => [],
    };
}
