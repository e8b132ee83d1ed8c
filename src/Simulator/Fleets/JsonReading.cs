using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>Reads one JSON object and remembers, with its path, all that is not as it should be; what cannot be read gets a stand-in.</summary>
internal readonly struct JsonReading
{
    private readonly JsonElement _json;
    private readonly List<string> _mistakes;

    public JsonReading(JsonElement json, string path, List<string> mistakes)
    {
        (_json, Path, _mistakes) = (json, path, mistakes);
        if (json.ValueKind == JsonValueKind.Object)
            return;
        Complain(null, $"must be an object, not {Describe(json)}");
        _json = default;
    }

    public string Path { get; }

    public void Complain(string? member, string what) => _mistakes.Add($"{(member is null ? Path : $"{Path}.{member}")}: {what}");

    public void OnlyMembers(params ReadOnlySpan<string> known)
    {
        if (_json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in _json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                Complain(member.Name, $"is not known here; known are {string.Join(", ", known!)}");
        }
    }

    public bool Has(string member) => Find(member, out var value) && value.ValueKind != JsonValueKind.Null;

    public bool IsNull(string member) => Find(member, out var value) && value.ValueKind == JsonValueKind.Null;

    public JsonElement? Element(string member) => Find(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? TextOrNull(string member)
    {
        if (!Has(member))
            return null;
        Find(member, out var value);
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Complain(member, $"must be text, not {Describe(value)}");
        return null;
    }

    public string Text(string member, string otherwise) => TextOrNull(member) ?? otherwise;

    public string Required(string member)
    {
        if (!Has(member))
            Complain(member, "is required");
        return Text(member, "");
    }

    /// <summary>A required id with its prefix and eight lowercase letters or digits.</summary>
    public string Id(string member, string prefix)
    {
        var id = Required(member);
        if (id.Length > 0 && !Ids.IsId(id, prefix))
            Complain(member, $"must be {prefix} and eight lowercase letters or digits, not '{id}'");
        return id;
    }

    public int Integer(string member, int otherwise, int min = int.MinValue, int max = int.MaxValue)
    {
        if (!Has(member))
            return otherwise;
        Find(member, out var value);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        var range = min == int.MinValue ? "a whole number" : max == int.MaxValue ? $"a whole number of at least {min}" : $"a whole number from {min} to {max}";
        Complain(member, $"must be {range}, not {Describe(value)}");
        return otherwise;
    }

    public long Long(string member, long otherwise)
    {
        if (!Has(member))
            return otherwise;
        Find(member, out var value);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        Complain(member, $"must be a whole number, not {Describe(value)}");
        return otherwise;
    }

    public double Number(string member, double otherwise)
    {
        if (!Has(member))
            return otherwise;
        Find(member, out var value);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
            return number;
        Complain(member, $"must be a number, not {Describe(value)}");
        return otherwise;
    }

    public bool Flag(string member, bool otherwise)
    {
        if (!Has(member))
            return otherwise;
        Find(member, out var value);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Complain(member, $"must be true or false, not {Describe(value)}");
        return otherwise;
    }

    public T Choice<T>(string member, T otherwise) where T : struct, Enum
    {
        var wire = TextOrNull(member);
        if (wire is null || WireNames.Parse<T>(wire) is not { } value)
        {
            if (wire is not null)
                Complain(member, $"must be one of {string.Join(", ", WireNames.All<T>())}, not '{wire}'");
            return otherwise;
        }

        return value;
    }

    public DateTimeOffset? Time(string member)
    {
        if (TextOrNull(member) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        Complain(member, $"must be a time such as 2026-01-05T08:00:00Z, not '{text}'");
        return null;
    }

    public IEnumerable<JsonReading> Objects(string member)
    {
        var list = new List<JsonReading>();
        var index = 0;
        foreach (var item in Items(member))
            list.Add(new(item, $"{Path}.{member}[{index++}]", _mistakes));
        return list;
    }

    public IEnumerable<string> Texts(string member)
    {
        var list = new List<string>();
        foreach (var item in Items(member))
        {
            if (item.ValueKind == JsonValueKind.String)
                list.Add(item.GetString()!);
            else
                Complain($"{member}[{list.Count}]", $"must be text, not {Describe(item)}");
        }

        return list;
    }

    public JsonReading? Object(string member)
        => Has(member) && Find(member, out var value) ? new JsonReading(value, $"{Path}.{member}", _mistakes) : null;

    public IEnumerable<JsonProperty> Members()
        => _json.ValueKind == JsonValueKind.Object ? _json.EnumerateObject().ToList() : [];

    private List<JsonElement> Items(string member)
    {
        if (!Has(member))
            return [];
        Find(member, out var value);
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray()];
        Complain(member, $"must be a list, not {Describe(value)}");
        return [];
    }

    private bool Find(string member, out JsonElement value)
    {
        value = default;
        return _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(member, out value);
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Undefined => "nothing",
        _ => value.GetRawText() is { Length: <= 60 } raw ? raw : $"{value.GetRawText()[..60]}…",
    };
}
