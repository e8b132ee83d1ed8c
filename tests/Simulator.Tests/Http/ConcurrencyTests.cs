using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Http;

public sealed class ConcurrencyTests : Wire
{
    [Test]
    public async Task Start_FromManyAtOnce_IsAcceptedOnce()
    {
        var input = new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 2 } } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync("StartInstanceRefresh", input))).Soon();

        Assert.That(answers.Count(answer => answer.ErrorCode is null), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.ErrorCode == "ResourceUnavailable.AutoScalingGroupInRefreshActivity"), Is.EqualTo(19));
        Assert.That(answers.Select(answer => answer.Text("RequestId")), Is.Unique);
        Assert.That(Host.Calls, Has.Length.EqualTo(20));
    }
}
