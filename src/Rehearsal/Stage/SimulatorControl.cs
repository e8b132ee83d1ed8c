using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Stage;

/// <summary>The simulator's control side, over HTTP, wherever it runs.</summary>
internal sealed class SimulatorControl(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(10) };

    /// <returns>Empty when nobody there counts calls: a real service.</returns>
    public async Task<IReadOnlyList<CloudCall>> CallsAfterAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            JsonArray calls = await _http.GetFromJsonAsync<JsonArray>($"/_simulator/calls?after={number}", cancellationToken) ?? [];
            return [.. calls.OfType<JsonObject>()
                .Select(call => new CloudCall((long)call["number"]!, (string?)call["action"] ?? "", (string?)call["errorCode"]))];
        }
        catch (Exception other) when (other is HttpRequestException or JsonException or NotSupportedException)
        {
            return [];
        }
    }

    /// <exception cref="StageException">Nobody there takes faults, or not this one.</exception>
    public async Task AddFaultAsync(JsonObject fault, CancellationToken cancellationToken)
    {
        try
        {
            using StringContent body = new(fault.ToJsonString(), Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await _http.PostAsync("/_simulator/faults", body, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return;
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            throw new StageException(answer.StatusCode == HttpStatusCode.NotFound
                ? $"{endpoint} is no simulator: faults can only be played in a simulated cloud."
                : $"The simulator does not take the fault {fault.ToJsonString()}: {text}");
        }
        catch (HttpRequestException silent)
        {
            throw new StageException($"{endpoint} does not answer: {silent.Message}", silent);
        }
    }

    public void Dispose() => _http.Dispose();
}
