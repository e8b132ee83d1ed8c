using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Writing what the API writes: times to the second in UTC, null where there is nothing.</summary>
internal static class JsonWriting
{
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[20];
        known.UtcDateTime.TryFormat(text, out _, "yyyy-MM-ddTHH:mm:ssZ");
        json.WriteString(name, text);
    }

    public static void WriteMaybe(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
