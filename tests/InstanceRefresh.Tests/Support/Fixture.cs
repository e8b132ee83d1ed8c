using System.Text.Json;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>
/// The real lifecycle, client and poller against a simulated service over a real socket. Each poll of an activity moves the service's time on by ten seconds,
/// and the lifecycle lives on that time: a rollout of minutes is over in as many milliseconds, in the same number of polls every time.
/// </summary>
internal sealed class Fixture : IAsyncDisposable
{
    public const string Group = Seed.DefaultGroupId;

    public const string Urn = "urn:pulumi:dev::web::tencentcloud-refresh:index:InstanceRefresh::rollout";

    /// <summary>A trigger that must never be seen again, wherever anything is reported.</summary>
    public const string Secret = "s3cr3t-trigger-value";


    private readonly AutoScalingClient _client;
    private readonly ActivityPoller _poller;
    private readonly SecretScan _scan = new(Secret, Simulator.Fleets.Credential.Default.SecretKey, "IyEvYmluL3NoCnN5c3RlbWN0bCBzdGFydCB3ZWIK");

    private Fixture(SimulatorHost service, VirtualClock clock)
    {
        Service = service;
        Clock = clock;
        var options = new AutoScalingClientOptions
        {
            Region = "ap-guangzhou",
            Endpoint = service.Endpoint,
            RequestsPerSecond = 1000,
            Retry = new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(4), Budget = 1000 },
        };
        var credentials = Simulator.Fleets.Credential.Default;
        _client = new AutoScalingClient(options, new FixedCredentials(new Credentials(credentials.SecretId, credentials.SecretKey)), TimeProvider.System);
        _poller = new ActivityPoller(
            _client, new ActivityPollerOptions { MinInterval = TimeSpan.FromMilliseconds(1), MaxInterval = TimeSpan.FromMilliseconds(10), Jitter = 0 }, TimeProvider.System);
        Lifecycle = NewProcess();
    }

    public SimulatorHost Service { get; }

    public VirtualClock Clock { get; }

    public RefreshLifecycle Lifecycle { get; }

    public LogSink Log { get; } = new();

    public static async Task<Fixture> OpenAsync(int instances = 6, Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        var clock = new VirtualClock();
        var options = new SimulatorOptions
        {
            Clock = clock,
            SignatureClock = TimeProvider.System,
            AdvancePerDescribe = TimeSpan.FromSeconds(10),
            EnforceRateLimits = false,
            Fleet = Seed.WithGroup(Group, instances),
            Durations = new Durations { Reset = Span.Exactly(TimeSpan.FromSeconds(90)) },
        };
        return new Fixture(await SimulatorHost.StartAsync(change?.Invoke(options) ?? options, CancellationToken.None).Soon(), clock);
    }

    /// <summary>Another process over the same cloud: it remembers nothing.</summary>
    public RefreshLifecycle NewProcess(OperationLedger? ledger = null, TimeProvider? clock = null)
        => new(_client, _poller, clock ?? Clock, ledger, new RefreshWritesOptions { ReconcileTimeout = TimeSpan.Zero, FirstPause = TimeSpan.FromMilliseconds(1) });

    /// <summary>A process that a user has started with another region or other keys in the environment.</summary>
    public async Task<T> ElsewhereAsync<T>(string region, Simulator.Fleets.Credential? key, Func<RefreshLifecycle, Task<T>> act)
    {
        var credentials = key ?? Simulator.Fleets.Credential.Default;
        using var client = new AutoScalingClient(
            new AutoScalingClientOptions { Region = region, Endpoint = Service.Endpoint, RequestsPerSecond = 1000 },
            new FixedCredentials(new Credentials(credentials.SecretId, credentials.SecretKey)), TimeProvider.System);
        await using var poller = new ActivityPoller(client, new ActivityPollerOptions { MinInterval = TimeSpan.FromMilliseconds(1), MaxInterval = TimeSpan.FromMilliseconds(10) }, TimeProvider.System);
        return await act(new RefreshLifecycle(client, poller, Clock)).Soon();
    }

    public static RefreshInputs Inputs(int batches = 3, Func<RefreshInputs, RefreshInputs>? change = null)
    {
        var inputs = new RefreshInputs
        {
            AutoScalingGroupId = Group,
            Triggers = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("password", Secret),
            Settings = new RolloutSettings { BatchNumber = batches },
        };
        return change?.Invoke(inputs) ?? inputs;
    }

    public OperationContext Context(TimeSpan? timeout = null, string? reports = null) => new() { Log = Log, Timeout = timeout, ReportDirectory = reports };

    /// <summary>A context in which Ctrl-C is pressed by the token.</summary>
    public OperationContext InterruptedBy(CancellationToken ctrlC) => Context() with { Interrupted = ctrlC };

    public async Task<OperationResult> CreateAsync(
        RefreshInputs inputs, OperationContext? context = null, RefreshLifecycle? process = null, string urn = Urn)
    {
        try
        {
            return Seen(await (process ?? Lifecycle).CreateAsync(urn, inputs, context ?? Context()).Soon());
        }
        catch (Exception refused)
        {
            _scan.Saw("error", refused.ToString());
            throw;
        }
    }

    public async Task<RolloutPreview> PreviewAsync(
        RefreshInputs inputs, OperationResult? existing = null, RefreshLifecycle? process = null, RefreshInputs? oldInputs = null)
    {
        var preview = await (process ?? Lifecycle)
            .PreviewAsync(Urn, inputs, existing is null ? null : new ExistingActivity(ActivityId.Parse(existing.Id), existing.Outputs, oldInputs), Context()).Soon();
        _scan.Saw("preview", string.Join('\n', preview.Lines.Concat(preview.Warnings)));
        return preview;
    }

    /// <summary>By a run of its own, as each `up` is, unless configured otherwise.</summary>
    /// <param name="oldInputs">As stored; the wanted ones if not given, so that nothing in the program has changed.</param>
    public async Task<OperationResult> UpdateAsync(
        OperationResult before, RefreshInputs inputs, OperationContext? context = null, RefreshInputs? oldInputs = null, RefreshLifecycle? process = null)
        => Seen(await (process ?? NewProcess())
            .UpdateAsync(Urn, ActivityId.Parse(before.Id), oldInputs ?? inputs, before.Outputs, inputs, context ?? Context()).Soon());

    public async Task<ReadResult> ReadAsync(string id, RefreshInputs? inputs, RefreshOutputs? outputs, RefreshLifecycle? process = null)
    {
        var result = await (process ?? NewProcess()).ReadAsync(Urn, ActivityId.Parse(id), inputs, outputs, Context()).Soon();
        if (result is ReadResult.Unhealthy unhealthy)
            _scan.Saw("reasons", string.Join('\n', unhealthy.Reasons));
        return result;
    }

    public Task DeleteAsync(
        OperationResult what, OperationContext? context = null, RefreshLifecycle? process = null, RefreshInputs? inputs = null, string urn = Urn)
        => (process ?? NewProcess()).DeleteAsync(urn, ActivityId.Parse(what.Id), inputs ?? Inputs(), what.Outputs, context ?? Context()).Soon();

    /// <summary>What the engine asks before it replaces a resource: a check and a diff with what is stored, then a check as for a create.</summary>
    public static OperationLedger Compared(OperationResult old, RefreshInputs oldInputs, RefreshInputs wanted, OperationLedger? ledger = null)
    {
        ledger ??= new OperationLedger();
        var (olds, outputs, news) = (oldInputs, old.Outputs, wanted.ToMap());
        ledger.Check(Urn, olds, outputs, news);
        if (ledger.Diff(Urn, ActivityId.Parse(old.Id), olds, outputs, news).Replaces)
            ledger.Check(Urn, null, null, news);
        return ledger;
    }

    /// <summary>Lets an action of the API happen as if somebody had used the console.</summary>
    public void ByHand(string action, string activityId)
        => Service.Call(action, JsonSerializer.Serialize(new { AutoScalingGroupId = Group, RefreshActivityId = activityId }));

    public void RollBackByHand(string originActivityId)
        => Service.Call("RollbackInstanceRefresh", JsonSerializer.Serialize(new
        {
            AutoScalingGroupId = Group,
            OriginRefreshActivityId = originActivityId,
            RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 1 } },
        }));

    /// <summary>Somebody puts instances into standby, or takes them out of it.</summary>
    public void EntersStandby(params string[] instances) => Service.Call("EnterStandby", JsonSerializer.Serialize(new { AutoScalingGroupId = Group, InstanceIds = instances }));

    public void ExitsStandby(params string[] instances) => Service.Call("ExitStandby", JsonSerializer.Serialize(new { AutoScalingGroupId = Group, InstanceIds = instances }));

    /// <summary>Somebody changes the group's launch configuration.</summary>
    public void ChangesConfiguration(object change)
    {
        var input = JsonSerializer.SerializeToNode(change)!.AsObject();
        input["LaunchConfigurationId"] = Service.Cloud.Group(Group)!.LaunchConfigurationId;
        Service.Call("ModifyLaunchConfigurationAttributes", input.ToJsonString());
    }

    public void ChangesImage(string image) => ChangesConfiguration(new { ImageId = image });

    /// <summary>Something happens once, as soon as a line of progress says so.</summary>
    /// <param name="reached">Whether the progress is so far.</param>
    public void Once(Func<RolloutProgress, bool> reached, Action happens)
    {
        bool happened = false;
        Log.OnLine = _ =>
        {
            if (!happened && Log.Progress is { } progress && reached(progress))
            {
                happened = true;
                happens();
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>Keys whose policy does not let them read machines.</summary>
    public static SimulatorOptions WithoutMachines(SimulatorOptions options)
        => options with { Fleet = options.Fleet with { Credentials = [Simulator.Fleets.Credential.Default with { Denied = ["DescribeInstances"] }] } };

    /// <summary>The id of the n-th instance, from 1.</summary>
    public static string Instance(int number) => Seed.InstanceId(Group, number);

    public void Fails(int batch, FaultKind kind = FaultKind.FailOnce) => Service.Faults.Add(Fault.InBatch(Group, batch, kind));

    /// <summary>The writes that reached the service, in order: <c>Start Resume</c>.</summary>
    public string Writes => string.Join(' ', Service.Calls
        .Where(call => call.Action.EndsWith("InstanceRefresh", StringComparison.Ordinal))
        .Select(call => call.Action[..^"InstanceRefresh".Length] + (call.ErrorCode is null ? "" : "!")));

    public int CallsOf(string action) => Service.Calls.Count(call => call.Action == action);

    /// <summary>The service's time of the first call that was not refused.</summary>
    public DateTimeOffset TimeOf(string action) => Service.Calls.First(call => call.Action == action && call.ErrorCode is null).Time;

    public string BodyOf(string action) => Service.Calls.First(call => call.Action == action).Body;

    /// <summary>The status in the cloud, of the newest activity unless told which.</summary>
    public string StatusOf(string? activityId = null)
        => Simulator.Model.WireNames.Wire((activityId is null ? Service.Cloud.ActivitiesOf(Group)[0] : Service.Cloud.Activity(activityId)!).Status);

    private OperationResult Seen(OperationResult result)
    {
        // What is stored in clear: everything but the inputs, whose secrets the caller wraps.
        _scan.Saw("outputs", result.Outputs.ToMap(PropertyMap.Empty).ToString() + JsonSerializer.Serialize(result.Outputs));
        _scan.Saw("reasons", string.Join('\n', result is OperationResult.Incomplete incomplete ? incomplete.Reasons : ((OperationResult.Done)result).Warnings));
        Assert.That(ActivityId.TryParse(result.Id, out var id) && id.RefreshActivityId == result.Outputs.RefreshActivityId, "every end carries the id");
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.DisposeAsync();
        _client.Dispose();
        await Service.DisposeAsync();
        Assert.That(Service.InternalErrors, Is.Empty);
        _scan.Saw("log", string.Join('\n', Log.All));
        Assert.That(_scan.Leaks(), Is.Empty, "a secret was seen");
    }
}
