using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Text of an answer: ids, names and messages end in logs and errors, so they are made harmless where they are read.</summary>
internal sealed class WireText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => SafeText.Line(Lenient.Text(ref reader), SafeText.Sentence);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>The same bytes with what is not Unicode replaced (U+FFFD): bytes that are no UTF-8, and escapes of half a surrogate pair. Without that
    /// a single odd letter in one machine's message would make the whole answer unreadable.</summary>
    public static byte[] Repair(byte[] json)
    {
        if (!Utf8.IsValid(json))
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        for (var i = Array.IndexOf(json, (byte)'\\'); i >= 0; i = i < json.Length ? Array.IndexOf(json, (byte)'\\', i) : -1)
        {
            if (IsEscape(json, i, isHigh: true) && IsEscape(json, i + 6, isHigh: false))
                i += 12;
            else if (IsEscape(json, i, isHigh: true) || IsEscape(json, i, isHigh: false))
            {
                "fffd"u8.CopyTo(json.AsSpan(i + 2));
                i += 6;
            }
            else
                i += 2; // whatever is escaped, a backslash included
        }

        return json;
    }

    /// <summary><c>\ud800</c> to <c>\udbff</c>, or <c>\udc00</c> to <c>\udfff</c>.</summary>
    private static bool IsEscape(byte[] json, int at, bool isHigh)
        => at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && (json[at + 2] | 0x20) == 'd'
            && (char)(json[at + 3] | 0x20) is var third
            && (isHigh ? third is '8' or '9' or 'a' or 'b' : third is 'c' or 'd' or 'e' or 'f')
            && char.IsAsciiHexDigit((char)json[at + 4]) && char.IsAsciiHexDigit((char)json[at + 5]);
}

/// <summary>Text that must stay as it came: user data, keys, and messages from which secrets are yet to be taken. For members of the API's types, also where
/// others write these as JSON.</summary>
public sealed class RawText : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Lenient.Text(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>The same for a message that is shown and never read: whatever is no text is none.</summary>
internal sealed class ShownText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return Lenient.Text(ref reader);
        reader.Skip();
        return "";
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
