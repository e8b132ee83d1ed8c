using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Refreshctl.Tests;

public sealed class HistoryTests
{
    [Test]
    public async Task History_OfARollback_ShowsWhichImageWentAndCame()
    {
        await using var tool = await Tool.OpenAsync();
        string configuration = tool.Service.Cloud.Group(Tool.Group)!.LaunchConfigurationId;
        tool.Service.Call("ModifyLaunchConfigurationAttributes", $$"""{"LaunchConfigurationId":"{{configuration}}","ImageId":"img-00000002"}""");
        string first = tool.Start(3, pause: "FIRST_BATCH_PAUSE");
        tool.Passes(TimeSpan.FromMinutes(5));
        tool.RollBackByHand(first);
        tool.Passes(TimeSpan.FromMinutes(10));

        var rollouts = (await tool.RunAsync("history", Tool.Group, "--json")).Json["rollouts"]!.AsArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rollouts.Select(one => one!["outcome"]!.GetValue<string>()), Is.EqualTo(new[] { "RolledBack", "Cancelled" }));
            Assert.That(rollouts[1]!["refreshActivityId"]!.GetValue<string>(), Is.EqualTo(first));
            Assert.That(rollouts[1]!["rollbackActivityId"]!.GetValue<string>(), Is.EqualTo(rollouts[0]!["refreshActivityId"]!.GetValue<string>()));
            Assert.That(rollouts[1]!["pausedSeconds"]!.GetValue<int>(), Is.Zero, "it was never continued: what came after its pause is the rollback");
            Assert.That(Counts(rollouts[0]!["images"]!["to"]!), Is.EqualTo(Counts(rollouts[1]!["images"]!["from"]!)));
        }
    }

    [Test]
    public async Task History_Limit_SaysHowManyMoreThereAre()
    {
        await using var tool = await Tool.OpenAsync();
        for (int number = 0; number < 3; number++)
        {
            tool.Start(1);
            tool.Passes(TimeSpan.FromMinutes(10));
        }

        var ended = await tool.RunAsync("history", Tool.Group, "--limit", "2");

        Assert.That(ended.Code, Is.Zero);
        Assert.That(ended.Output, Does.Contain("--limit 3"));
        Assert.That(ended.Output.Split('\n').Count(line => line.Contains("SUCCESSFUL", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task Report_OfAFailedRollout_IsMarkdownAndJson()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Service.Faults.Add(Fault.InBatch(Tool.Group, 1));
        string id = tool.Start(2);
        tool.Passes(TimeSpan.FromMinutes(5));

        var (markdown, json) = (await tool.RunAsync("report", $"{Tool.Group}/{id}"), JsonNode.Parse((await tool.RunAsync("report", Tool.Group, "--json")).Output)!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(markdown.Code, Is.Zero);
            Assert.That(markdown.Output, Does.StartWith("#").And.Contain(id));
            Assert.That(json["refreshActivityId"]!.GetValue<string>(), Is.EqualTo(id));
            Assert.That(json["outcome"]!.GetValue<string>(), Is.EqualTo("Failed"));
            Assert.That(json["endedWell"]!.GetValue<bool>(), Is.False);
            Assert.That(json["totals"]!["failed"]!.GetValue<int>(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Report_IntoAFolder_WritesAllForms()
    {
        await using var tool = await Tool.OpenAsync();
        string id = tool.Start(2);
        tool.Passes(TimeSpan.FromMinutes(10));
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"reports-{Guid.NewGuid():N}");
        try
        {
            var ended = await tool.RunAsync("report", Tool.Group, "--directory", folder);

            Assert.That(ended.Code, Is.Zero, ended.Errors);
            Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(
                new[] { "md", "json", "junit.xml", "html" }.Select(ending => $"{Tool.Group}-{id}.{ending}")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, int> Counts(JsonNode images) => images.AsObject().ToDictionary(image => image.Key, image => image.Value!.GetValue<int>());
}
