using System.Text.Json.Nodes;
using System.Xml.Linq;
using Pulumi.TencentcloudRefresh;

namespace TencentcloudRefresh.Sdk.Tests.Schema;

/// <summary>What an editor shows beside a member is what the schema says of it. A class may add a sentence of its own.</summary>
public sealed class DescriptionTests
{
    private static readonly Lazy<Dictionary<string, string>> Summaries = new(() => XDocument
        .Load(Path.ChangeExtension(typeof(InstanceRefresh).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => Markdown(member.Element("summary"))));

    [Test]
    public void Summaries_OfEachMember_BeginWithTheDescriptionInTheSchema()
        => Assert.That(
            from member in Described()
            let summary = Summaries.Value.GetValueOrDefault(member.Id)
            where summary != member.Description && summary?.StartsWith(member.Description + " ", StringComparison.Ordinal) != true
            select $"{member.Id} says: {summary}; the schema: {member.Description}",
            Is.Empty);

    [Test]
    public void Described_CountsEveryPlaceOfTheSchema() => Assert.That(Described().Count(), Is.GreaterThan(200), "the comparison is not an empty one");

    private static IEnumerable<(string Id, string Description)> Described()
        => Resource().Concat(Configuration()).Concat(SchemaFile.Objects.SelectMany(type => Object(type.Name, type.Type)))
            .Concat(SchemaFile.Enums.SelectMany(type => Enum(type.Name, type.Type)))
            .Concat(SchemaFile.FunctionTokens.SelectMany(Function));

    private static IEnumerable<(string, string)> Resource() => Properties("P", nameof(InstanceRefresh), SchemaFile.Resource["properties"]!)
        .Concat(Properties("P", nameof(InstanceRefreshArgs), SchemaFile.Resource["inputProperties"]!))
        .Append(Of($"T:{nameof(InstanceRefresh)}", SchemaFile.Resource));

    private static IEnumerable<(string, string)> Configuration() => Properties("P", nameof(ProviderArgs), SchemaFile.Provider["inputProperties"]!)
        .Concat(Properties("P", "Config", SchemaFile.Configuration["variables"]!));

    private static IEnumerable<(string, string)> Object(string name, JsonNode type)
        => from place in new[] { (Class: $"Inputs.{name}Args", Kind: "P"), (Class: $"Inputs.{name}", Kind: "P"), (Class: $"Outputs.{name}", Kind: "F") }
           where typeof(InstanceRefresh).Assembly.GetType($"Pulumi.TencentcloudRefresh.{place.Class}") is not null
           from member in Properties(place.Kind, place.Class, type["properties"]!).Append(Of($"T:{place.Class}", type))
           select member;

    private static IEnumerable<(string, string)> Enum(string name, JsonNode type)
        => type["enum"]!.AsArray().Select(value => Of($"P:{name}.{value!["name"]}", value)).Append(Of($"T:{name}", type));

    private static IEnumerable<(string, string)> Function(string token)
    {
        var (name, function) = (ClassReader.Pascal(SchemaFile.Bare(token)), SchemaFile.Function(token));
        return Properties("P", $"{name}Args", function["inputs"]!["properties"]!)
            .Concat(Properties("P", $"{name}InvokeArgs", function["inputs"]!["properties"]!))
            .Concat(Properties("F", $"{name}Result", function["outputs"]!["properties"]!))
            .Append(Of($"T:{name}", function));
    }

    private static IEnumerable<(string, string)> Properties(string kind, string className, JsonNode properties)
        => properties.AsObject().Select(property => Of($"{kind}:{className}.{ClassReader.Pascal(property.Key)}", property.Value!));

    /// <param name="id">As the documentation file has it, without the namespace.</param>
    /// <param name="node">What is described.</param>
    private static (string Id, string Description) Of(string id, JsonNode node)
        => ($"{id[..2]}Pulumi.TencentcloudRefresh.{id[2..]}", WithoutExamples(node["description"]!.GetValue<string>()));

    /// <summary>Examples in other languages are no help beside a C# class.</summary>
    private static string WithoutExamples(string description)
        => description.IndexOf("\n\n{{%", StringComparison.Ordinal) is var end and >= 0 ? description[..end] : description;

    private static string Markdown(XElement? summary) => summary is null ? "" : string.Join(' ', string
        .Concat(summary.Nodes().Select(node => node is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : node is XText text ? text.Value : node.ToString()))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
