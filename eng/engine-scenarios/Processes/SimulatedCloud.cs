using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.EngineScenarios.Processes;

/// <summary>A simulator of one scenario: its time stands still until somebody lets it pass.</summary>
internal sealed class SimulatedCloud : IAsyncDisposable
{
    public const string SecretId = "AKIDsimulator0000000000000000000001";
    public const string SecretKey = "simulator-secret-key-00000000000001";

    private const string Ready = "ready ";
    private const int SecondsAStep = 10;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly ChildCommand _process;
    private readonly HttpClient _http;

    private SimulatedCloud(ChildCommand process, Uri endpoint)
        => (_process, Endpoint, _http) = (process, endpoint, new HttpClient { BaseAddress = new(endpoint, "/_simulator/"), Timeout = TimeSpan.FromSeconds(30) });

    public Uri Endpoint { get; }

    /// <param name="seed">The file of a fleet.</param>
    public static async Task<SimulatedCloud> StartAsync(string file, string seed, Transcript transcript)
    {
        ChildCommand process = ChildCommand.Start(new(file, ["--port", "0", "--speed", "0", "--seed", seed]), transcript);
        try
        {
            await Waiting.UntilAsync(() => Task.FromResult(process.HasEnded || process.Output.Contains('\n')), StartLimit, "the simulator is ready");
            return new(process, AddressIn(process.Output));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address in the first line of the simulator.</summary>
    internal static Uri AddressIn(string output) => output.Split('\n')[0] is { } line && line.StartsWith(Ready, StringComparison.Ordinal)
        ? new(line[Ready.Length..].Trim())
        : throw new ScenarioFailedException($"the simulator did not start: {output}");

    /// <summary>The calls that came over the API; what a scenario does by itself is not among them.</summary>
    public async Task<CloudCalls> CallsAsync() => CloudCalls.Parse(await GetAsync("calls"));

    public async Task<JsonNode> StateAsync() => await GetAsync("state");

    /// <summary>What a third party does, or the scenario itself.</summary>
    public async Task<JsonNode> CallAsync(string action, JsonObject body) => await PostAsync($"call/{action}", body);

    public async Task AddFaultAsync(JsonObject fault) => await PostAsync("faults", fault);

    public async Task ClearFaultsAsync()
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(new Uri("faults", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    public async Task AdvanceAsync(int seconds) => await PostAsync("clock", new() { ["advanceSeconds"] = seconds });

    /// <summary>Lets the service's time pass, two hundred times as fast as ours, until the token says that it is enough.</summary>
    public async Task PassTimeAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await AdvanceAsync(SecondsAStep);
            await Task.WhenAny(Task.Delay(Step, TimeProvider.System, enough));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<JsonNode> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative)))!;

    private async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        string text = await answer.Content.ReadAsStringAsync();
        JsonNode? read = text.Length == 0 ? null : JsonNode.Parse(text);
        if (!answer.IsSuccessStatusCode || (read as JsonObject)?["Response"]?["Error"] is not null)
            throw new ScenarioFailedException($"the simulator refused {path} {body.ToJsonString()}: {text}");
        return read ?? new JsonObject();
    }
}
