using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

// The service sends null for a number or a switch it has no value for, also where its page promises one, and now and then a number as text. What can
// be meant in one way only is read so; anything else is an error, unless nobody needs the member (see ToleratedMembers).

internal sealed class LenientInt : JsonConverter<int>
{
    public override bool HandleNull => true;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Lenient.Number(ref reader) is var number and >= int.MinValue and <= int.MaxValue ? (int)number : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

internal sealed class LenientLong : JsonConverter<long>
{
    public override bool HandleNull => true;

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Lenient.Number(ref reader);

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

internal sealed class LenientBool : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => false,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => Lenient.Scalar(ref reader) switch
        {
            "" or "0" => false,
            "1" => true,
            { } word when bool.TryParse(word, out var flag) => flag,
            _ => throw new JsonException(),
        },
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}

/// <summary>UTC times of the form <c>2026-01-10T08:00:01Z</c>. A time that cannot be read is no time: a progress line is not worth a failed
/// rollout.</summary>
internal sealed class ServiceTime : JsonConverter<DateTimeOffset?>
{
    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String
            && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}

/// <summary>Values whose meaning does not depend on the way they are written.</summary>
internal static class Lenient
{
    /// <summary>A whole number, also one that is written as text or with zeros behind the point; null and empty text are 0.</summary>
    public static long Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null)
            return 0;
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var plain))
            return plain;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            throw new JsonException();
        var text = Scalar(ref reader);
        if (text.Length == 0)
            return 0;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw new JsonException();
    }

    /// <summary>A text, a number or a flag as trimmed text.</summary>
    public static string Scalar(ref Utf8JsonReader reader) => Text(ref reader).Trim();

    /// <summary>A text as it came; a number as it was written; a flag as the word.</summary>
    public static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() ?? "",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan), // the whole body is in one piece of memory
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException(),
    };
}
