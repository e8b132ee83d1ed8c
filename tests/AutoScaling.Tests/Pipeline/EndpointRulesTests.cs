using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class EndpointRulesTests
{
    private static AutoScalingClient Make(AutoScalingClientOptions options) => new(options, new FixedCredentials(Clients.Key), new VirtualClock());

    [TestCase("https://as.tencentcloudapi.com")]
    [TestCase("https://as.ap-shanghai-fsi.tencentcloudapi.com/")]
    [TestCase("http://127.0.0.1:9640")]
    [TestCase("http://localhost:9640")]
    [TestCase("http://[::1]:9640")]
    public void Client_EndpointOfTheServiceOrThisMachine_IsAccepted(string endpoint)
        => Assert.That(() => Make(new() { Region = "r", Endpoint = new(endpoint) }).Dispose(), Throws.Nothing);

    [TestCase("http://as.tencentcloudapi.com", "is plain HTTP to as.tencentcloudapi.com: use https")]
    [TestCase("http://10.0.0.7:9640", "AllowInsecureEndpoint")]
    [TestCase("ftp://as.tencentcloudapi.com", "was ftp")]
    [TestCase("https://as.tencentcloudapi.com/v3", "at most a port")]
    [TestCase("https://as.tencentcloudapi.com/?a=1", "at most a port")]
    [TestCase("https://user:hunter2@as.tencentcloudapi.com", "credentials do not belong there")]
    [TestCase("as.tencentcloudapi.com", "must be an absolute address")]
    public void Client_AnyOtherEndpoint_IsRefusedWithTheWayOut(string endpoint, string says) => Assert.That(
        () => Make(new() { Region = "r", Endpoint = new(endpoint, UriKind.RelativeOrAbsolute) }),
        Throws.ArgumentException.With.Message.Contains(says).And.Message.Not.Contains("hunter2"));

    [Test]
    public void Client_PlainHttpSwitchedOn_IsAccepted()
        => Assert.That(() => Make(new() { Region = "r", Endpoint = new("http://as.sim.local:9640"), AllowInsecureEndpoint = true }).Dispose(),
            Throws.Nothing);

    [Test]
    public void Client_SeveralOptionsOutOfRange_NamesThemAllAtOnce()
    {
        var options = new AutoScalingClientOptions
        {
            Region = " ",
            RequestsPerSecond = double.NaN,
            AttemptTimeout = TimeSpan.Zero,
            AnswerGrace = TimeSpan.FromDays(1),
            RequestClient = "two words",
            Retry = new() { MaxRetries = -1, BaseDelay = TimeSpan.Zero, Budget = 0, MaxDelay = TimeSpan.FromHours(1) },
        };
        var failure = Assert.Throws<ArgumentException>(() => Make(options))!;
        foreach (var name in new[] { "Region", "RequestsPerSecond", "AttemptTimeout", "AnswerGrace", "RequestClient", "MaxRetries", "BaseDelay",
            "Budget", "MaxDelay" })
            Assert.That(failure.Message, Does.Contain(name));
    }
}
