using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.TencentcloudRefresh;

namespace TencentcloudRefresh.Sdk.Tests.Schema;

/// <summary>The classes and the schema, held against each other both ways: whatever one has and the other lacks fails.</summary>
public sealed class SchemaTests
{
    [Test]
    public void Resource_Inputs_AreThoseOfTheSchema()
        => Assert.That(ClassReader.Inputs(typeof(InstanceRefreshArgs)), Is.EquivalentTo(
            SchemaFile.Lines(SchemaFile.Resource["inputProperties"], SchemaFile.Resource["requiredInputs"], new(Place.Input))));

    [Test]
    public void Resource_Outputs_AreThoseOfTheSchema()
        => Assert.That(ClassReader.Outputs(typeof(InstanceRefresh)).Select(WithoutArrays), Is.EquivalentTo(
            SchemaFile.Lines(SchemaFile.Resource["properties"], SchemaFile.Resource["required"], new(Place.Output)).Select(WithoutArrays)));

    [Test]
    public void Resource_Tokens_AreThoseOfTheSchema()
    {
        Assert.That(SchemaFile.ResourceTokens, Is.EqualTo(new[] { TokenOf(typeof(InstanceRefresh)) }));
        Assert.That(TokenOf(typeof(Provider)), Is.EqualTo("pulumi:providers:tencentcloud-refresh"));
    }

    [TestCaseSource(nameof(ObjectTypes))]
    public void ObjectType_Arguments_AreThoseOfTheSchema(string name, JsonNode type)
    {
        var found = 0;
        foreach (var (className, place) in new[] { ($"Inputs.{name}Args", Place.Input), ($"Inputs.{name}", Place.Plain) })
        {
            if (ClassNames().Contains(className))
            {
                found++;
                Assert.That(ClassReader.Inputs(ClassReader.Class(className)), Is.EquivalentTo(
                    SchemaFile.Lines(type["properties"], type["required"], new(place))), className);
            }
        }

        if (ClassNames().Contains($"Outputs.{name}"))
        {
            found++;
            Assert.That(ClassReader.Fields(ClassReader.Class($"Outputs.{name}")).Select(WithoutArrays), Is.EquivalentTo(
                SchemaFile.Lines(type["properties"], type["required"], new(Place.Answer)).Select(WithoutArrays)), $"Outputs.{name}");
        }

        Assert.That(found, Is.Positive, "a type of the schema without any class");
    }

    [Test]
    public void NestedClasses_OnDisk_AreTypesOfTheSchema()
    {
        var known = SchemaFile.Objects.SelectMany(type => new[] { $"Inputs.{type.Name}Args", $"Inputs.{type.Name}", $"Outputs.{type.Name}" });
        Assert.That(ClassNames().Where(name => name.StartsWith("Inputs.", StringComparison.Ordinal) || name.StartsWith("Outputs.", StringComparison.Ordinal)),
            Is.SubsetOf(known));
    }

    [TestCaseSource(nameof(EnumTypes))]
    public void EnumType_Values_AreThoseOfTheSchema(string name, JsonNode type)
    {
        var @enum = ClassReader.Class(name);
        var values = @enum.GetProperties().Where(property => property.PropertyType == @enum)
            .Select(property => (property.Name, Value: property.GetValue(null)!.ToString()));

        Assert.That(values, Is.EquivalentTo(type["enum"]!.AsArray()
            .Select(value => (value!["name"]!.GetValue<string>(), (string?)value["value"]!.GetValue<string>()))));
    }

    [Test]
    public void Enums_InTheSdk_AreAllInTheSchema()
        => Assert.That(
            typeof(InstanceRefresh).Assembly.GetTypes().Where(type => type.IsDefined(typeof(EnumTypeAttribute), inherit: false)).Select(type => type.Name),
            Is.EquivalentTo(SchemaFile.Enums.Select(type => type.Name)));

    [Test]
    public void Provider_Inputs_AreThoseOfTheSchema()
        => Assert.That(ClassReader.Inputs(typeof(ProviderArgs)), Is.EquivalentTo(
            SchemaFile.Lines(SchemaFile.Provider["inputProperties"], SchemaFile.Provider["requiredInputs"], new(Place.Input))));

    [Test]
    public void Provider_InputsThatAreNoTexts_TravelAsJson()
        => Assert.That(ClassReader.InputsOf(typeof(ProviderArgs)).Where(input => input.Attribute.Json).Select(input => input.Attribute.Name),
            Is.EquivalentTo(SchemaFile.Provider["inputProperties"]!.AsObject()
                .Where(property => property.Value!["type"]?.GetValue<string>() != "string").Select(property => property.Key)));

    [Test]
    public void Config_Properties_AreTheVariablesOfTheSchema()
        => Assert.That(typeof(global::Pulumi.TencentcloudRefresh.Config).GetProperties()
                .Select(property => $"{property.Name}: {ClassReader.NameOf(property.PropertyType).TrimEnd('?')}?"),
            Is.EquivalentTo(SchemaFile.Lines(SchemaFile.Configuration["variables"], null, new(Place.Config)).Select(ClassReader.Pascal)));

    [TestCaseSource(nameof(Functions))]
    public void Function_ArgumentsAndResult_AreThoseOfTheSchema(string token)
    {
        var function = SchemaFile.Function(token);
        var name = ClassReader.Pascal(SchemaFile.Bare(token));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassReader.Inputs(ClassReader.Class($"{name}Args")), Is.EquivalentTo(
                SchemaFile.Lines(function["inputs"]!["properties"], function["inputs"]!["required"], new(Place.Plain))));
            Assert.That(ClassReader.Inputs(ClassReader.Class($"{name}InvokeArgs")), Is.EquivalentTo(
                SchemaFile.Lines(function["inputs"]!["properties"], function["inputs"]!["required"], new(Place.Input))));
            Assert.That(ClassReader.Fields(ClassReader.Class($"{name}Result")).Select(WithoutArrays), Is.EquivalentTo(
                SchemaFile.Lines(function["outputs"]!["properties"], function["outputs"]!["required"], new(Place.Answer)).Select(WithoutArrays)));
            Assert.That(ClassReader.Class(name).GetMethods().Where(method => method.IsStatic).Select(method => method.Name),
                Is.EquivalentTo(new[] { "InvokeAsync", "Invoke", "Invoke" }));
        }
    }

    private static IEnumerable<TestCaseData> ObjectTypes() => SchemaFile.Objects.Select(type => new TestCaseData(type.Name, type.Type).SetArgDisplayNames(type.Name));

    private static IEnumerable<TestCaseData> EnumTypes() => SchemaFile.Enums.Select(type => new TestCaseData(type.Name, type.Type).SetArgDisplayNames(type.Name));

    private static IEnumerable<string> Functions() => SchemaFile.FunctionTokens;

    private static string TokenOf(Type type) => type.GetCustomAttributes(inherit: false).OfType<ResourceTypeAttribute>().Single().Type;

    private static HashSet<string> ClassNames() => [.. typeof(InstanceRefresh).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Pulumi.TencentcloudRefresh", StringComparison.Ordinal) == true)
        .Select(type => type.FullName!["Pulumi.TencentcloudRefresh.".Length..])];

    // An immutable array is never null, so that a class cannot say whether the schema requires it.
    private static string WithoutArrays(string line) => line.Contains("ImmutableArray<", StringComparison.Ordinal) ? line.Replace(", required", "", StringComparison.Ordinal) : line;
}
