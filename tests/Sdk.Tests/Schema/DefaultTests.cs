using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Pulumi;
using Pulumi.TencentcloudRefresh;

namespace TencentcloudRefresh.Sdk.Tests.Schema;

/// <summary>Defaults, secrets and documentation of the classes.</summary>
public sealed class DefaultTests
{
    private static readonly Lazy<Dictionary<string, string>> Documentation = new(() => XDocument
        .Load(Path.ChangeExtension(typeof(InstanceRefresh).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => string.Concat(member.Nodes())));

    [TestCaseSource(nameof(ArgumentClasses))]
    public async Task Arguments_Defaults_AreThoseOfTheSchema(Type type, JsonNode properties)
    {
        var args = Activator.CreateInstance(type)!;
        foreach (var (attribute, property) in ClassReader.InputsOf(type))
        {
            // A list or map that nobody touched has no default; reading it would make one.
            var value = property.PropertyType.Name is "InputList`1" or "InputMap`1" or "List`1" or "Dictionary`2" ? null
                : await PlainAsync(property.GetValue(args));
            var expected = SchemaFile.DefaultOf(properties[attribute.Name]!);
            Assert.That(value, Is.EqualTo(expected), $"{type.Name}.{property.Name}");
        }
    }

    [TestCaseSource(nameof(ArgumentClasses))]
    public void Arguments_Documentation_NamesEachDefault(Type type, JsonNode properties)
    {
        foreach (var (attribute, property) in ClassReader.InputsOf(type))
        {
            var text = Documentation.Value.GetValueOrDefault($"P:{type.FullName}.{property.Name}") ?? "";
            Assert.That(text, Is.Not.Empty, $"{type.Name}.{property.Name} has no documentation");
            if (SchemaFile.DefaultOf(properties[attribute.Name]!) is { } value)
                Assert.That(text, Does.Contain($"Default <c>{value}</c>"), $"{type.Name}.{property.Name}");
        }
    }

    [Test]
    public async Task ProviderArguments_SecretsOfTheSchema_AreSecretWhateverIsAssigned()
    {
        foreach (var (attribute, property) in ClassReader.InputsOf(typeof(ProviderArgs)).Where(input => input.Property.PropertyType == typeof(Input<string>)))
        {
            var args = new ProviderArgs();
            property.SetValue(args, (Input<string>)"x");
            var isSecret = await Output.IsSecretAsync(((Input<string>)property.GetValue(args)!).ToOutput());
            Assert.That(isSecret, Is.EqualTo(SchemaFile.Provider["inputProperties"]![attribute.Name]!["secret"]?.GetValue<bool>() ?? false), attribute.Name);
        }
    }

    [Test]
    public void ProviderArguments_FromTheEnvironment_AreTakenWhereTheSchemaSaysSo()
    {
        const string Variable = "TENCENTCLOUD_REGION";
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, "ap-nowhere");
            Assert.That(PlainAsync(new ProviderArgs().Region).Result, Is.EqualTo("ap-nowhere"));
            Environment.SetEnvironmentVariable(Variable, null);
            Assert.That(new ProviderArgs().Region, Is.Null);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    [Test]
    public void PublicMembers_OfTheSdk_AreAllDocumented()
    {
        var members = typeof(InstanceRefresh).Assembly.GetExportedTypes()
            .Where(type => type.Namespace?.StartsWith("Pulumi.TencentcloudRefresh", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetProperties().Where(property => property.DeclaringType == type).Select(property => $"P:{FullName(type)}.{property.Name}")
                .Concat(type.GetFields().Where(field => field.DeclaringType == type && !field.IsSpecialName).Select(field => $"F:{FullName(type)}.{field.Name}"))
                .Append($"T:{FullName(type)}"));
        Assert.That(members.Where(member => !Documentation.Value.ContainsKey(member)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> ArgumentClasses()
    {
        yield return Case(typeof(InstanceRefreshArgs), SchemaFile.Resource["inputProperties"]!);
        yield return Case(typeof(ProviderArgs), SchemaFile.Provider["inputProperties"]!);
        foreach (var token in SchemaFile.FunctionTokens)
        {
            foreach (var className in new[] { "Args", "InvokeArgs" })
                yield return Case(ClassReader.Class(ClassReader.Pascal(SchemaFile.Bare(token)) + className), SchemaFile.Function(token)["inputs"]!["properties"]!);
        }

        foreach (var (name, type) in SchemaFile.Objects)
        {
            foreach (var className in new[] { $"Inputs.{name}Args", $"Inputs.{name}" })
            {
                if (typeof(InstanceRefresh).Assembly.GetType($"Pulumi.TencentcloudRefresh.{className}") is { } found)
                    yield return Case(found, type["properties"]!);
            }
        }

        static TestCaseData Case(Type type, JsonNode properties) => new TestCaseData(type, properties).SetArgDisplayNames(type.Name);
    }

    // The value behind an input, as text; an object has no default of its own.
    private static async Task<string?> PlainAsync(object? value)
    {
        var plain = value is IInput input ? (await input.ToSerializable().DataAsync()).Value : value;
        return plain is null or ResourceArgs or InvokeArgs ? null
            : plain is bool flag ? (flag ? "true" : "false")
            : Convert.ToString(plain, CultureInfo.InvariantCulture);
    }

    private static string FullName(Type type) => type.FullName!.Replace('+', '.');
}
