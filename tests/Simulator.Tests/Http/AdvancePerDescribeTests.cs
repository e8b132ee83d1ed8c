namespace TencentcloudRefresh.Simulator.Tests.Http;

public sealed class AdvancePerDescribeTests : Wire
{
    private protected override SimulatorOptions Options => base.Options with { AdvancePerDescribe = TimeSpan.FromSeconds(20) };

    [Test]
    public async Task Describe_EachTime_MovesTheServiceOnSoThatARolloutEndsInAsManyPolls()
    {
        var id = (await CallAsync("StartInstanceRefresh", new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 3 } } })).Text("RefreshActivityId");
        var looks = 0;
        while ((await CallAsync("DescribeRefreshActivities", new { RefreshActivityIds = new[] { id } }))["RefreshActivitySet"][0].GetProperty("Status").GetString() != "SUCCESSFUL")
            looks++;

        Assert.That(looks, Is.EqualTo((1 + (3 * 101)) / 20), "the last poll sees the end");
        Assert.That(Clock.GetUtcNow() - VirtualTime.VirtualClock.DefaultStart, Is.EqualTo(TimeSpan.FromSeconds(20 * (looks + 1))));
    }
}
