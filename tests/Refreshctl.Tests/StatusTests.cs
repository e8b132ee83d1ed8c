using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

public sealed class StatusTests
{
    [Test]
    public async Task Status_FailedBatch_NamesTheInstanceAndTheNextSteps()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Service.Faults.Add(Fault.InBatch(Tool.Group, 2));
        string id = tool.Start(3);
        tool.Passes(TimeSpan.FromMinutes(10));

        var ended = await tool.RunAsync("status", Tool.Group, "--json");

        var rollout = ended.Json["rollout"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.Code, Is.Zero, ended.Errors);
            Assert.That(rollout["refreshActivityId"]!.GetValue<string>(), Is.EqualTo(id));
            Assert.That(rollout["status"]!.GetValue<string>(), Is.EqualTo("FAILED_PAUSE"));
            Assert.That(rollout["outcome"]!.GetValue<string>(), Is.EqualTo("Failed"));
            Assert.That(rollout["failedInstances"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(rollout["batches"]!.AsArray(), Has.Count.EqualTo(3));
            Assert.That(rollout["reasons"]!.AsArray(), Is.Not.Empty);
            Assert.That(rollout["nextSteps"]!.AsArray(), Is.Not.Empty);
            Assert.That(rollout["frozenSeconds"]!.GetValue<int>(), Is.GreaterThan(600));
            Assert.That(rollout["pausedSeconds"]!.GetValue<int>(), Is.InRange(1, 600));
            Assert.That(ended.Json["group"]!["inService"]!.GetValue<int>(), Is.EqualTo(5));
        }
    }

    [Test]
    public async Task Status_FailedBatch_SaysWhatIsWrongBeforeTheRest()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Service.Faults.Add(Fault.InBatch(Tool.Group, 1));
        tool.Start(3);
        tool.Passes(TimeSpan.FromMinutes(10));

        string[] lines = (await tool.RunAsync("status", Tool.Group)).Output.Split('\n');

        Assert.That(lines[0], Does.Contain("FAILED_PAUSE"));
        Assert.That(Array.FindIndex(lines, line => line.StartsWith("Next steps:", StringComparison.Ordinal)), Is.InRange(1, Array.FindIndex(lines, line => line.StartsWith("Group:", StringComparison.Ordinal)) - 1));
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(80));
    }

    [Test]
    public async Task Status_OfAnOlderRollout_IsThatOneWithItsRollback()
    {
        await using var tool = await Tool.OpenAsync();
        string first = tool.Start(2);
        tool.Passes(TimeSpan.FromMinutes(10));
        tool.RollBackByHand(first);
        tool.Passes(TimeSpan.FromMinutes(10));

        var (old, newest) = ((await tool.RunAsync("status", $"{Tool.Group}/{first}", "--json")).Json, (await tool.RunAsync("status", Tool.Group, "--json")).Json);

        Assert.That(old["rollout"]!["refreshActivityId"]!.GetValue<string>(), Is.EqualTo(first));
        Assert.That(old["rollout"]!["rollbackActivityId"]!.GetValue<string>(), Is.EqualTo(newest["rollout"]!["refreshActivityId"]!.GetValue<string>()));
        Assert.That(newest["rollout"]!["originRefreshActivityId"]!.GetValue<string>(), Is.EqualTo(first));
        Assert.That(newest["rollout"]!["outcome"]!.GetValue<string>(), Is.EqualTo("RolledBack"));
        Assert.That(newest["rollout"]!["reasons"]!.AsArray(), Is.Empty, "a rollback that has ended well is what somebody wanted");
    }

    [Test]
    public async Task Status_NoRolloutYet_IsAnAnswer()
    {
        await using var tool = await Tool.OpenAsync();

        var ended = await tool.RunAsync("status", Tool.Group, "--json");

        Assert.That((ended.Code, ended.Json["rollout"]), Is.EqualTo((0, (object?)null)));
    }

    [TestCase("asg-00000000", "asg-00000000")]
    [TestCase("asg-9dn1a5y6/asr-00000000", "asr-00000000")]
    public async Task Status_OfWhatIsNotThere_FailsAndNamesIt(string name, string named)
    {
        await using var tool = await Tool.OpenAsync();

        var ended = await tool.RunAsync("status", name);

        Assert.That((ended.Code, ended.Output), Is.EqualTo((1, "")));
        Assert.That(ended.Errors, Does.StartWith("error: ").And.Contain(named));
    }

    [Test, Bug("status spoke of an output, which only a program has")]
    public async Task Status_ImagesMayNotBeRead_NamesThePermissionAndNoOutput()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Service.Faults.Add(Fault.Error("DescribeInstances", "UnauthorizedOperation.CamNoAuth", times: null));

        string[] notes = [.. (await tool.RunAsync("status", Tool.Group, "--json")).Json["group"]!["notes"]!.AsArray().Select(note => $"{note}")];

        Assert.That(notes, Has.Some.Contains("cvm:DescribeInstances").And.None.Contains("output"));
    }

    [Test]
    public async Task Status_HalfWay_ShowsTheOldImageAndTheNewOne()
    {
        await using var tool = await Tool.OpenAsync();
        string configuration = tool.Service.Cloud.Group(Tool.Group)!.LaunchConfigurationId;
        tool.Service.Call("ModifyLaunchConfigurationAttributes", $$"""{"LaunchConfigurationId":"{{configuration}}","ImageId":"img-00000002"}""");
        tool.Start(3, pause: "FIRST_BATCH_PAUSE");
        tool.Passes(TimeSpan.FromMinutes(5));

        var images = (await tool.RunAsync("status", Tool.Group, "--json")).Json["rollout"]!["images"]!;

        Assert.That(images["to"]!.AsObject().Single(), Has.Property("Key").EqualTo("img-00000002"));
        Assert.That(images["to"]!["img-00000002"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(images["from"]!.AsObject().Single().Value!.GetValue<int>(), Is.EqualTo(4));
    }
}
