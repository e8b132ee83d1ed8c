using System.Globalization;
using System.Text.Json;

namespace Infra;

/// <summary>
/// Reads settings and keeps every error, so that one run reports all of them. A reader that finds an error returns with its fallback:
/// nobody uses the values before <see cref="Errors"/> was looked at.
/// </summary>
/// <remarks>Messages name the setting and what is wanted. They show the value only where it cannot be a secret.</remarks>
public sealed class SettingsReader(Func<string, string?> get)
{
    private readonly List<string> _errors = [];

    /// <summary>One line a error, in the order in which the settings were read.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Notes that a setting is wrong.</summary>
    public void Error(string key, string reason) => _errors.Add($"{key}: {reason}");

    /// <summary>A text; <see langword="null"/> when the setting is missing or empty.</summary>
    public string? Text(string key) => get(key) is { Length: > 0 } text ? text : null;

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string key, string what)
    {
        if (Text(key) is { } text)
            return text;
        Error(key, $"is required: {what}");
        return "";
    }

    /// <summary>An id with a known beginning, such as <c>vpc-</c>.</summary>
    public string? Id(string key, string prefix) => Text(key) is { } id ? CheckedId(key, prefix, id) : null;

    /// <summary>An id that must be there.</summary>
    public string RequiredId(string key, string prefix, string what)
        => RequiredText(key, $"{what}, {prefix}…") is { Length: > 0 } id ? CheckedId(key, prefix, id) : "";

    /// <summary>Ids, each with a known beginning.</summary>
    public IReadOnlyList<string> Ids(string key, string prefix) => [.. List(key).Select(id => CheckedId(key, prefix, id))];

    /// <summary>Texts, given as a list.</summary>
    public IReadOnlyList<string> List(string key) => Structure(
        key, JsonValueKind.Array, "a JSON list of strings",
        list => list.EnumerateArray().Select((item, index) => Entry($"{key}[{index}]", item)).OfType<string>().ToList()) ?? [];

    /// <summary>Texts by name.</summary>
    public IReadOnlyDictionary<string, string> Map(string key) => Structure(key, JsonValueKind.Object, "a JSON object of strings", map =>
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            if (Entry($"{key}.{member.Name}", member.Value) is { } text)
                members[member.Name] = text;
        }

        return members;
    }) ?? [];

    /// <summary>A whole number in a range; <see langword="null"/> when the setting is missing.</summary>
    public int? Number(string key, int least, int most)
        => Text(key) is { } text ? Whole(key, text, least, most) : null;

    /// <summary>Whole numbers in a range, given as a list.</summary>
    public IReadOnlyList<int> Numbers(string key, int least, int most) => Structure(
        key, JsonValueKind.Array, "a list of whole numbers",
        list => list.EnumerateArray().Select((item, index) => Whole($"{key}[{index}]", item.ToString(), least, most)).OfType<int>().ToList()) ?? [];

    private int? Whole(string path, string text, int least, int most)
    {
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Error(path, most == int.MaxValue
            ? $"must be a whole number of at least {least} (got '{text}')"
            : $"must be a whole number from {least} to {most} (got '{text}')");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>; <see langword="null"/> when the setting is missing.</summary>
    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        Error(key, $"must be true or false (got '{text}')");
        return null;
    }

    /// <summary>One of some named values; the first one when the setting is missing.</summary>
    public T Choice<T>(string key, params T[] values)
        where T : struct
        => Text(key) is { } text ? Chosen(key, text, values) ?? values[0] : values[0];

    /// <summary>Some of some named values, given as a list.</summary>
    public IReadOnlyList<T> Choices<T>(string key, params T[] values)
        where T : struct
        => [.. List(key).Select(text => Chosen(key, text, values)).OfType<T>()];

    private T? Chosen<T>(string key, string text, T[] values)
        where T : struct
    {
        foreach (var value in values)
        {
            if (string.Equals(value.ToString(), text, StringComparison.Ordinal))
                return value;
        }

        Error(key, $"must be one of {string.Join(", ", values)} (got '{text}')");
        return null;
    }

    private string CheckedId(string key, string prefix, string id)
    {
        if (!id.StartsWith(prefix, StringComparison.Ordinal) || id.Length == prefix.Length || id.Any(char.IsWhiteSpace))
            Error(key, $"must start with `{prefix}` (got `{id}`)");
        return id;
    }

    private string? Entry(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Error(path, value.ValueKind switch
        {
            JsonValueKind.Null => "must be a text, and is empty: remove the line, or give it a value",
            JsonValueKind.Array or JsonValueKind.Object => "must be a text, not a structure",
            _ => $"must be a text: put {value.GetRawText()} in quotes",
        });
        return null;
    }

    private T? Structure<T>(string key, JsonValueKind kind, string what, Func<JsonElement, T> read)
        where T : class
    {
        if (Text(key) is not { } json)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == kind)
                return read(document.RootElement);
        }
        catch (JsonException)
        {
            // Reported below, as any other text that is not of the kind.
        }

        Error(key, $"must be {what}");
        return null;
    }
}
