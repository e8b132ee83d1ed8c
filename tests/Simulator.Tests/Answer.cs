using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Tests;

/// <summary>What a call was answered with.</summary>
internal sealed record Answer(JsonElement Response)
{
    public static Answer Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return new(document.RootElement.GetProperty("Response").Clone());
    }

    /// <summary>The error's code; null when the call was carried out.</summary>
    public string? Code => Response.TryGetProperty("Error", out var error) ? error.GetProperty("Code").GetString() : null;

    public string? Message => Response.TryGetProperty("Error", out var error) ? error.GetProperty("Message").GetString() : null;

    public string RequestId => Response.GetProperty("RequestId").GetString()!;

    public JsonElement this[string member] => Response.GetProperty(member);

    public string Text(string member) => this[member].GetString()!;
}
