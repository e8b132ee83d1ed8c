using System.Text.RegularExpressions;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>The same for Java, where an object is a chain of calls between <c>builder()</c> and <c>build()</c>.</summary>
internal sealed partial class BuilderReader
{
    private readonly Stack<SchemaShape?> _chains = new();
    private readonly List<string> _found = [];
    private readonly List<string> _unknown = [];

    public IReadOnlyList<string> Found => _found;

    public IReadOnlyList<string> Unknown => _unknown;

    public void Read(string program)
    {
        string body = program[program.IndexOf("class App", StringComparison.Ordinal)..];
        var names = new Language(Casing.Java, Language.JavaBuilders, "", false, "//").Names.ToHashSet();
        _chains.Push(null);
        foreach (string token in Token().Matches(body).Select(token => token.Value))
        {
            if (token == "(")
                _chains.Push(null);
            else if (token == ")")
                _chains.Pop();
            else if (token.EndsWith(".builder", StringComparison.Ordinal))
                Begin(token[..^".builder".Length]);
            else if (token[0] == '.' && _chains.Peek() is { } shape && token != ".build")
                Keep(token, shape.Properties.ContainsKey(token[1..]));
            else if (char.IsUpper(token[0]) && token.Contains('.', StringComparison.Ordinal)
                && !token.StartsWith("Pulumi.", StringComparison.Ordinal))
                Keep(token, names.Contains(token));
        }
    }

    private void Begin(string type)
    {
        bool isKnown = Language.JavaBuilders.TryGetValue(type, out var shape);
        if (type != "CustomResourceOptions")
            Keep(type, isKnown);
        _chains.Pop();
        _chains.Push(shape);
    }

    private void Keep(string name, bool isKnown) => (isKnown ? _found : _unknown).Add(name);

    [GeneratedRegex("""
        "[^"]*"|[A-Za-z_][\w.]*|\.[a-z]\w*|[()]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
