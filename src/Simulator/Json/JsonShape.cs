using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Json;

/// <summary>
/// Holds JSON against the type that it is to be read as, and remembers, with its path, all that is not as it should be. The serializer itself would stop
/// at the first error, and tell of it in its own words.
/// </summary>
internal sealed class JsonShape
{
    private readonly JsonSerializerOptions _options;
    private readonly List<string> _errors = [];
    private readonly Dictionary<Type, Dictionary<string, Member>> _members = [];

    private JsonShape(JsonSerializerOptions options) => _options = options;

    /// <summary>Reads JSON that fits the type.</summary>
    /// <exception cref="FleetFormatException">With everything that does not fit.</exception>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type)
    {
        return Readable(() =>
        {
            var shape = new JsonShape(type.Options);
            shape.Check(json, typeof(T), "$", null);
            return shape._errors.Count == 0 ? json.Deserialize(type)! : throw new FleetFormatException(shape._errors);
        });
    }

    /// <summary>Reads a part of JSON that was held against its type with the whole.</summary>
    /// <exception cref="FleetFormatException">A text in it is not Unicode.</exception>
    public static T ReadPart<T>(JsonElement json, JsonTypeInfo<T> type) => Readable(() => json.Deserialize(type)!);

    /// <summary>Half a surrogate pair, or bytes that are no UTF-8: the parser lets them pass and fails where the text is asked for.</summary>
    public static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or JsonException { InnerException: InvalidOperationException })
        {
            throw new FleetFormatException(["a text in this JSON is not Unicode"]);
        }
    }

    private void Check(JsonElement json, Type type, string path, FormatAttribute? format)
    {
        var info = _options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (Expected(json, info, format) is { } expected)
        {
            _errors.Add($"{path}: must be {expected}, not {Describe(json)}");
            return;
        }

        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckMembers(json, info, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                int index = 0;
                foreach (var item in json.EnumerateArray())
                    Check(item, info.ElementType!, $"{path}[{index++}]", null);
                break;
            case JsonTypeInfoKind.Dictionary:
                foreach (var member in json.EnumerateObject())
                    Check(member.Value, info.ElementType!, $"{path}.{member.Name}", null);
                break;
        }
    }

    private void CheckMembers(JsonElement json, JsonTypeInfo info, string path)
    {
        var known = MembersOf(info);
        foreach (var given in json.EnumerateObject())
        {
            if (!known.TryGetValue(given.Name, out var member))
                _errors.Add($"{path}.{given.Name}: is not known here; known are {string.Join(", ", known.Keys)}");
            else if (given.Value.ValueKind != JsonValueKind.Null || !member.MayBeNull)
                Check(given.Value, member.ShortForm?.For(given.Value) ?? member.Type, $"{path}.{given.Name}", member.Format);
        }

        foreach (var (name, _) in known.Where(member => member.Value.IsRequired && !json.TryGetProperty(member.Key, out var _)))
            _errors.Add($"{path}.{name}: is required");
    }

    /// <summary>What was expected instead, or null where it fits as far as it goes.</summary>
    private static string? Expected(JsonElement json, JsonTypeInfo info, FormatAttribute? format) => (info.Kind, info.Converter) switch
    {
        (JsonTypeInfoKind.Enumerable, _) => json.ValueKind == JsonValueKind.Array ? null : "a list",
        (JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary, _) => json.ValueKind == JsonValueKind.Object ? null : "an object",
        // What is no text at all is told so, whatever form the text should have had.
        _ when format is not null && (info.Type != typeof(string) || json.ValueKind == JsonValueKind.String)
            => format.Fits(json) ? null : format.Expected,
        (_, IPlainConverter plain) => json.ValueKind == JsonValueKind.String && plain.Fits(json.GetString()!) ? null : plain.Expected,
        _ when info.Type == typeof(string) => json.ValueKind == JsonValueKind.String ? null : "text",
        _ when info.Type == typeof(bool) => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false",
        _ when info.Type == typeof(int) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out _) ? null : "a whole number",
        _ when info.Type == typeof(long) => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out _) ? null : "a whole number",
        _ when info.Type == typeof(double) => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out _) ? null : "a number",
        _ => null,
    };

    private Dictionary<string, Member> MembersOf(JsonTypeInfo info)
    {
        if (_members.TryGetValue(info.Type, out var known))
            return known;
        // What can only be computed is no member of a file.
        return _members[info.Type] = info.Properties.Where(property => property.Set is not null).ToDictionary(
            property => property.Name,
            property => new Member(
                property.PropertyType,
                property.IsRequired,
                !property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null,
                Attribute<FormatAttribute>(property),
                Attribute<ShortFormAttribute>(property)),
            StringComparer.Ordinal);
    }

    private static T? Attribute<T>(JsonPropertyInfo property)
        where T : Attribute
        => property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();

    private static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"'{Cut(json.GetString()!)}'",
        _ => Cut(json.GetRawText()),
    };

    private static string Cut(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private sealed record Member(Type Type, bool IsRequired, bool MayBeNull, FormatAttribute? Format, ShortFormAttribute? ShortForm);
}
