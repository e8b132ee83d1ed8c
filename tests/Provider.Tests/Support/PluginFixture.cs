using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>
/// A plugin, an engine to tell progress to, and a cloud, all on real sockets. The cloud's time moves on with each poll of an activity, so a rollout of
/// minutes takes milliseconds; while nobody moves it, a batch stays in progress for ever. After each test everything that left the plugin is searched for secrets.
/// </summary>
public abstract class PluginFixture
{
    protected const string Group = Fleet.DefaultGroupId;
    protected const string Token = "tencentcloud-refresh:index:InstanceRefresh";
    protected const string Urn = $"urn:pulumi:dev::fleet::{Token}::rollout";

    private protected SimulatorHost Cloud { get; private set; } = null!;

    private protected FakeEngine Engine { get; private set; } = null!;

    private protected PluginUnderTest Plugin { get; private set; } = null!;

    private protected SecretScan Scan { get; private set; } = null!;

    /// <summary>How far the cloud's time moves with each poll. Null: not at all.</summary>
    protected virtual TimeSpan? Progress => TimeSpan.FromSeconds(30);

    [SetUp]
    public async Task StartAll()
    {
        Scan = PluginSecrets.NewScan();
        Engine = await FakeEngine.StartAsync();
        Cloud = await SimulatorHost.StartAsync(
            new SimulatorOptions { Clock = new VirtualClock(), SignatureClock = TimeProvider.System, EnforceRateLimits = false, AdvancePerDescribe = Progress },
            CancellationToken.None).Soon();
        Plugin = await StartPluginAsync();
        await ConfigureAsync();
    }

    [TearDown]
    public async Task StopAll()
    {
        await Plugin.DisposeAsync();
        await Engine.DisposeAsync();
        var faults = Cloud.InternalErrors;
        await Cloud.DisposeAsync();
        foreach (var line in Engine.Lines)
            Scan.Saw("log", line.Message);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Scan.Leaks(), Is.Empty, "secrets in clear");
            Assert.That(faults, Is.Empty, "faults of the simulator");
        }
    }

    /// <summary>A plugin that has shaken hands with the engine.</summary>
    private protected async Task<PluginUnderTest> StartPluginAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        var plugin = await PluginUnderTest.StartAsync(Scan, environment: environment);
        await plugin.CallAsync(ResourceProviderMethods.Handshake, new ProviderHandshakeRequest { EngineAddress = Engine.Address, ConfigureWithUrn = true, SendsOldOutputsToCheck = true });
        return plugin;
    }

    private protected Task<ConfigureResponse> ConfigureAsync() => ConfigureAsync(Plugin);

    private protected Task<ConfigureResponse> ConfigureAsync(PluginUnderTest plugin)
        => plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = Config() });

    /// <summary>As a stack sends it: everything as text, the key as a secret.</summary>
    protected Struct Config() => Wire.Struct($$"""
        {"region": "ap-guangzhou", "secretId": "AKIDsimulator0000000000000000000001", "secretKey": {{Wire.Secret($"\"{PluginSecrets.SecretKey}\"")}},
         "endpoint": "{{Cloud.Endpoint}}", "requestsPerSecond": "1000", "pollIntervalSeconds": "0.01", "version": "0.1.0"}
        """);

    /// <summary>Inputs as a program writes them: three batches, one trigger in clear and one secret.</summary>
    protected static Struct Inputs(string image = "img-new00001", string more = "", string rolling = "\"batchNumber\": 3")
        => Wire.Struct($$"""
            {"autoScalingGroupId": "{{Group}}", "triggers": {"image": "{{image}}", "userData": {{Wire.Secret($"\"{PluginSecrets.Trigger}\"")}}},
             "refreshSettings": {"rollingUpdateSettings": { {{rolling}} } } {{(more.Length > 0 ? "," : "")}} {{more}} }
            """);

    /// <summary>Inputs whose one trigger is computed from the launch configuration as it is: what a rollout has rolled can be proved.</summary>
    protected static Struct ProvableInputs()
    {
        var inputs = Inputs();
        inputs.Fields["triggers"] = Wire.Struct($$$"""{"triggers": {"imageId": "{{{Simulator.Fleets.Fleet.DefaultImageId}}}"}}""").Fields["triggers"];
        return inputs;
    }

    private protected async Task<Struct> CheckedAsync(Struct news)
    {
        var response = await Plugin.CallAsync(ResourceProviderMethods.Check, new CheckRequest { Urn = Urn, Type = Token, News = news });
        Assert.That(response.Failures, Is.Empty);
        return response.Inputs;
    }

    private protected async Task<CreateRequest> CreateRequestAsync(Struct? news = null, bool preview = false, double timeout = 0)
        => new() { Urn = Urn, Type = Token, Properties = await CheckedAsync(news ?? Inputs()), Preview = preview, Timeout = timeout };

    /// <summary>A rollout that has come to its good end, or to the pause that its policy wants.</summary>
    private protected async Task<(string Id, Struct Inputs, Struct Outputs)> CreatedAsync(Struct? news = null)
    {
        var request = await CreateRequestAsync(news);
        var response = await Plugin.CallAsync(ResourceProviderMethods.Create, request);
        return (response.Id, request.Properties, response.Properties);
    }

    /// <summary>The names of the calls that change something, in order.</summary>
    protected IEnumerable<string> Writes() => Cloud.Calls.Select(call => call.Action)
        .Where(action => !action.StartsWith("Describe", StringComparison.Ordinal) && action != "GetCallerIdentity");

    private protected RefreshActivity OnlyActivity() => Cloud.Cloud.ActivitiesOf(Group).Single();

    /// <summary>What the engine keeps of an operation that ended half-way.</summary>
    private protected static ErrorResourceInitFailed InitFailureOf(RpcStatus status)
    {
        var detail = status.Detail<ErrorResourceInitFailed>();
        Assert.That(detail, Is.Not.Null, $"no init failure: {status}");
        return detail;
    }
}
