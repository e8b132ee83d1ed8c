using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Refreshctl.Cloud;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

/// <summary>The tool looks on. Whatever state a group is in, and whatever is asked, no call of it may change anything.</summary>
public sealed class ReadOnlyTests
{
    [Test]
    public async Task EveryCommand_InEveryStatus_OnlyReads(
        [Values("INIT", "RUNNING", "AUTO_PAUSE", "FAILED_PAUSE", "MANUAL_PAUSE", "SUCCESSFUL", "CANCELLED", "FAILED")] string status)
    {
        var fleet = FleetJson.Read($$"""{"groups":[{"id":"{{Tool.Group}}","instances":6,"activity":"{{status}}"}]}""");
        await using var tool = await Tool.OpenAsync(change: options => options with { Fleet = fleet });
        foreach (string[] command in (string[][])
            [["plan"], ["status"], ["history"], ["report"], ["wait", "--timeout", "2h"], ["wait", "--for", "Cancelled", "--through-pauses", "--timeout", "3m"]])
        {
            var ended = await tool.RunAsync([command[0], Tool.Group, .. command[1..]]);
            Assert.That(ended.Code, Is.Not.EqualTo(1).And.Not.EqualTo(2), $"{string.Join(' ', command)}: {ended.Errors}");
        }

        Assert.That(tool.Actions.Distinct().Where(action => !ReadOnlyHandler.IsRead(action)), Is.Empty);
        Assert.That(tool.Actions, Is.Not.Empty);
    }

    [Test]
    public async Task Write_ByMistake_IsNotSent()
    {
        await using var tool = await Tool.OpenAsync();
        using var client = new AutoScalingClient(
            new AutoScalingClientOptions { Region = "ap-guangzhou", Endpoint = tool.Service.Endpoint, AroundConnections = connections => new ReadOnlyHandler(connections) },
            new FixedCredentials(new Credentials(Credential.Default.SecretId, Credential.Default.SecretKey)), TimeProvider.System);

        Assert.That(
            async () => await client.StartInstanceRefreshAsync(new() { AutoScalingGroupId = Tool.Group, RefreshSettings = new() }, CancellationToken.None).Soon(),
            Throws.InvalidOperationException);
        Assert.That(tool.Actions, Is.Empty);
        Assert.That((await client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon()).AutoScalingGroupSet, Has.Count.EqualTo(1));
    }
}
