using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>
/// The input examples of the StartInstanceRefresh and ResumeInstanceRefresh API pages, from a stack's settings to the body at <c>POST /</c>:
/// program, engine, provider executable, client, signature, socket.
/// </summary>
public sealed class DocumentedExampleTests
{
    /// <summary>The service's clock moves with each poll, so there is nothing to wait for between two.</summary>
    private const string Quick = "tencentcloud-refresh:pollIntervalSeconds=0.05";

    [Test]
    public async Task Start_InputsOfThePage_SendTheBodyOfThePageWithTheModeAsTheServiceSpellsItToday()
    {
        await using var service = await ServiceFor("asg-9dn1a5y6");
        using var checkout = new Checkout();

        var end = await RehearsalRun.ToEndAsync("up", "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(),
            "--config", "groupId=asg-9dn1a5y6", "--config", Quick, "--config", "batchNumber=3", "--config", "batchPause=BATCH_INTERVAL_PAUSE");

        Assert.That(end.ExitCode, Is.Zero, end.ToString());
        // The page says ROLLING_UPDATE, which the service no longer knows.
        Assert.That(Defaults(BodyOf(service, "StartInstanceRefresh")), Is.EqualTo(Tree("""
            {
                "AutoScalingGroupId": "asg-9dn1a5y6",
                "RefreshMode": "ROLLING_UPDATE_RESET",
                "RefreshSettings": { "RollingUpdateSettings": { "BatchNumber": 3, "BatchPause": "BATCH_INTERVAL_PAUSE" } }
            }
            """)).Using<JsonNode>(JsonNode.DeepEquals));
        Assert.That(end.Steps[^1].GetProperty("rollout").GetProperty("outcome").GetString(), Is.EqualTo("AwaitingApproval"));
    }

    [Test]
    public async Task Resume_AfterAFailedBatch_SendsTheBodyOfThePage()
    {
        await using var service = await ServiceFor("asg-h7tgd87d");
        service.Faults.Add(new Fault { Kind = FaultKind.FailOnce, InstanceId = service.Cloud.Group("asg-h7tgd87d")!.Instances[2].Id });
        using var checkout = new Checkout();
        string[] up = ["up", "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(),
            "--config", "groupId=asg-h7tgd87d", "--config", Quick, "--config", "batchNumber=3", "--config", "resumeMode=RETRY"];

        var failed = await RehearsalRun.ToEndAsync(up);
        var resumed = await RehearsalRun.ToEndAsync(up);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed.ExitCode, Is.EqualTo(1), failed.ToString());
            Assert.That(resumed.ExitCode, Is.Zero, resumed.ToString());
        }

        var activity = service.Cloud.ActivitiesOf("asg-h7tgd87d").Single();
        Assert.That(BodyOf(service, "ResumeInstanceRefresh"), Is.EqualTo(Tree($$"""
            { "AutoScalingGroupId": "asg-h7tgd87d", "RefreshActivityId": "{{activity.Id}}", "ResumeMode": "RETRY" }
            """)).Using<JsonNode>(JsonNode.DeepEquals));
        Assert.That(service.Calls.Count(call => call.Action == "StartInstanceRefresh"), Is.EqualTo(1));
    }

    private static Task<SimulatorHost> ServiceFor(string groupId) => SimulatorHost.StartAsync(new()
    {
        Clock = new VirtualClock(),
        SignatureClock = TimeProvider.System,
        Fleet = Fleet.WithGroup(groupId, 6),
        AdvancePerDescribe = TimeSpan.FromSeconds(20),
        EnforceRateLimits = false,
    }, default).Soon();

    private static JsonNode BodyOf(SimulatorHost service, string action)
        => JsonNode.Parse(service.Calls.Single(call => call.Action == action).Body)!;

    /// <summary>Without the members that say what is the service's default anyway: sending them changes nothing.</summary>
    private static JsonNode Defaults(JsonNode body)
    {
        var settings = body["RefreshSettings"]!.AsObject();
        var rolling = settings["RollingUpdateSettings"]!.AsObject();
        if (settings["CheckInstanceTargetHealth"] is JsonValue check && !check.GetValue<bool>())
            settings.Remove("CheckInstanceTargetHealth");
        if (rolling["FailProcess"] is JsonValue process && process.GetValue<string>() == "AUTO_PAUSE")
            rolling.Remove("FailProcess");
        return body;
    }

    private static JsonNode Tree(string json) => JsonNode.Parse(json)!;
}
