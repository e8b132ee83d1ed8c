using System.Collections.Frozen;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>What a member of a request may be. An input is checked against its action's shape before anything else looks at it.</summary>
/// <remarks>Null counts as not given. The order of complaints within an object: a member nobody knows, a member missing, a member wrong.</remarks>
internal abstract record Shape
{
    protected const string InvalidValue = "InvalidParameterValue";

    /// <summary>The first thing that is wrong with the value, or null.</summary>
    public abstract Refusal? Check(JsonElement value, string path, AssumptionSet assumed);

    public static Shape Any { get; } = new AnyShape();

    public static Shape Text { get; } = new TextShape(int.MaxValue);

    public static Shape Flag { get; } = new FlagShape();

    public static Shape Whole(long min = long.MinValue, long max = long.MaxValue, string code = InvalidValue) => new WholeShape(min, max, code);

    public static Shape TextUpTo(int bytes) => new TextShape(bytes);

    public static Shape Choice(params string[] values) => new ChoiceShape(values);

    public static Shape Id(string prefix, string code) => new IdShape(prefix, code);

    public static Shape List(Shape item, int max = int.MaxValue, string code = InvalidValue) => new ListShape(item, max, code);

    public static ObjectShape Members(params (string Name, Shape Shape)[] members) => new(members);

    private static Refusal WrongType(string path, string wanted, AssumptionSet assumed)
        => new(assumed[Assumed.WrongTypeCode], $"The parameter `{path}` must be {wanted}.");

    private sealed record AnyShape : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed) => null;
    }

    private sealed record TextShape(int MaxBytes) : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
        {
            if (value.ValueKind != JsonValueKind.String)
                return WrongType(path, "a string", assumed);
            return System.Text.Encoding.UTF8.GetByteCount(value.GetString()!) > MaxBytes
                ? new(InvalidValue, $"The parameter `{path}` is longer than {MaxBytes} bytes.")
                : null;
        }
    }

    private sealed record FlagShape : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
            => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : WrongType(path, "a boolean", assumed);
    }

    private sealed record WholeShape(long Min, long Max, string Code) : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
        {
            if (value.ValueKind != JsonValueKind.Number)
                return WrongType(path, "an integer", assumed);
            if (!value.TryGetInt64(out var number))
                return new(InvalidValue, $"The parameter `{path}` is not an integer that the service can hold.");
            return number >= Min && number <= Max ? null : new(Code, $"The parameter `{path}` is {number}; it must be from {Min} to {Max}.");
        }
    }

    private sealed record ChoiceShape(string[] Values) : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
        {
            if (value.ValueKind != JsonValueKind.String)
                return WrongType(path, "a string", assumed);
            var text = value.GetString();
            return Values.Contains(text, StringComparer.Ordinal)
                ? null
                : new(InvalidValue, $"The parameter `{path}` is `{text}`; it must be one of {string.Join(", ", Values)}.");
        }
    }

    private sealed record IdShape(string Prefix, string Code) : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
        {
            if (value.ValueKind != JsonValueKind.String)
                return WrongType(path, "a string", assumed);
            return Model.Ids.IsId(value.GetString()!, Prefix) ? null : new(Code, $"The parameter `{path}` is `{value.GetString()}`, which is not an id of this kind.");
        }
    }

    private sealed record ListShape(Shape Item, int Max, string Code) : Shape
    {
        public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
        {
            if (value.ValueKind != JsonValueKind.Array)
                return WrongType(path, "a list", assumed);
            if (value.GetArrayLength() > Max)
                return new(Code, $"The parameter `{path}` has {value.GetArrayLength()} elements; it may have {Max}.");
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (Item.Check(item, $"{path}.{index++}", assumed) is { } refusal)
                    return refusal;
            }

            return null;
        }
    }
}

/// <summary>An object with known members. A name that ends in an exclamation mark is required.</summary>
internal sealed record ObjectShape : Shape
{
    private readonly FrozenDictionary<string, Shape> _members;
    private readonly string[] _required;

    public ObjectShape((string Name, Shape Shape)[] members)
    {
        _members = members.ToFrozenDictionary(member => member.Name.TrimEnd('!'), member => member.Shape, StringComparer.Ordinal);
        _required = [.. members.Where(member => member.Name.EndsWith('!')).Select(member => member.Name.TrimEnd('!'))];
    }

    public IEnumerable<string> Names => _members.Keys;

    public override Refusal? Check(JsonElement value, string path, AssumptionSet assumed)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return path.Length == 0
                ? new("InvalidParameter", "The body must be an object.")
                : new(assumed[Assumed.WrongTypeCode], $"The parameter `{path}` must be an object.");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!_members.ContainsKey(member.Name))
                return new("UnknownParameter", $"The parameter `{Join(path, member.Name)}` is not known.");
        }

        foreach (var name in _required)
        {
            if (!value.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null)
                return new("MissingParameter", $"The parameter `{Join(path, name)}` is missing.");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && _members[member.Name].Check(member.Value, Join(path, member.Name), assumed) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
