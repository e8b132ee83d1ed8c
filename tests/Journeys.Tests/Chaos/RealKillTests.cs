using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>Kill -9 of the real executables, engine, program and provider at once, at some calls of each kind; what a kill inside a process stands for elsewhere.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class RealKillTests
{
    private const string Group = "asg-9dn1a5y6";

    private static readonly string[] Up = ["up", "--skip-preview"];

    [TestCase("DescribeAutoScalingGroups")]
    [TestCase("StartInstanceRefresh")]
    [TestCase("DescribeRefreshActivities")]
    [TestCase("ResumeInstanceRefresh")]
    public async Task Up_KilledAtACall_TheNextRunsEndItWithOneStart(string atCall)
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        if (atCall == "ResumeInstanceRefresh")
        {
            service.Faults.Add(Fault.InBatch(Group, 1));
            await RunAsync(service, checkout, Up);
        }

        await KillAtAsync(service, checkout, atCall, Up);
        var ends = await ToRestAsync(service, checkout, Up);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ends[^1].ExitCode, Is.Zero, ends[^1].ToString());
            Assert.That(Starts(service), Is.EqualTo(1));
            Assert.That(service.Cloud.ActivitiesOf(Group).Single().Status, Is.EqualTo(ActivityStatus.Successful));
            Assert.That(checkout.Rollout.GetProperty("id").GetString(), Is.EqualTo($"{Group}/{service.Cloud.ActivitiesOf(Group).Single().Id}"));
        }

        Proof.Held("real kills", "4 kinds of calls, and a destroy");
    }

    [Test]
    public async Task Destroy_KilledAtItsCancel_TheNextDestroyLeavesNothing()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        await RunAsync(service, checkout, [.. Up, "--config", "batchPause=FIRST_BATCH_PAUSE"]);
        await KillAtAsync(service, checkout, "CancelInstanceRefresh", ["destroy", "--skip-preview"]);
        var end = await RunAsync(service, checkout, ["destroy", "--skip-preview"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(end.ExitCode, Is.Zero, end.ToString());
            Assert.That(checkout.Rollouts, Is.Empty);
            Assert.That(service.Cloud.ActivitiesOf(Group).Single().Status, Is.EqualTo(ActivityStatus.Cancelled));
        }
    }

    private static Task<SimulatorHost> ServiceAsync() => SimulatorHost.StartAsync(new()
    {
        Clock = new VirtualClock(),
        SignatureClock = TimeProvider.System,
        Fleet = Fleet.WithGroup(Group, 6),
        AdvancePerDescribe = TimeSpan.FromSeconds(20),
        EnforceRateLimits = false,
    }, default).Soon();

    /// <summary>As soon as the service has seen the call once more, nobody of the run is left.</summary>
    private static async Task KillAtAsync(SimulatorHost service, Checkout checkout, string action, string[] command)
    {
        int before = service.Calls.Count(call => call.Action == action);
        await using var run = RehearsalRun.Start(Arguments(service, checkout, command));
        using var limit = new CancellationTokenSource(RehearsalRun.Limit, TimeProvider.System);
        while (!run.HasEnded && service.Calls.Count(call => call.Action == action) == before)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        run.Kill();
        Assert.That(service.Calls.Count(call => call.Action == action), Is.GreaterThan(before), "the call was seen");
    }

    private static async Task<List<RunEnd>> ToRestAsync(SimulatorHost service, Checkout checkout, string[] command)
    {
        List<RunEnd> ends = [];
        while (ends.Count < 4 && (ends.Count == 0 || ends[^1].ExitCode != 0))
            ends.Add(await RunAsync(service, checkout, command));
        return ends;
    }

    private static Task<RunEnd> RunAsync(SimulatorHost service, Checkout checkout, string[] command) => RehearsalRun.ToEndAsync(Arguments(service, checkout, command));

    private static string[] Arguments(SimulatorHost service, Checkout checkout, string[] command) =>
    [
        .. command, "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(), "--config", $"groupId={Group}",
        "--config", "tencentcloud-refresh:pollIntervalSeconds=0.05",
    ];

    private static int Starts(SimulatorHost service) => service.Calls.Count(call => call is { Action: "StartInstanceRefresh", ErrorCode: null });
}
