using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.Simulator.Json;

/// <summary>A plain value that says what it expects.</summary>
internal interface IPlainConverter
{
    /// <summary>To follow "must be ".</summary>
    string Expected { get; }

    bool Fits(string text);
}

/// <summary>An enumeration by the names of its members in the spelling of the file. Case counts.</summary>
internal sealed class NameConverter<T>(JsonNamingPolicy spelling) : JsonConverter<T>, IPlainConverter
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _values
        = Enum.GetValues<T>().ToDictionary(value => spelling.ConvertName(value.ToString()), StringComparer.Ordinal);

    public string Expected => $"one of {string.Join(", ", _values.Keys)}";

    public bool Fits(string text) => _values.ContainsKey(text);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString() is { } name && _values.TryGetValue(name, out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        => writer.WriteStringValue(spelling.ConvertName(value.ToString()));
}

/// <summary>A time, read as UTC where it names no offset.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>, IPlainConverter
{
    public string Expected => "a time such as 2026-01-05T08:00:00Z";

    public bool Fits(string text) => TryParse(text, out _);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => TryParse(reader.GetString(), out var time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));

    private static bool TryParse(string? text, out DateTimeOffset time)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
