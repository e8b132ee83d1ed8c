using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The simulator and a client of it on one virtual clock. Every reinstall takes 100 seconds.</summary>
internal sealed class SimulatedService : IAsyncDisposable
{
    public const string Group = Fleet.DefaultGroupId;

    public static readonly Credentials Key = new("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001");

    private static readonly Durations Round = new()
    {
        Preparation = Span.Exactly(TimeSpan.FromSeconds(1)),
        BatchInit = Span.Exactly(TimeSpan.FromSeconds(1)),
        Reset = Span.Exactly(TimeSpan.FromSeconds(100)),
    };

    private SimulatedService(SimulatorHost host, VirtualClock clock, AutoScalingClient client) => (Host, Clock, Client) = (host, clock, client);

    public SimulatorHost Host { get; }

    public VirtualClock Clock { get; }

    public AutoScalingClient Client { get; }

    public static async Task<SimulatedService> StartAsync(
        Fleet? fleet = null, Func<AutoScalingClientOptions, AutoScalingClientOptions>? change = null, Func<SimulatorOptions,
            SimulatorOptions>? simulator = null)
    {
        var clock = new VirtualClock();
        var host = await SimulatorHost.StartAsync((simulator ?? (options => options))(new()
        {
            Clock = clock,
            Fleet = fleet ?? Fleet.Default,
            Durations = Round
        }), CancellationToken.None);
        return new(host, clock, new((change ?? (options => options))(Clients.Options(host.Endpoint)), new FixedCredentials(Key), clock));
    }

    /// <summary>How often an action has arrived.</summary>
    public int CallsOf(string action) => Host.Calls.Count(call => call.Action == action);

    /// <summary>Waits for a call while time passes, half a second at a time.</summary>
    public Task<T> DriveAsync<T>(Task<T> call) => Clock.RunAsync(call, TimeSpan.FromMilliseconds(500)).Soon();

    /// <inheritdoc cref="DriveAsync{T}"/>
    public Task DriveAsync(Task call) => Clock.RunAsync(call, TimeSpan.FromMilliseconds(500)).Soon();

    /// <summary>Starts a rollout without a client.</summary>
    public string Start(int batches = 3, string pause = BatchPause.Automatic)
    {
        var settings = new { RollingUpdateSettings = new { BatchNumber = batches, BatchPause = pause } };
        var answer = Host.Call("StartInstanceRefresh", JsonSerializer.Serialize(new { AutoScalingGroupId = Group, RefreshSettings = settings }));
        return JsonNode.Parse(answer)!["Response"]!["RefreshActivityId"]!.GetValue<string>();
    }

    public async Task<RefreshActivity> ReadAsync(string activityId)
        => (await DriveAsync(Client.DescribeRefreshActivitiesAsync(new() { RefreshActivityIds = [activityId] },
            CancellationToken.None))).RefreshActivitySet.Single();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        Assert.That(Host.InternalErrors, Is.Empty, "bugs of the simulator");
    }
}
