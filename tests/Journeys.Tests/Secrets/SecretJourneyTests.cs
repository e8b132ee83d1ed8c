using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests.Secrets;

/// <summary>A whole stack as processes, and everything of it that somebody else can read: output, errors, state, reports, recordings, and the arguments of processes.</summary>
public sealed class SecretJourneyTests
{
    private const string Group = "asg-9dn1a5y6";
    private const string KeyId = "AKIDanother000000000000000000000001";
    private const string Key = "another-secret-key-000000000000001";

    [Test]
    [Bug("a key of the environment that the service repeated stood in output, state and reports")]
    public async Task Up_AServiceThatRepeatsTheKey_ShowsItNowhere()
    {
        await using var service = await SimulatorHost.StartAsync(new()
        {
            Clock = new VirtualClock(),
            SignatureClock = TimeProvider.System,
            Fleet = Fleet.WithGroup(Group, 6).AndCredential(new(KeyId, Key)),
            AdvancePerDescribe = TimeSpan.FromSeconds(20),
            EnforceRateLimits = false,
        }).Soon();
        service.Faults.Add(Fault.InBatch(Group, 1) with { Message = $"script failed with {Key}" });
        using var checkout = new Checkout();
        SecretScan scan = new(Key);

        await using var run = RehearsalRun.Start(
            new Dictionary<string, string> { ["TENCENTCLOUD_SECRET_ID"] = KeyId, ["TENCENTCLOUD_SECRET_KEY"] = Key },
            "up", "--skip-preview", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(), "--config", $"groupId={Group}",
            "--config", "tencentcloud-refresh:pollIntervalSeconds=0.05", "--report", checkout.PathOf("reports"), "--record", checkout.PathOf("recording.jsonl"));
        while (!run.HasEnded)
        {
            // Programs and plugins come and go: whoever is there at any time is looked at.
            foreach (int process in run.Processes)
                scan.SawArguments(process);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        var end = await run.EndAsync();
        Assert.That(end.ExitCode, Is.Not.Zero, end.ToString());
        Assert.That(service.Calls, Is.Not.Empty.And.All.Matches((Simulator.Http.ApiCall? call) => call!.SecretId == KeyId), "the key of the test was used");
        Assert.That(File.Exists(checkout.PathOf("recording.jsonl")) && Directory.Exists(checkout.PathOf("reports")), Is.True, "there is a report and a recording to search");
        scan.Saw("output", end.Output);
        scan.Saw("errors", end.Errors);
        scan.SawFolder(Path.GetDirectoryName(checkout.Checkpoint)!);
        scan.AssertClean();
        Proof.Held("secrets", "a whole stack as processes, each secret in eight forms; the same search runs in the tests of provider, domain and chaos");
    }
}
