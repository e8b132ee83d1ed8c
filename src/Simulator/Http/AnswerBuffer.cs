using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Writes answers into memory that each thread keeps, so that a describe makes next to no garbage.</summary>
internal static class AnswerBuffer
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? t_json;

    /// <summary>The envelope around what is written, or around the refusal that comes instead.</summary>
    public static (byte[] Body, Refusal? Refusal) Write(string requestId, Func<Utf8JsonWriter, Refusal?> members)
        => members(Begin()) is { } refusal ? (Write(requestId, refusal), refusal) : (End(requestId), null);

    public static byte[] Write(string requestId, Refusal refusal)
    {
        var json = Begin();
        json.WriteStartObject("Error");
        json.WriteString("Code", refusal.Code);
        json.WriteString("Message", refusal.Message);
        json.WriteEndObject();
        return End(requestId);
    }

    private static Utf8JsonWriter Begin()
    {
        // One huge answer does not make the memory of its thread huge for good.
        if (t_bytes is not { Capacity: <= 1024 * 1024 })
        {
            t_bytes = new(4096);
            t_json = new(t_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        }

        t_bytes.ResetWrittenCount();
        t_json!.Reset();
        t_json.WriteStartObject();
        t_json.WriteStartObject("Response");
        return t_json;
    }

    private static byte[] End(string requestId)
    {
        t_json!.WriteString("RequestId", requestId);
        t_json.WriteEndObject();
        t_json.WriteEndObject();
        t_json.Flush();
        return t_bytes!.WrittenSpan.ToArray();
    }
}
