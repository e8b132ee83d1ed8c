using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

public sealed class PlanTests
{
    [Test]
    public async Task Plan_SettingsGiven_IsWhatTheFunctionOfThePackageAnswers()
    {
        await using var tool = await Tool.OpenAsync(instances: 7);
        var inputs = new RefreshInputs { AutoScalingGroupId = Tool.Group, Settings = new() { BatchNumber = 3, BatchPause = BatchPause.FirstBatch, MaxSurge = 1 } };

        var ended = await tool.RunAsync("plan", Tool.Group, "--batch-number", "3", "--batch-pause", "FIRST_BATCH_PAUSE", "--max-surge", "1", "--json");

        var plan = ended.Json["plan"]!;
        var wanted = await LifecyclePlanAsync(tool, inputs);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.Code, Is.Zero, ended.Errors);
            Assert.That(plan["lines"]!.AsArray().Select(line => line!.GetValue<string>()), Is.EqualTo(wanted.Lines));
            Assert.That(plan["warnings"]!.AsArray().Select(line => line!.GetValue<string>()), Is.EqualTo(wanted.Warnings));
            Assert.That(plan["batchSizes"]!.AsArray().Select(size => size!.GetValue<int>()), Is.EqualTo(new[] { 3, 2, 2 }));
            Assert.That(plan["planDigest"]!.GetValue<string>(), Is.EqualTo(wanted.PlanDigest));
            Assert.That(ended.Json["settingsOf"], Is.Null);
        }
    }

    [Test]
    public async Task Plan_NothingGiven_TakesTheSettingsOfTheLastRollout()
    {
        await using var tool = await Tool.OpenAsync();
        string last = tool.Start(2, pause: "FIRST_BATCH_PAUSE");
        tool.Passes(TimeSpan.FromMinutes(3));
        tool.ByHand("CancelInstanceRefresh", last);

        var json = (await tool.RunAsync("plan", Tool.Group, "--json")).Json;

        Assert.That(json["settingsOf"]!.GetValue<string>(), Is.EqualTo(last));
        Assert.That(json["settings"]!["batchPause"]!.GetValue<string>(), Is.EqualTo("FIRST_BATCH_PAUSE"));
        Assert.That(json["plan"]!["batchSizes"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Plan_ShareGiven_TakesThePlaceOfTheLastNumber()
    {
        await using var tool = await Tool.OpenAsync();
        string last = tool.Start(2);
        tool.Passes(TimeSpan.FromMinutes(10));

        var json = (await tool.RunAsync("plan", Tool.Group, "--max-unavailable-percent", "20", "--json")).Json;

        Assert.That(json["settingsOf"]!.GetValue<string>(), Is.EqualTo(last));
        Assert.That(json["plan"]!["batchSizes"]!.AsArray(), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Plan_RolloutInTheWay_SaysSoAndIsAnAnswer()
    {
        await using var tool = await Tool.OpenAsync();
        string alive = tool.Start(2);

        var ended = await tool.RunAsync("plan", Tool.Group);

        Assert.That(ended.Code, Is.Zero);
        Assert.That(ended.Output, Does.StartWith("It cannot start now: ").And.Contain(alive));
    }

    [TestCase("--batch-number 0", "--batch-number must be")]
    [TestCase("--batch-number many", "--batch-number must be")]
    [TestCase("--batch-number 2 --max-unavailable-percent 20", "error: --batch-number and --max-unavailable-percent are mutually exclusive")]
    [TestCase("--batch-number 2 --batch-pause FIRST", "--batch-pause must be")]
    [TestCase("--batch-number 2 --refresh-mode ROLLING_UPDATE", "--refresh-mode must be")]
    [TestCase("", "--batch-number")]
    public async Task Plan_WronglyAsked_IsCodeTwoInTheWordsOfTheCommandLine(string options, string expected)
    {
        await using var tool = await Tool.OpenAsync();

        var ended = await tool.RunAsync(["plan", Tool.Group, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")), ended.Errors);
        Assert.That(ended.Errors, Does.StartWith("error: ").And.Contain(expected));
    }

    [Test]
    public async Task Plan_NoSuchGroup_Fails()
    {
        await using var tool = await Tool.OpenAsync();

        Assert.That((await tool.RunAsync("plan", "asg-00000000")).Code, Is.EqualTo(1));
        Assert.That((await tool.RunAsync("plan", "asg-00000000", "--batch-number", "2")).Code, Is.EqualTo(1));
    }

    private static async Task<RolloutPlan> LifecyclePlanAsync(Tool tool, RefreshInputs inputs)
    {
        var key = Simulator.Fleets.Credential.Default;
        using var client = new AutoScalingClient(
            new AutoScalingClientOptions { Region = "ap-guangzhou", Endpoint = tool.Service.Endpoint, RequestsPerSecond = 1000 },
            new FixedCredentials(new Credentials(key.SecretId, key.SecretKey)), TimeProvider.System);
        await using var poller = new ActivityPoller(client, new ActivityPollerOptions(), TimeProvider.System);
        return await new RefreshLifecycle(client, poller, tool.Clock).GetPlanAsync(inputs, CancellationToken.None).Soon();
    }
}
