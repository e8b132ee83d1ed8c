using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>Reads the first document of a YAML text as the CLI does: merge keys, aliases, and keys that are texts.</summary>
internal sealed class YamlReader
{
    /// <summary>A program reads structured settings as JSON, of which its reader takes 64 levels.</summary>
    private const int Deepest = 60;

    /// <summary>A few lines of aliases to aliases can stand for billions of values.</summary>
    private const long MostValues = 100_000;

    private const string MergeKey = "<<";

    private readonly Parser _parser;

    /// <summary>Values by anchor; null for one that has begun and not ended.</summary>
    private readonly Dictionary<string, YamlValue?> _anchors = new(StringComparer.Ordinal);

    private YamlReader(string text) => _parser = new(new StringReader(text));

    /// <returns>Null where there is no document.</returns>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    /// <exception cref="YamlErrorException">It is YAML that the CLI does not take.</exception>
    public static YamlValue? Read(string text)
    {
        CheckCharacters(text);
        return new YamlReader(text).Document();
    }

    private static void CheckCharacters(string text)
    {
        long line = 1;
        foreach (char letter in text)
        {
            if (letter == '\n')
                line++;
            else if (char.IsControl(letter) && letter is not ('\t' or '\r' or '\u0085'))
                throw new YamlErrorException($"the control character U+{(int)letter:X4} is not allowed", line);
        }
    }

    private YamlValue? Document()
    {
        Next<StreamStart>();
        if (_parser.Current is StreamEnd)
            return null;
        Next<DocumentStart>();
        return Value(depth: 0);
    }

    private YamlValue Value(int depth)
    {
        ParsingEvent happened = _parser.Current!;
        if (depth > Deepest)
            throw new YamlErrorException($"nested more than {Deepest} levels deep", happened.Start.Line);
        YamlValue value;
        switch (happened)
        {
            case AnchorAlias alias:
                Advance();
                return Aliased(alias);
            case Scalar scalar:
                Advance();
                value = new YamlValue.Scalar(YamlScalars.Resolve(scalar), scalar.Start.Line);
                break;
            case NodeEvent node:
                // Until it ends, nothing may stand for it.
                Remember(node, null);
                value = node is SequenceStart ? Sequence(depth) : Mapping(depth);
                break;
            default:
                throw new YamlErrorException("expected a value", happened.Start.Line);
        }

        if (value.Size > MostValues)
            throw new YamlErrorException($"stands for more than {MostValues} values, aliases written out", happened.Start.Line);
        Remember((NodeEvent)happened, value);
        return value;
    }

    private YamlValue Aliased(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out YamlValue? value))
            throw new YamlErrorException($"there is no anchor &{alias.Value.Value} before *{alias.Value.Value}", alias.Start.Line);
        return value ?? throw new YamlErrorException($"the anchor &{alias.Value.Value} contains itself", alias.Start.Line);
    }

    private void Remember(NodeEvent node, YamlValue? value)
    {
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = value;
    }

    private YamlValue.Sequence Sequence(int depth)
    {
        long line = Next<SequenceStart>().Start.Line;
        ImmutableArray<YamlValue>.Builder items = ImmutableArray.CreateBuilder<YamlValue>();
        while (_parser.Current is not SequenceEnd)
            items.Add(Value(depth + 1));
        Next<SequenceEnd>();
        return new(items.ToImmutable(), line);
    }

    private YamlValue.Mapping Mapping(int depth)
    {
        long line = Next<MappingStart>().Start.Line;
        Dictionary<string, YamlValue> members = new(StringComparer.Ordinal);
        YamlValue? merged = null;
        while (_parser.Current is not MappingEnd)
        {
            ParsingEvent begins = _parser.Current!;
            bool isMerge = begins is Scalar { Style: ScalarStyle.Plain, Value: MergeKey };
            string key = isMerge ? MergeKey : Key(Value(depth + 1));
            if (isMerge)
                Advance();
            if (isMerge ? merged is not null : members.ContainsKey(key))
                throw new YamlErrorException($"the key {key} is there twice", begins.Start.Line);
            YamlValue value = Value(depth + 1);
            if (isMerge)
                merged = value;
            else
                members.Add(key, value);
        }

        Next<MappingEnd>();
        // A key that is written out wins, wherever the merge key stands; among several maps the first one wins.
        foreach ((string key, YamlValue value) in MapsOf(merged).SelectMany(map => map.Members))
            members.TryAdd(key, value);
        return new(members.ToImmutableSortedDictionary(StringComparer.Ordinal), line);
    }

    private static IEnumerable<YamlValue.Mapping> MapsOf(YamlValue? merged) => merged switch
    {
        null => [],
        YamlValue.Mapping map => [map],
        YamlValue.Sequence list => list.Items.SelectMany(item => item is YamlValue.Mapping
            ? MapsOf(item)
            : throw new YamlErrorException($"{MergeKey} takes maps, not {item.Kind}", item.Line)),
        _ => throw new YamlErrorException($"{MergeKey} takes a map or a list of maps, not {merged.Kind}", merged.Line),
    };

    private static string Key(YamlValue value) => value is YamlValue.Scalar { Content: string text }
        ? text
        : throw new YamlErrorException(
            value is YamlValue.Scalar scalar ? $"a key must be a text: put {(scalar.Text.Length == 0 ? "it" : scalar.Text)} in quotes" : $"{value.Kind} cannot be a key",
            value.Line);

    private void Advance()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // On some texts the library fails by an exception about itself.
            throw new YamlErrorException("this is no YAML", _parser.Current?.End.Line ?? 1);
        }
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
            Advance();
        ParsingEvent? happened = _parser.Current;
        Advance();
        return happened as T ?? throw new YamlErrorException("the text ends too early", happened?.Start.Line ?? 1);
    }
}
