using System.Text.RegularExpressions;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>Finds the names of the schema in a program of another language and tells those that the schema does not have.</summary>
internal sealed partial class ProgramReader(Language language)
{
    // Inside each bracket that is open: what may stand there, and whether an object is still to come.
    private readonly Stack<(SchemaShape? Shape, bool WaitsForObject)> _open = new();
    private readonly List<string> _found = [];
    private readonly List<string> _unknown = [];

    /// <summary>Names that the schema has.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Names that stand where one of the schema has to.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    public void Read(string program)
    {
        var tokens = Token().Matches(WithoutComments(program)).Select(token => token.Value).ToList();
        SchemaShape? held = null;
        for (int index = 0; index < tokens.Count; index++)
        {
            string token = tokens[index];
            string next = index + 1 < tokens.Count ? tokens[index + 1] : "";
            if (token is "(" or "{" or "[")
            {
                Open(index > 0 ? tokens[index - 1] : "", token, held);
                held = null;
            }
            else if (token is ")" or "}" or "]")
                _open.Pop();
            else if (char.IsLetter(token[0]) && next == language.Assignment && _open.TryPeek(out var around)
                && around is { Shape: { } shape, WaitsForObject: false })
                held = Property(shape, token);
            else if (token.StartsWith("refresh.", StringComparison.Ordinal))
                Keep(token, language.Opens.ContainsKey(token) || language.Names.Contains(token));
        }
    }

    private void Open(string before, string bracket, SchemaShape? held)
    {
        if (language.Opens.TryGetValue(before, out var shape))
            _open.Push((shape, language.ObjectIsFirstBrace));
        else if (bracket == "{" && _open.TryPeek(out var around) && around is { Shape: { } waiting, WaitsForObject: true })
        {
            // What follows in the same brackets, such as the options of a resource, is no longer ours.
            _open.Pop();
            _open.Push((null, false));
            _open.Push((waiting, false));
        }
        else
            _open.Push((bracket == "{" ? held : null, false));
    }

    private SchemaShape? Property(SchemaShape shape, string name)
    {
        bool isOption = name == "opts";
        if (!isOption)
            Keep(name, shape.Properties.ContainsKey(name));
        return shape.Properties.GetValueOrDefault(name);
    }

    private void Keep(string name, bool isKnown) => (isKnown ? _found : _unknown).Add(name);

    private string WithoutComments(string program)
        => string.Join('\n', program.Split('\n').Where(line => !line.TrimStart().StartsWith(language.Comment, StringComparison.Ordinal)));

    [GeneratedRegex("""
        "[^"]*"|'[^']*'|[A-Za-z_][\w.]*|\d+|:=|==|[(){}\[\]:=,]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
