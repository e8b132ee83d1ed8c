using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Replay;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>A rollout is recorded against the simulator and replayed: whoever watches it the second time sees, does and tells the same.</summary>
public class ReplayTests
{
    private string _folder = "";

    private string RecordFile => Path.Combine(_folder, "rollout.jsonl");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("replay-").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Replay_RolloutWithARetry_IsSeenAndReportedTheSame()
    {
        var inputs = new RefreshInputs { AutoScalingGroupId = Seed.DefaultGroupId, Settings = new RolloutSettings { BatchNumber = 3 }, FailureRetries = 1 };
        Run recorded = await RunAsync(inputs, "recorded", options => options with { Fleet = Fleet(Fault.InBatch(Seed.DefaultGroupId, 2, FaultKind.FailOnce)) }, RecordFile);
        Run replayed = await RunAsync(inputs, "replayed", options => options with { Replay = Recording.Read(RecordFile) });

        Assert.That(recorded.Result, Is.InstanceOf<OperationResult.Done>());
        Assert.That(recorded.Writes, Is.EqualTo("Start Resume"));
        Assert.That(replayed.Reported, Is.EqualTo(recorded.Reported));
        Assert.That(replayed.Writes, Is.EqualTo(recorded.Writes));
        Assert.That(replayed.Result.Id, Is.EqualTo(recorded.Result.Id));
        Assert.That(replayed.Report, Is.EqualTo(recorded.Report), "every poll, with its time");
        Assert.That(recorded.Report, Does.Contain("Sent ResumeInstanceRefresh (RETRY)").And.Contain("\"attempts\": 2"));
    }

    [Test]
    public async Task Replay_RolloutThatStops_EndsWithTheSameReasons()
    {
        var inputs = new RefreshInputs { AutoScalingGroupId = Seed.DefaultGroupId, Settings = new RolloutSettings { BatchNumber = 2 } };
        Run recorded = await RunAsync(inputs, "recorded", options => options with { Fleet = Fleet(Fault.InBatch(Seed.DefaultGroupId, 1, FaultKind.FailAlways)) }, RecordFile);
        Run replayed = await RunAsync(inputs, "replayed", options => options with { Replay = Recording.Read(RecordFile) });

        Assert.That(recorded.Result, Is.InstanceOf<OperationResult.Incomplete>());
        Assert.That(replayed.Result.Outputs.FailedInstances, Is.Not.Empty.And.EqualTo(recorded.Result.Outputs.FailedInstances));
        Assert.That(replayed.Report, Does.Contain("\"endedWell\": false"));
        Assert.That(replayed.Reported, Is.EqualTo(recorded.Reported));
    }

    [Test]
    public async Task Report_InterruptedInTheMiddle_ReportsThatItContinuesUnwatched()
    {
        var inputs = new RefreshInputs { AutoScalingGroupId = Seed.DefaultGroupId, Settings = new RolloutSettings { BatchNumber = 3 } };
        Run run = await RunAsync(inputs, "interrupted", options => options, interruptAt: "2/3 · ");

        Assert.That(run.Result, Is.InstanceOf<OperationResult.Incomplete>());
        Assert.That(run.Report, Does.Contain("\"endedWell\": false").And.Contain("\"outcome\": \"InProgress\"").And.Contain("\"kind\": \"note\"").And.Contain("Interrupted."));
        Assert.That(run.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Record_WholeRollout_KeepsDescribesOnlyAndNothingConfidential()
    {
        var inputs = new RefreshInputs { AutoScalingGroupId = Seed.DefaultGroupId, Settings = new RolloutSettings { BatchNumber = 2 } };
        await RunAsync(inputs, "recorded", options => options, RecordFile);
        string[] lines = await File.ReadAllLinesAsync(RecordFile);
        Assert.That(lines, Has.All.StartsWith("{\"format\":1,\"time\":\"2026-").And.All.Contains("\"action\":\"Describe"));
        string whole = string.Join('\n', lines);
        Assert.That(whole, Does.Contain("\"UserData\":null").And.Not.Contain(Simulator.Fleets.Credential.Default.SecretKey).And.Not.Contain("AKID").And.Not.Contain("Authorization"));
    }

    private static Seed Fleet(params Fault[] faults) => Seed.WithGroup(Seed.DefaultGroupId, 6) with { Faults = [.. faults] };

    /// <summary>The real lifecycle over a real socket; each poll moves the service's time on by ten seconds.</summary>
    private async Task<Run> RunAsync(RefreshInputs inputs, string name, Func<SimulatorOptions, SimulatorOptions> change, string? recordFile = null, string? interruptAt = null)
    {
        var clock = new VirtualClock();
        await using SimulatorHost service = await SimulatorHost.StartAsync(
            change(new SimulatorOptions
            {
                Clock = clock,
                SignatureClock = TimeProvider.System,
                AdvancePerDescribe = TimeSpan.FromSeconds(10),
                EnforceRateLimits = false,
                Fleet = Fleet(),
                Durations = new Durations { Reset = Simulator.Service.Span.Exactly(TimeSpan.FromSeconds(90)) },
            }),
            CancellationToken.None).Soon();
        var key = Simulator.Fleets.Credential.Default;
        using var client = new AutoScalingClient(
            new AutoScalingClientOptions { Region = "ap-guangzhou", Endpoint = service.Endpoint, RequestsPerSecond = 1000, RecordFile = recordFile },
            new FixedCredentials(new Credentials(key.SecretId, key.SecretKey)), TimeProvider.System);
        await using var poller = new ActivityPoller(
            client, new ActivityPollerOptions { MinInterval = TimeSpan.FromMilliseconds(1), MaxInterval = TimeSpan.FromMilliseconds(10), Jitter = 0 }, TimeProvider.System);
        using var interrupt = new CancellationTokenSource();
        var log = new LogSink { OnLine = line => interruptAt is not null && line.Contains(interruptAt, StringComparison.Ordinal) ? interrupt.CancelAsync() : Task.CompletedTask };
        string reports = Path.Combine(_folder, name);
        OperationResult result = await new RefreshLifecycle(client, poller, clock)
            .CreateAsync(Fixture.Urn, inputs, new OperationContext { Log = log, ReportDirectory = reports, Interrupted = interrupt.Token }).Soon();
        Assert.That(service.InternalErrors, Is.Empty);
        string writes = string.Join(' ', service.Calls.Select(call => call.Action).Where(action => action.EndsWith("InstanceRefresh", StringComparison.Ordinal))
            .Select(action => action[..^"InstanceRefresh".Length]));
        return new(result, WithoutRequestIds(log.All), writes, await File.ReadAllTextAsync(Directory.GetFiles(reports, "*.json").Single(), CancellationToken.None));
    }

    private static string[] WithoutRequestIds(IEnumerable<string> lines) => [.. lines.Select(line => System.Text.RegularExpressions.Regex.Replace(
        line, " [(]request [0-9a-f-]+[)]", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking))];

    private sealed record Run(OperationResult Result, string[] Reported, string Writes, string Report);
}
