using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Tests;

/// <summary>What a call was answered with: the members of the answer.</summary>
internal sealed record Answer(JsonElement Members)
{
    /// <summary>The error's code; null when the call was carried out.</summary>
    public string? ErrorCode => Members.TryGetProperty("Error", out var error) ? error.GetProperty("Code").GetString() : null;

    public string? ErrorText => Members.TryGetProperty("Error", out var error) ? error.GetProperty("Message").GetString() : null;

    public JsonElement this[string member] => Members.GetProperty(member);

    public string Text(string member) => this[member].GetString()!;

    public static Answer Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return new(document.RootElement.GetProperty("Response").Clone());
    }
}
