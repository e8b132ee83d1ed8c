using Pulumi;
using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Inputs;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests;

/// <summary>The example in the SDK's README: it compiles, runs, and is the one that stands there.</summary>
public sealed class ReadmeTests
{
    [Test]
    public async Task Example_OfTheReadme_RegistersARollout()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        var exitCode = await engine.RunAsync(() => new() { ["outcome"] = Example(new Group("web"), "img-1", "aGk=", new[] { "skey-1" }).Outcome }).Soon();

        Assert.That(exitCode, Is.Zero);
        Assert.That(engine.Inputs("rollout")["autoScalingGroupId"], Is.EqualTo(new PropertyValue.Text("id-of-web")));
    }

    [Test]
    public void Readme_Example_IsTheOneThatIsCompiledHere()
    {
        var here = Between(File.ReadAllText(Repository.PathOf("tests/Sdk.Tests/ReadmeTests.cs")), "// The example begins.\n", "        // The example ends.");
        var there = Between(File.ReadAllText(Repository.PathOf("src/Sdk/README.md")), "```csharp\n", "```");
        Assert.That(string.Join('\n', here.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)), Is.EqualTo(there));
    }

    private static InstanceRefresh Example(Group group, string imageId, Input<string> userData, InputList<string> keyIds)
    {
        // The example begins.
        var rollout = new InstanceRefresh("rollout", new InstanceRefreshArgs
        {
            AutoScalingGroupId = group.Id,
            Triggers = RefreshTriggers.From(RefreshMode.RollingUpdateReset, new LaunchConfigurationItems
            {
                ImageId = imageId,
                UserData = userData,
                KeyIds = keyIds,
            }),
            RefreshSettings = new RefreshSettingsArgs
            {
                RollingUpdateSettings = new RollingUpdateSettingsArgs { BatchNumber = 3, BatchPause = BatchPause.FirstBatchPause },
            },
        });
        // The example ends.
        return rollout;
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private sealed class Group(string name) : CustomResource("cloud:index:Group", name, null);
}
