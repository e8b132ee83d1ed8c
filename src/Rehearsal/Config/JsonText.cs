using System.Text.Encodings.Web;
using System.Text.Json;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>How JSON is written: characters as they are, since nothing here ends up inside a web page.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Plain) { WriteIndented = true };
}
