using TencentcloudRefresh.Sdk.Tests.Schema;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>The same for a program in YAML, which names resources and functions by their tokens and words of enumerations by their values.</summary>
internal sealed class YamlReader
{
    private readonly List<string> _found = [];
    private readonly List<string> _unknown = [];

    public IReadOnlyList<string> Found => _found;

    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>Properties of the resource, without a program around them.</summary>
    public void ReadProperties(Dictionary<object, object> properties) => ReadObject(properties, SchemaShape.Inputs(Casing.TypeScript));

    public void Read(Dictionary<object, object> program)
    {
        foreach (var resource in Members(program, "resources"))
        {
            Keep(Text(resource, "type"), SchemaFile.ResourceTokens.Contains(Text(resource, "type")));
            ReadObject((Dictionary<object, object>)resource["properties"], SchemaShape.Inputs(Casing.TypeScript));
        }

        foreach (var variable in Members(program, "variables"))
        {
            var call = (Dictionary<object, object>)variable["fn::invoke"];
            string token = Text(call, "function");
            Keep(token, SchemaFile.FunctionTokens.Contains(token));
            ReadObject((Dictionary<object, object>)call["arguments"], SchemaShape.Arguments(token, Casing.TypeScript));
            Keep(Text(call, "return"), SchemaShape.Results(token, Casing.TypeScript).Properties.ContainsKey(Text(call, "return")));
        }
    }

    private void ReadObject(Dictionary<object, object> members, SchemaShape shape)
    {
        foreach (var (key, value) in members)
        {
            string name = (string)key;
            Keep(name, shape.Properties.TryGetValue(name, out var held));
            if (value is Dictionary<object, object> inner && held is not null)
                ReadObject(inner, held);
            else if (value is string { Length: > 0 } text && Options(name) is { } options)
                Keep(text, options.Contains(text));
        }
    }

    /// <summary>The words that the property of this name can have; in this package the name alone tells its type.</summary>
    private static IReadOnlyList<string>? Options(string property)
    {
        var type = SchemaFile.Enums.FirstOrDefault(type => type.Name.Equals(property, StringComparison.OrdinalIgnoreCase)).Type;
        return type?["enum"]!.AsArray().Select(option => option!["value"]!.GetValue<string>()).ToList();
    }

    private static IEnumerable<Dictionary<object, object>> Members(Dictionary<object, object> map, string name)
        => map.TryGetValue(name, out object? members) ? ((Dictionary<object, object>)members).Values.Cast<Dictionary<object, object>>() : [];

    private static string Text(Dictionary<object, object> map, string name) => (string)map[name];

    private void Keep(string name, bool isKnown) => (isKnown ? _found : _unknown).Add(name);
}
