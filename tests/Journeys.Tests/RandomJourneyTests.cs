using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>
/// A few walks of random edits, faults and interrupts through the whole stack, each then brought to rest by `up` and nothing else. The many walks are done
/// one floor below, in the tests of the domain, where a walk takes milliseconds; these few show that engine, wire and processes add nothing of their own.
/// </summary>
public sealed class RandomJourneyTests
{
    private const string Group = "asg-9dn1a5y6";
    private const int Edits = 3;
    private const int RunsToRest = 8;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task AnyEdits_ThenUpUntilQuiet_StateServiceAndProgramAgreeWithOneStartForATrigger(int seed)
    {
        await using var service = await SimulatorHost.StartAsync(new()
        {
            Clock = new VirtualClock(),
            SignatureClock = TimeProvider.System,
            Fleet = Fleet.WithGroup(Group, 6),
            AdvancePerDescribe = TimeSpan.FromSeconds(20),
            EnforceRateLimits = false,
            RandomSeed = seed,
        }, default).Soon();
        using var checkout = new Checkout();
        var random = new Random(seed);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["groupId"] = Group, ["batchNumber"] = "3", ["rolloutLabel"] = "0" };
        var labels = 1;
        var startedBefore = 0;
        var scenario = new List<string>();

        for (var edit = 0; edit < Edits; edit++)
        {
            var label = settings["rolloutLabel"];
            scenario.Add(Edit(random, settings, ref labels));
            if (settings["rolloutLabel"] != label)
                startedBefore = service.Cloud.ActivitiesOf(Group).Length;
            scenario.Add(Break(random, service));
            await using var run = RehearsalRun.Start(Up(service, checkout, settings));
            if (random.Next(3) == 0)
                scenario.Add(await InterruptAsync(run, service, random.Next(2, 14)));
            var end = await run.EndAsync();
            scenario.Add($"up: exit {end.ExitCode}");
        }

        service.Faults.Clear();
        settings.Remove("approvedThroughBatch");
        var runs = 0;
        int writes;
        do
        {
            writes = Writes(service);
            scenario.Add($"up: exit {(await RehearsalRun.ToEndAsync(Up(service, checkout, settings))).ExitCode}");
        }
        while ((writes != Writes(service) || !scenario[^1].EndsWith('0')) && ++runs < RunsToRest);

        var description = $"seed {seed}: {string.Join(" → ", scenario)}";
        var state = checkout.Rollout;
        var newest = service.Cloud.ActivitiesOf(Group)[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs, Is.LessThan(RunsToRest), description);
            Assert.That(state.GetProperty("id").GetString(), Is.EqualTo($"{Group}/{newest.Id}"), description);
            Assert.That(state.GetProperty("outputs").GetProperty("status").GetString(), Is.EqualTo("SUCCESSFUL"), description);
            Assert.That(state.TryGetProperty("initErrors", out _), Is.False, description);
            Assert.That(newest.Status, Is.EqualTo(ActivityStatus.Successful), description);
            Assert.That(service.Cloud.Group(Group)!.Enabled, Is.True, description);
            Assert.That(service.Cloud.ActivitiesOf(Group), Has.Length.LessThanOrEqualTo(labels), "never two starts for one trigger value; " + description);
            Assert.That(service.Cloud.ActivitiesOf(Group), Has.Length.GreaterThan(startedBefore), "the last trigger was rolled, not only noted; " + description);
            Assert.That(state.GetProperty("outputs").GetProperty("triggers").GetProperty("label").GetString(), Is.EqualTo(settings["rolloutLabel"]), description);
        }
    }

    /// <summary>One line of the stack's settings, changed as a reviewed change would.</summary>
    private static string Edit(Random random, Dictionary<string, string> settings, ref int labels)
    {
        var (key, value) = random.Next(6) switch
        {
            0 or 1 => ("rolloutLabel", $"{labels++}"),
            2 => ("batchPause", random.Next(2) == 0 ? "BATCH_INTERVAL_PAUSE" : "AUTOMATIC"),
            3 => ("approvedThroughBatch", $"{random.Next(4)}"),
            4 => ("resumeMode", random.Next(2) == 0 ? "CONTINUE" : "RETRY"),
            _ => ("failureRetries", $"{random.Next(3)}"),
        };
        settings[key] = value;
        return $"{key}={value}";
    }

    private static string Break(Random random, SimulatorHost service)
    {
        Fault? fault = random.Next(5) switch
        {
            0 => Fault.InBatch(Group, random.Next(1, 4)),
            1 => Fault.OfAction("StartInstanceRefresh", FaultKind.Reset, FaultPhase.After),
            2 => Fault.OfAction("ResumeInstanceRefresh", FaultKind.Truncate, FaultPhase.After),
            3 => Fault.Error("DescribeRefreshActivities", "InternalError", 2),
            _ => null,
        };
        if (fault is not null)
            service.Faults.Add(fault);
        return fault is null ? "nothing breaks" : $"{fault.Action ?? fault.GroupId} {fault.Kind}";
    }

    private static async Task<string> InterruptAsync(RehearsalRun run, SimulatorHost service, int afterCalls)
    {
        var before = service.Calls.Length;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (!run.HasEnded && service.Calls.Length < before + afterCalls)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        if (!run.HasEnded)
            run.Interrupt();
        return $"Ctrl-C after {afterCalls} calls";
    }

    private static int Writes(SimulatorHost service) => service.Calls.Count(call => call.Action != "GetCallerIdentity" && !call.Action.StartsWith("Describe", StringComparison.Ordinal));

    private static string[] Up(SimulatorHost service, Checkout checkout, Dictionary<string, string> settings)
        => ["up", "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(),
            "--config", "tencentcloud-refresh:pollIntervalSeconds=0.05", "--config", "approvedThroughBatch-",
            .. settings.SelectMany(setting => new[] { "--config", $"{setting.Key}={setting.Value}" })];
}
