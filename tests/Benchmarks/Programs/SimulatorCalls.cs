using System.Text.Json;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>What a simulator has been asked, counted as it goes: it keeps the latest calls only.</summary>
internal sealed class SimulatorCalls(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = endpoint };
    private readonly SortedDictionary<string, int> _byAction = new(StringComparer.Ordinal);
    private long _last;

    public IReadOnlyDictionary<string, int> ByAction => _byAction;

    public int Total => _byAction.Values.Sum();

    /// <summary>Calls that met the limit of requests.</summary>
    public int Refused { get; private set; }

    public async Task CountAsync()
    {
        using var calls = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"/_simulator/calls?after={_last}", UriKind.Relative)));
        foreach (var call in calls.RootElement.EnumerateArray())
        {
            _last = call.GetProperty("number").GetInt64();
            string action = call.GetProperty("action").GetString()!;
            _byAction[action] = _byAction.GetValueOrDefault(action) + 1;
            if (call.GetProperty("errorCode").GetString() == "RequestLimitExceeded")
                Refused++;
        }
    }

    /// <summary>When each activity has ended, by the simulator's clock.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> EndsAsync()
    {
        using var state = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/_simulator/state", UriKind.Relative)));
        return state.RootElement.GetProperty("refreshActivities").EnumerateArray()
            .Where(activity => activity.TryGetProperty("endTime", out var end) && end.ValueKind == JsonValueKind.String)
            .ToDictionary(activity => activity.GetProperty("id").GetString()!, activity => activity.GetProperty("endTime").GetDateTimeOffset(), StringComparer.Ordinal);
    }

    public void Dispose() => _http.Dispose();
}
