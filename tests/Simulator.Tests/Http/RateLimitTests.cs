using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Tests.Http;

public sealed class RateLimitTests : Wire
{
    private static readonly Credential Other = new("AKIDother", "other-key");

    private protected override SimulatorOptions Options => base.Options with { Fleet = Fleet.Default.AndCredential(Other) };

    [TestCase("DescribeRefreshActivities", 20)]
    [TestCase("DescribeAutoScalingGroups", 60)]
    [TestCase("DescribeAutoScalingInstances", 60)]
    [TestCase("DeleteLaunchConfiguration", 10)]
    public async Task Calls_BeyondTheLimitOfASecond_AreRefusedUntilTheNext(string action, int limit)
    {
        var input = action == "DeleteLaunchConfiguration" ? (object)new { LaunchConfigurationId = "asc-zzzzzzzz" } : new { };
        for (var i = 0; i < limit; i++)
            Assert.That((await CallAsync(action, input)).ErrorCode, Is.Not.EqualTo("RequestLimitExceeded"));

        var refused = await CallAsync(action, input);
        Assert.That(refused.ErrorCode, Is.EqualTo("RequestLimitExceeded"));
        Assert.That(refused.ErrorText, Does.Contain($"`{limit + 1}`").And.Contain($"`{limit}`"));
        Assert.That((await CallAsync("DescribeAccountLimits")).ErrorCode, Is.Null, "another action counts by itself");
        Assert.That((await CallAsync(action, input, new Signer(Other.SecretId, Other.SecretKey))).ErrorCode,
            Is.Not.EqualTo("RequestLimitExceeded"), "and so does another caller");

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await CallAsync(action, input)).ErrorCode, Is.Not.EqualTo("RequestLimitExceeded"));
    }
}
