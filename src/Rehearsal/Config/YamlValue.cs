using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>A value of a YAML file as the CLI resolves it: aliases and merge keys are written out, plain scalars have their type.</summary>
/// <param name="Line">Where it begins, from 1.</param>
internal abstract record YamlValue(long Line)
{
    /// <summary>How many values it stands for, with every alias written out.</summary>
    public virtual long Size => 1;

    /// <summary>What it is, in words.</summary>
    public abstract string Kind { get; }

    /// <summary>The same as JSON.</summary>
    /// <exception cref="YamlErrorException">A number that JSON does not have, such as .inf.</exception>
    public abstract JsonNode? ToJson();

    /// <param name="Content">Null, a flag, a whole number, a number, or a text.</param>
    internal sealed record Scalar(object? Content, long Line) : YamlValue(Line)
    {
        public override string Kind => Content switch
        {
            null => "null",
            bool => "a flag",
            string => "a text",
            _ => "a number",
        };

        /// <summary>The text that a program is given: numbers and flags in the form that the CLI writes, nothing for null.</summary>
        public string Text => Content switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            double number => FloatText.Of(number),
            _ => Convert.ToString(Content, CultureInfo.InvariantCulture)!,
        };

        public override JsonNode? ToJson() => Content switch
        {
            null => null,
            bool flag => flag,
            long whole => whole,
            ulong whole => whole,
            double number => double.IsFinite(number) ? number : throw new YamlErrorException($"{Text} is no number inside a list or map", Line),
            _ => Text,
        };
    }

    internal sealed record Sequence(ImmutableArray<YamlValue> Items, long Line) : YamlValue(Line)
    {
        public override long Size { get; } = 1 + Items.Sum(item => item.Size);

        public override string Kind => "a list";

        public override JsonNode? ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);
    }

    internal sealed record Mapping(ImmutableSortedDictionary<string, YamlValue> Members, long Line) : YamlValue(Line)
    {
        public override long Size { get; } = 1 + Members.Values.Sum(member => member.Size);

        public override string Kind => "a map";

        public override JsonNode? ToJson() => new JsonObject(Members.Select(member => KeyValuePair.Create(member.Key, member.Value.ToJson())));

        public YamlValue? Find(string name) => Members.GetValueOrDefault(name);

        /// <summary>A text, or null where it is missing or null.</summary>
        /// <exception cref="YamlErrorException">It is something else.</exception>
        public string? Text(string name) => Find(name) switch
        {
            null or Scalar { Content: null } => null,
            Scalar { Content: string text } => text,
            { } other => throw new YamlErrorException($"{name} must be a text, not {other.Kind}", other.Line),
        };
    }
}
