namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class ServiceEndpointsTests
{
    [TestCase(null, null, "as", "https://as.tencentcloudapi.com/")]
    [TestCase(null, null, "sts", "https://sts.tencentcloudapi.com/")]
    [TestCase(null, "intl.tencentcloudapi.com", "as", "https://as.intl.tencentcloudapi.com/")]
    [TestCase(null, "intl.tencentcloudapi.com", "cvm", "https://cvm.intl.tencentcloudapi.com/")]
    [TestCase(null, "api.cloud.example:8443", "sts", "https://sts.api.cloud.example:8443/")]
    [TestCase("https://as.ap-guangzhou.tencentcloudapi.com", null, "sts", "https://sts.ap-guangzhou.tencentcloudapi.com/")]
    [TestCase("https://as.internal.tencentcloudapi.com:8443", null, "cvm", "https://cvm.internal.tencentcloudapi.com:8443/")]
    [TestCase("https://as.internal.tencentcloudapi.com", "tencentcloudapi.com", "as", "https://as.internal.tencentcloudapi.com/")]
    [TestCase("https://as.internal.tencentcloudapi.com", "tencentcloudapi.com", "sts", "https://sts.tencentcloudapi.com/")]
    [TestCase("https://gateway.example.com", null, "sts", "https://gateway.example.com/")]
    [TestCase("https://gateway.example.com", "cloud.example", "sts", "https://sts.cloud.example/")]
    [TestCase("https://10.0.0.7", null, "cvm", "https://10.0.0.7/")]
    [TestCase("https://cloud", null, "sts", "https://cloud/")]
    [TestCase("http://127.0.0.1:9640", null, "cvm", "http://127.0.0.1:9640/")]
    [TestCase("http://localhost:9640", "intl.tencentcloudapi.com", "sts", "http://localhost:9640/")]
    public void Address_OfAService_FollowsTheDomainUnlessTheEndpointStandsForAll(string? endpoint, string? domain, string service, string expected)
    {
        var endpoints = new ServiceEndpoints { AutoScaling = endpoint is null ? null : new(endpoint), Domain = domain };
        Assert.That(endpoints.For(service).AbsoluteUri, Is.EqualTo(expected));
    }

    [Test]
    public void Address_OfTheTokenService_IsTheOneThatIsSet()
    {
        var endpoints = new ServiceEndpoints { AutoScaling = new("http://127.0.0.1:1"), TokenService = new("http://127.0.0.1:2"), Domain = "x.example" };
        Assert.That((endpoints.For("sts").Port, endpoints.For("cvm").Port), Is.EqualTo((2, 1)));
    }

    [TestCase("https://tencentcloudapi.com", false)]
    [TestCase("https://intl.tencentcloudapi.com", false)]
    [TestCase("https://ap-guangzhou.tencentcloudapi.com", false)]
    [TestCase("https://sts.tencentcloudapi.com", false)]
    [TestCase("https://as.tencentcloudapi.com", true)]
    [TestCase("https://as.intl.tencentcloudapi.com", true)]
    [TestCase("https://gateway.example.com", true)]
    [TestCase("http://127.0.0.1:9640", true)]
    public void Endpoint_ThatIsARootDomain_IsAFault(string endpoint, bool good)
        => Assert.That(ServiceEndpoints.FaultOfEndpoint(new(endpoint)) is null, Is.EqualTo(good));

    [TestCase("intl.tencentcloudapi.com", true)]
    [TestCase("INTL.tencentcloudapi.com", true)]
    [TestCase("sim.local:9640", true)]
    [TestCase("", false)]
    [TestCase("https://intl.tencentcloudapi.com", false)]
    [TestCase("intl.tencentcloudapi.com/v1", false)]
    [TestCase("user@intl.tencentcloudapi.com", false)]
    [TestCase("a..b", false)]
    [TestCase("a:b", false)]
    [TestCase("as.tencentcloudapi.com", false)]
    public void Domain_ThatIsNone_IsAFault(string domain, bool good)
        => Assert.That(ServiceEndpoints.FaultOfDomain(domain) is null, Is.EqualTo(good));

    [Test]
    public void Client_DomainOutOfRange_IsNamed() => Assert.That(
        () => new AutoScalingClient(new() { Region = "r", Domain = "https://x" }, new FixedCredentials(Clients.Key), TimeProvider.System),
        Throws.ArgumentException.With.Message.Contains("Domain must be the root domain"));
}
