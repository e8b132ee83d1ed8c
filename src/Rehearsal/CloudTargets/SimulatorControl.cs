using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>The simulator's control side, over HTTP, wherever it runs.</summary>
internal sealed class SimulatorControl(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Any answer will do: a real service knows nothing of simulators, and answers.</summary>
    /// <exception cref="CloudTargetException">Nobody answers.</exception>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync("/_simulator/health", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception silent) when (IsSilence(silent, cancellationToken))
        {
            throw Silence(silent);
        }
    }

    private async Task<JsonArray> ArrayAsync(string path, CancellationToken cancellationToken)
        => JsonNode.Parse(await _http.GetStringAsync(path, cancellationToken)) as JsonArray ?? [];

    /// <returns>Empty when nobody there counts calls: a real service.</returns>
    public async Task<IReadOnlyList<CloudCall>> CallsAfterAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            JsonArray calls = await ArrayAsync($"/_simulator/calls?after={number}", cancellationToken);
            return [.. calls.OfType<JsonObject>()
                .Select(call => new CloudCall((long)call["number"]!, (string?)call["action"] ?? "", (string?)call["errorCode"]))];
        }
        catch (Exception other) when (other is HttpRequestException or JsonException or NotSupportedException)
        {
            return [];
        }
    }

    /// <returns>Empty when nobody there knows of faults: a real service.</returns>
    public async Task<IReadOnlyList<CloudFault>> FaultsAsync(CancellationToken cancellationToken)
    {
        try
        {
            JsonArray faults = await ArrayAsync("/_simulator/faults", cancellationToken);
            return [.. faults.OfType<JsonObject>().Select(fault => new CloudFault((int)fault["number"]!, FaultText.Of(fault), (int?)fault["happened"] ?? 0))];
        }
        catch (Exception other) when (other is HttpRequestException or JsonException or NotSupportedException)
        {
            return [];
        }
    }

    /// <returns>Its number.</returns>
    /// <exception cref="CloudTargetException">Nobody there takes faults, or not this one.</exception>
    public async Task<int> AddFaultAsync(JsonObject fault, CancellationToken cancellationToken)
    {
        try
        {
            using StringContent body = new(fault.ToJsonString(), Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await _http.PostAsync("/_simulator/faults", body, cancellationToken);
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (answer.IsSuccessStatusCode)
                return JsonNode.Parse(text)!.AsArray().Max(planned => (int)planned!["number"]!);
            throw new CloudTargetException(answer.StatusCode == HttpStatusCode.NotFound
                ? $"{endpoint} is not a simulator: faults can only be added to a simulated cloud."
                : FaultRefusal.Of(fault, text));
        }
        catch (Exception silent) when (IsSilence(silent, cancellationToken))
        {
            throw Silence(silent);
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsSilence(Exception failure, CancellationToken cancellationToken)
        => failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    private CloudTargetException Silence(Exception failure)
    {
        string reason = failure is HttpRequestException ? failure.GetBaseException().Message : $"not a word in {_http.Timeout.TotalSeconds:0} seconds";
        string start = endpoint is { IsLoopback: true, Scheme: "https" }
            ? $" A simulator speaks http: try --endpoint http://{endpoint.Authority}."
            : endpoint.IsLoopback
            ? $" Start a simulator there with `dotnet run --project src/Simulator -- --port {endpoint.Port}`, or leave out --endpoint: then one runs within."
            : "";
        return new($"{endpoint.GetLeftPart(UriPartial.Authority)} does not answer: {reason.TrimEnd('.')}.{start}", failure);
    }
}
