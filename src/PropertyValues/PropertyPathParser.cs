using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>Reads property paths. One instance reads one text, from left to right.</summary>
internal sealed class PropertyPathParser
{
    private readonly string _text;
    private int _at;

    private PropertyPathParser(string text) => _text = text;

    public static ImmutableArray<PropertyPath.Step> Parse(string text) => new PropertyPathParser(text).Steps();

    private ImmutableArray<PropertyPath.Step> Steps()
    {
        ImmutableArray<PropertyPath.Step>.Builder steps = ImmutableArray.CreateBuilder<PropertyPath.Step>();
        while (_at < _text.Length)
            steps.Add(Next(isFirst: steps.Count == 0));
        return steps.ToImmutable();
    }

    private PropertyPath.Step Next(bool isFirst)
    {
        if (_text[_at] == '[')
            return Bracket();
        if (_text[_at] == '.')
        {
            if (isFirst)
                throw Wrong("begins with a dot");
            _at++;
        }
        else if (!isFirst)
        {
            throw Wrong("has a name right after a bracket");
        }
        return Name();
    }

    private PropertyPath.Step Name()
    {
        int length = _text.AsSpan(_at).IndexOfAny(".[");
        string name = length < 0 ? _text[_at..] : _text.Substring(_at, length);
        _at += name.Length;
        if (name.Length == 0)
            throw Wrong("has an empty name");
        if (name.AsSpan().IndexOfAny("]\"") >= 0)
            throw Wrong("has a bracket or quote inside a name");
        return name == "*" ? new(null, PropertyPath.Step.AnyIndex) : new(name, 0);
    }

    private PropertyPath.Step Bracket()
    {
        _at++;
        if (_at < _text.Length && _text[_at] == '"')
            return Quoted();
        int length = _text.AsSpan(_at).IndexOf(']');
        if (length < 0)
            throw Wrong("has a bracket that is not closed");
        ReadOnlySpan<char> inside = _text.AsSpan(_at, length);
        _at += length + 1;
        if (inside is "*")
            return new(null, PropertyPath.Step.AnyIndex);
        return int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new(null, index)
            : throw Wrong("has something other than an index, a quoted name or * in brackets");
    }

    private PropertyPath.Step Quoted()
    {
        var name = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\')
                _at++;
            if (_at < _text.Length)
                name.Append(_text[_at]);
        }
        if (!_text.AsSpan(Math.Min(_at, _text.Length)).StartsWith("\"]"))
            throw Wrong("has a quoted name that is not closed");
        _at += 2;
        return new(name.ToString(), 0);
    }

    private FormatException Wrong(string what) => new($"The property path '{_text}' {what}.");
}
