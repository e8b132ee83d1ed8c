using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Provider.Tests.EngineRecordings;

/// <summary>
/// Where a recording is replayed: a cloud whose clock starts when the recorded rollout was started, an engine to log to, and a plugin for each
/// handshake, as the engine has it.
/// </summary>
internal sealed class ReplayFixture : IAsyncDisposable
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["TENCENTCLOUD_SECRET_ID"] = Credential.Default.SecretId,
        ["TENCENTCLOUD_SECRET_KEY"] = Credential.Default.SecretKey,
    };

    private readonly SecretScan _scan = PluginSecrets.NewScan();
    private readonly List<PluginUnderTest> _plugins = [];
    private readonly List<string> _activities = [];
    private readonly FakeEngine _engine;
    private PluginUnderTest? _configured;

    private ReplayFixture(SimulatorHost cloud, FakeEngine engine) => (Cloud, _engine) = (cloud, engine);

    public SimulatorHost Cloud { get; }

    /// <summary>The writes that reached the service since the replay began, in short: <c>Start, Resume</c>.</summary>
    public string Writes => string.Join(", ", Cloud.Calls
        .Select(call => call.Action)
        .Where(action => action.EndsWith("InstanceRefresh", StringComparison.Ordinal))
        .Select(action => action.Replace("InstanceRefresh", "", StringComparison.Ordinal)));

    public static async Task<ReplayFixture> OpenAsync(Fleet fleet, DateTimeOffset start, TimeSpan progress) => new(
        await SimulatorHost.StartAsync(
            new SimulatorOptions
            {
                Clock = new VirtualClock(start),
                SignatureClock = TimeProvider.System,
                Fleet = fleet,
                EnforceRateLimits = false,
                AdvancePerDescribe = progress,
            },
            CancellationToken.None).Soon(),
        await FakeEngine.StartAsync());

    public async Task<string?> SendAsync(RecordedCall call)
    {
        try
        {
            return call.Call switch
            {
                "Handshake" => await GreetAsync(call),
                "CheckConfig" => Meaning.Of(await _plugins[^1].CallAsync(ResourceProviderMethods.CheckConfig, Parsed<CheckRequest>(call))),
                "DiffConfig" => Meaning.Of(await _plugins[^1].CallAsync(ResourceProviderMethods.DiffConfig, Parsed<DiffRequest>(call))),
                "Configure" => await ConfigureAsync(call),
                "Check" => Meaning.Of(await Plugin.CallAsync(ResourceProviderMethods.Check, Parsed<CheckRequest>(call))),
                "Diff" => Meaning.Of(await Plugin.CallAsync(ResourceProviderMethods.Diff, Parsed<DiffRequest>(call))),
                "Create" => await CreateAsync(Parsed<CreateRequest>(call)),
                "Update" => await UpdateAsync(Parsed<UpdateRequest>(call)),
                "Read" => Meaning.Of(await Plugin.CallAsync(ResourceProviderMethods.Read, Parsed<ReadRequest>(call)), Letter),
                "Delete" => await DeleteAsync(Parsed<DeleteRequest>(call)),
                "Cancel" => await CancelAsync(),
                _ => throw new ArgumentException($"unexpected call {call.Call}", nameof(call)),
            };
        }
        catch (RpcException failure)
        {
            return Meaning.Of(failure, Letter);
        }
    }

    /// <summary>Names the activities that have appeared since, in the order of their starts.</summary>
    public void Notice()
    {
        foreach (var activity in Cloud.Cloud.Snapshot().Activities.OrderBy(activity => activity.CreatedTime).Where(activity => !_activities.Contains(activity.Id)))
            _activities.Add(activity.Id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _plugins)
            await plugin.DisposeAsync();
        await _engine.DisposeAsync();
        await Cloud.DisposeAsync();
        Assert.That(_scan.Leaks(), Is.Empty, "secrets in clear");
    }

    private PluginUnderTest Plugin => _configured ?? throw new InvalidOperationException("no plugin is configured");

    private string Letter(string id)
    {
        Notice();
        return _activities.IndexOf(id.Split('/')[^1]) is var index and >= 0 ? $"{(char)('A' + index)}" : $"({id})";
    }

    private async Task<string?> GreetAsync(RecordedCall call)
    {
        _plugins.Add(await PluginUnderTest.StartAsync(_scan, environment: Keys));
        var request = Parsed<ProviderHandshakeRequest>(call);
        request.EngineAddress = _engine.Address;
        await _plugins[^1].CallAsync(ResourceProviderMethods.Handshake, request);
        return null;
    }

    private async Task<string?> ConfigureAsync(RecordedCall call)
    {
        _configured = _plugins[^1];
        await _configured.CallAsync(ResourceProviderMethods.Configure, Parsed<ConfigureRequest>(call));
        return null;
    }

    private async Task<string?> CreateAsync(CreateRequest request)
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.Create, request);
        return request.Preview ? Meaning.Shown : Meaning.Of(answer.Id, answer.Properties, Letter);
    }

    private async Task<string?> UpdateAsync(UpdateRequest request)
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.Update, request);
        return request.Preview ? Meaning.Shown : Meaning.Of(request.Id, answer.Properties, Letter);
    }

    private async Task<string?> DeleteAsync(DeleteRequest request)
    {
        await Plugin.CallAsync(ResourceProviderMethods.Delete, request);
        return Meaning.Done;
    }

    private async Task<string?> CancelAsync()
    {
        await Plugin.CallAsync(ResourceProviderMethods.Cancel, new());
        return null;
    }

    /// <summary>Old ids stay as they are: the simulator draws the same ones from the same seed. Times are those of the simulated rollout.</summary>
    private T Parsed<T>(RecordedCall call)
        where T : IMessage<T>, new()
    {
        var request = call.Request.DeepClone().AsObject();
        foreach (string outputs in new[] { "properties", "olds", "oldOutputs" })
            Align(request[outputs]);
        return Parser.Parse<T>(request.ToJsonString().Replace("127.0.0.1:PORT", $"127.0.0.1:{Cloud.Port}", StringComparison.Ordinal));
    }

    /// <summary>The recorded clock ran with fractions of its own; a second's difference would pass for something that has moved.</summary>
    private void Align(JsonNode? outputs)
    {
        if (outputs?["refreshActivityId"]?.ToString() is not { } id || Cloud.Cloud.Activity(id) is not { } activity)
            return;
        Set(outputs, "createdTime", activity.CreatedTime);
        Set(outputs, "startTime", activity.StartTime);
        Set(outputs, "endTime", activity.EndTime);
        foreach (var (recorded, batch) in outputs["batches"]!.AsArray().Zip(activity.Batches))
        {
            Set(recorded!, "startTime", batch.StartTime);
            Set(recorded!, "endTime", batch.EndTime);
        }
    }

    private static void Set(JsonNode members, string name, DateTimeOffset? time)
    {
        if (members[name] is not null && time is { } known)
            members[name] = known.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
