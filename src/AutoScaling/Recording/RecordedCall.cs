using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// A line of a recording: <c>{"format":1,"time":"2026-01-05T08:00:00Z","action":"DescribeRefreshActivities","request":{…},"response":{…}}</c>.
/// <c>time</c> is when the service answered, by its own clock; <c>request</c> the body as it was sent; <c>response</c> what stands within the envelope.
/// No header, hence no signature and no token. Members that hold what was given to machines in confidence are null, wherever they stand.
/// </summary>
internal static class RecordedCall
{
    public const int Format = 1;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Line(CloudCall call, CallOutcome.Answered answered)
    {
        using var request = JsonDocument.Parse(call.Body);
        using var answer = JsonDocument.Parse(answered.Body);
        var bytes = new ArrayBufferWriter<byte>(answered.Body.Length + 256);
        using (var json = new Utf8JsonWriter(bytes, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("time", answered.AnsweredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("action", call.Action.Name);
            json.WritePropertyName("request");
            Copy(request.RootElement, json);
            json.WritePropertyName("response");
            Copy(answer.RootElement.GetProperty("Response"), json);
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>User data and metadata are scripts and values for the machines, often with passwords in them.</summary>
    private static bool IsConfidential(string member) => member is "UserData" or "Password" or "Metadata";

    private static void Copy(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    if (IsConfidential(member.Name))
                        json.WriteNullValue();
                    else
                        Copy(member.Value, json);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Copy(item, json);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
