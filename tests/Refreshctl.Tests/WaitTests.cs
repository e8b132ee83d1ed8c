using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

public sealed class WaitTests
{
    [Test]
    public async Task Wait_RolloutSucceeds_IsCodeZero()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Start(3);

        var ended = await tool.RunAsync("wait", Tool.Group, "--for", "Succeeded", "--timeout", "1h", "--json");

        Assert.That((ended.Code, ended.Json["rollout"]!["outcome"]!.GetValue<string>()), Is.EqualTo((0, "Succeeded")), ended.Errors);
    }

    [Test, Bug("refreshctl called a rollout Succeeded that had left an instance out")]
    public async Task Wait_AnInstanceWasLeftOut_IsPartialAndNamesIt()
    {
        await using var tool = await Tool.OpenAsync();
        string aside = tool.EntersStandby();
        tool.Start(3);

        var ended = await tool.RunAsync("wait", Tool.Group, "--for", "Succeeded", "--timeout", "1h", "--json");

        var rollout = ended.Json["rollout"]!;
        Assert.That((ended.Code, rollout["outcome"]!.GetValue<string>()), Is.EqualTo((11, "PartiallySucceeded")), ended.Errors);
        Assert.That(rollout["reasons"]!.ToJsonString(), Does.Contain(aside));
        Assert.That((await tool.RunAsync("history", Tool.Group, "--json")).Json["rollouts"]![0]!["outcome"]!.GetValue<string>(), Is.EqualTo("PartiallySucceeded"));
        Assert.That((await tool.RunAsync("status", Tool.Group, "--json")).Json["rollout"]!["outcome"]!.GetValue<string>(), Is.EqualTo("PartiallySucceeded"));
    }

    [TestCase("FIRST_BATCH_PAUSE", null, "AUTO_PAUSE", 12)]
    [TestCase("AUTOMATIC", FaultKind.FailOnce, "AUTO_PAUSE", 13)]
    [TestCase("AUTOMATIC", FaultKind.FailOnce, "AUTO_CANCEL", 14)]
    [TestCase("AUTOMATIC", FaultKind.FailOnce, "AUTO_ROLLBACK", 15)]
    public async Task Wait_ComesToSomethingElse_IsTheCodeOfThat(string pause, object? fault, string failProcess, int code)
    {
        await using var tool = await Tool.OpenAsync();
        if (fault is FaultKind kind)
            tool.Service.Faults.Add(Fault.InBatch(Tool.Group, 2, kind));
        tool.Start(3, pause, failProcess);

        var ended = await tool.RunAsync("wait", Tool.Group, "--timeout", "1h");

        Assert.That(ended.Code, Is.EqualTo(code), ended.Output + ended.Errors);
    }

    [Test]
    public async Task Wait_ForAPause_EndsThere()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Start(3, pause: "FIRST_BATCH_PAUSE");

        var ended = await tool.RunAsync("wait", Tool.Group, "--for", "AwaitingApproval", "--json");

        Assert.That((ended.Code, ended.Json["rollout"]!["status"]!.GetValue<string>()), Is.EqualTo((0, "AUTO_PAUSE")));
    }

    [Test]
    public async Task Wait_ThroughAPauseThatNobodyEnds_IsOutOfTime()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Start(3, pause: "FIRST_BATCH_PAUSE");

        var ended = await tool.RunAsync("wait", Tool.Group, "--through-pauses", "--timeout", "10m");

        Assert.That(ended.Code, Is.EqualTo(124));
        Assert.That(ended.Errors, Does.Contain("within 10m"));
    }

    [Test]
    public async Task Wait_RolledBackByHand_FollowsTheRollback()
    {
        await using var tool = await Tool.OpenAsync();
        string id = tool.Start(2);
        tool.Passes(TimeSpan.FromMinutes(1));
        tool.ByHand("StopInstanceRefresh", id);
        tool.Passes(TimeSpan.FromMinutes(5));
        tool.RollBackByHand(id);

        var ended = await tool.RunAsync("wait", $"{Tool.Group}/{id}", "--for", "rolledback", "--json");

        Assert.That((ended.Code, ended.Json["rollout"]!["originRefreshActivityId"]!.GetValue<string>()), Is.EqualTo((0, id)), ended.Errors);
    }

    [Test]
    public async Task Wait_Interrupted_Is130AndChangesNothing()
    {
        await using var tool = await Tool.OpenAsync();
        string id = tool.Start(3, pause: "FIRST_BATCH_PAUSE");
        using var ctrlC = new CancellationTokenSource();
        var run = tool.RunAsync(ctrlC.Token, "wait", Tool.Group, "--through-pauses");
        await ctrlC.CancelAsync();

        Assert.That((await run.Soon()).Code, Is.EqualTo(130));
        Assert.That(tool.Service.Cloud.Activity(id), Is.Not.Null);
    }

    [TestCase("--for Suceeded", "Did you mean Succeeded?")]
    [TestCase("--timeout soon", "--timeout must be a time")]
    [TestCase("--timeout 0s", "--timeout must be a time")]
    [TestCase("--timeout 8d", "--timeout must be a time")]
    public async Task Wait_WronglyAsked_IsCodeTwo(string options, string expected)
    {
        await using var tool = await Tool.OpenAsync();
        var ended = await tool.RunAsync(["wait", Tool.Group, .. options.Split(' ')]);

        Assert.That(ended.Code, Is.EqualTo(2));
        Assert.That(ended.Errors, Does.Contain(expected));
    }

    [Test]
    public async Task Watch_ToTheEnd_PrintsEachBatchAndTheOutcome()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Start(3);

        var ended = await tool.RunAsync("watch", Tool.Group);

        Assert.That(ended.Code, Is.Zero);
        Assert.That(ended.Output, Does.Contain("1/3").And.Contain("2/3").And.Contain("3/3").And.Contain("SUCCESSFUL"));
    }

    [Test]
    public async Task Watch_Json_IsALineForEachLook()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Start(2);

        var ended = await tool.RunAsync("watch", Tool.Group, "--json");

        string[] lines = ended.Output.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.GreaterThan(5).And.All.StartsWith("{\"group\":"));
        Assert.That(ended.Json["rollout"]!["outcome"]!.GetValue<string>(), Is.EqualTo("Succeeded"));
    }

    [Test]
    public async Task Watch_HookHolds_SaysSo()
    {
        var fleet = Simulator.Fleets.FleetJson.Read(
            $$"""{"groups":[{"id":"{{Tool.Group}}","instances":2,"hooks":[{"id":"ash-00000001","name":"drain","transition":"INSTANCE_TERMINATING","type":"EXTENSION","heartbeatTimeout":300}]}]}""");
        await using var tool = await Tool.OpenAsync(change: options => options with { Fleet = fleet });
        tool.Start(1);

        Assert.That((await tool.RunAsync("watch", Tool.Group)).Output, Does.Contain("in hook"));
    }
}
