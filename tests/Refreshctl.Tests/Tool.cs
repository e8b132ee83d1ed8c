using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Refreshctl.Tests;

/// <summary>
/// The program as a person runs it, against a simulated service over a real socket. Each poll moves the service's time on by ten seconds, so that a rollout
/// is watched to its end without waiting.
/// </summary>
internal sealed class Tool : IAsyncDisposable
{
    public const string Group = Fleet.DefaultGroupId;

    private Tool(SimulatorHost service, VirtualClock clock) => (Service, Clock) = (service, clock);

    public SimulatorHost Service { get; }

    public VirtualClock Clock { get; }

    public static async Task<Tool> OpenAsync(int instances = 6, Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        var clock = new VirtualClock();
        var options = new SimulatorOptions
        {
            Clock = clock,
            SignatureClock = TimeProvider.System,
            AdvancePerDescribe = TimeSpan.FromSeconds(10),
            EnforceRateLimits = false,
            Fleet = Fleet.WithGroup(Group, instances),
            Durations = new Durations { Reset = Span.Exactly(TimeSpan.FromSeconds(90)) },
        };
        return new(await SimulatorHost.StartAsync(change?.Invoke(options) ?? options).Soon(), clock);
    }

    /// <summary>Runs a command that asks the service.</summary>
    public Task<Ended> RunAsync(params string[] args)
        => RunAsync([.. args, "--endpoint", $"{Service.Endpoint}", "--poll-interval-seconds", "0.01"], Clock, CancellationToken.None);

    /// <summary>Runs a command that asks the service, in another environment.</summary>
    public Task<Ended> RunAsync(Func<ProgramEnvironment, ProgramEnvironment> change, params string[] args)
        => RunAsync([.. args, "--endpoint", $"{Service.Endpoint}", "--poll-interval-seconds", "0.01"], Clock, CancellationToken.None, change: change);

    /// <summary>Runs a command until the token presses Ctrl-C.</summary>
    public Task<Ended> RunAsync(CancellationToken interrupted, params string[] args)
        => RunAsync([.. args, "--endpoint", $"{Service.Endpoint}", "--poll-interval-seconds", "0.01"], Clock, interrupted);

    /// <summary>Runs the program in an environment without any variable.</summary>
    public static Task<Ended> AloneAsync(params string[] args) => RunAsync(args, TimeProvider.System, CancellationToken.None);

    /// <summary>Runs the program with variables of an environment.</summary>
    public static Task<Ended> AloneAsync(string[] args, Func<string, string?> variable) => RunAsync(args, TimeProvider.System, CancellationToken.None, variable);

    /// <summary>Somebody starts a rollout.</summary>
    /// <returns>The activity.</returns>
    public string Start(int batches, string pause = "AUTOMATIC", string failProcess = "AUTO_PAUSE")
    {
        string answer = Service.Call("StartInstanceRefresh", JsonSerializer.Serialize(new
        {
            AutoScalingGroupId = Group,
            RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = batches, BatchPause = pause, FailProcess = failProcess } },
        }));
        return JsonNode.Parse(answer)!["Response"]!["RefreshActivityId"]!.GetValue<string>();
    }

    /// <summary>Somebody acts on an activity.</summary>
    public void ByHand(string action, string activityId)
        => Service.Call(action, JsonSerializer.Serialize(new { AutoScalingGroupId = Group, RefreshActivityId = activityId }));

    /// <summary>The group's first instance is put aside.</summary>
    public string EntersStandby()
    {
        string id = Service.Cloud.Group(Group)!.Instances[0].Id;
        Service.Call("EnterStandby", JsonSerializer.Serialize(new { AutoScalingGroupId = Group, InstanceIds = new[] { id } }));
        return id;
    }

    public void RollBackByHand(string activityId) => Service.Call("RollbackInstanceRefresh", JsonSerializer.Serialize(new
    {
        AutoScalingGroupId = Group,
        OriginRefreshActivityId = activityId,
        RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 1 } },
    }));

    /// <summary>Time passes at the service.</summary>
    public void Passes(TimeSpan time) => Clock.Advance(time);

    /// <summary>The calls that reached the service.</summary>
    public IEnumerable<string> Actions => Service.Calls.Select(call => call.Action);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Assert.That(Service.InternalErrors, Is.Empty);
    }

    private static async Task<Ended> RunAsync(string[] args, TimeProvider clock, CancellationToken interrupted, Func<string, string?>? variable = null,
        Func<ProgramEnvironment, ProgramEnvironment>? change = null)
    {
        using StringWriter output = new(), errors = new();
        var environment = new ProgramEnvironment
        {
            Output = output,
            Errors = errors,
            IsTerminal = false,
            Variable = name => name == "HOME" ? "/nonexistent" : variable?.Invoke(name),
            Clock = clock,
            Client = options => options with
            {
                RequestsPerSecond = 1000,
                Retry = new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(4), Budget = 1000 },
            },
        };
        int code = await RefreshctlProgram.RunAsync(args, change?.Invoke(environment) ?? environment, interrupted).Soon();
        return new(code, output.ToString(), errors.ToString());
    }
}

/// <summary>How the program ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    /// <summary>The last line of the output, as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Output.TrimEnd().Split('\n')[^1])!;
}
