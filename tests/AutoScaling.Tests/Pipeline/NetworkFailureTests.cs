using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Which step of the way failed, and which variable named the proxy on it.</summary>
[NonParallelizable] // the machine's proxy is one for the process
internal sealed class NetworkFailureTests
{
    private const string Variable = "HTTPS_PROXY";

    private static IEnumerable<TestCaseData> Broken()
    {
        var badCertificate = new AuthenticationException("Remote certificate is bad.");
        yield return Row(Http(HttpRequestError.NameResolutionError, Socket(SocketError.HostNotFound)), null, TransportStep.NameLookup);
        yield return Row(Http(HttpRequestError.ConnectionError, Socket(SocketError.ConnectionRefused)), null, TransportStep.Connection);
        yield return Row(Http(HttpRequestError.SecureConnectionError, badCertificate), null, TransportStep.Certificate);
        yield return Row(Http(HttpRequestError.SecureConnectionError, new IOException("Unexpected EOF.")), null, TransportStep.Tls);
        yield return Row(Http(HttpRequestError.ProxyTunnelError), "the proxy", TransportStep.Proxy);
        yield return Row(Http(HttpRequestError.NameResolutionError), "the proxy", TransportStep.Proxy);
        yield return Row(Http(HttpRequestError.ConnectionError), "the proxy", TransportStep.Proxy);
        yield return Row(Http(HttpRequestError.SecureConnectionError, badCertificate), "the proxy", TransportStep.Certificate);
        yield return Row(new IOException("gone"), null, TransportStep.Connection);

        static SocketException Socket(SocketError error) => new((int)error);
        static HttpRequestException Http(HttpRequestError error, Exception? inner = null) => new(error, "words", inner);
        static TestCaseData Row(Exception broken, string? proxy, TransportStep step)
            => new TestCaseData(broken, proxy, step)
                .SetArgDisplayNames($"{(broken as HttpRequestException)?.HttpRequestError} {broken.InnerException?.GetType().Name} {proxy}");
    }

    [TestCaseSource(nameof(Broken))]
    public void Step_OfACallThatNeverLeft_IsKnown(Exception broken, string? proxy, TransportStep step)
    {
        var reported = BrokenCalls.Of(broken, hasLeft: false, "as.example.com", proxy);
        var fault = step is TransportStep.Certificate ? TransportFault.CertificateRefused : TransportFault.NotSent;
        Assert.That((reported.Step, reported.Fault), Is.EqualTo((step, fault)));
    }

    [Test]
    public void Step_OfACallThatLeft_IsItsAnswer()
        => Assert.That(BrokenCalls.Of(new IOException("gone"), hasLeft: true, "as.example.com", "the proxy"),
            Has.Property("Step").EqualTo(TransportStep.Answer).And.Property("Fault").EqualTo(TransportFault.ConnectionLost));

    [Test]
    public async Task Proxy_ThatIsNotThere_IsNamedWithItsVariable()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var proxy = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        taken.Stop();
        var failure = await CallThroughAsync(proxy);
        Assert.That((failure.Step, failure.Fault), Is.EqualTo((TransportStep.Proxy, TransportFault.NotSent)));
        Assert.That(failure.Message, Does.Contain($"the proxy {proxy} (named by {Variable})"));
    }

    [Test]
    public async Task Proxy_ThatWantsAPassword_IsNamedWithItsStatus()
    {
        await using var proxy = RawService.Start("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        var failure = await CallThroughAsync($"http://me:hunter2@{proxy.Endpoint.Authority}");
        Assert.That((failure.Step, failure.Fault), Is.EqualTo((TransportStep.Proxy, TransportFault.NotSent)));
        Assert.That(failure.Message, Does.Contain("407").And.Contain($"named by {Variable}").And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task Status_OfSomethingOnTheWay_IsReportedAsOne()
    {
        await using var gateway = RawService.Start("HTTP/1.1 503 Busy\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
        using var client = new AutoScalingClient(
            Clients.Options(gateway.Endpoint) with { Retry = new() { MaxRetries = 0 } }, new FixedCredentials(Clients.Key), new VirtualClock());
        var failure = await Failures.OfAsync<CloudTransportException>(client.DescribeRefreshActivitiesAsync(new(), CancellationToken.None));
        Assert.That((failure.Step, failure.Fault), Is.EqualTo((TransportStep.HttpStatus, TransportFault.NotTheService)));
    }

    /// <summary>Loopback goes past every proxy, so the host is another; nothing but the proxy is asked for it.</summary>
    private static async Task<CloudTransportException> CallThroughAsync(string proxy)
    {
        var (usual, set) = (HttpClient.DefaultProxy, Environment.GetEnvironmentVariable(Variable));
        var address = new Uri(proxy);
        HttpClient.DefaultProxy = new WebProxy($"http://{address.Authority}");
        Environment.SetEnvironmentVariable(Variable, proxy);
        try
        {
            var options = new AutoScalingClientOptions { Region = "ap-guangzhou", Domain = "cloud.example.com", Retry = new() { MaxRetries = 0 } };
            using var client = new AutoScalingClient(options, new FixedCredentials(Clients.Key), new VirtualClock());
            return await Failures.OfAsync<CloudTransportException>(client.DescribeRefreshActivitiesAsync(new(), CancellationToken.None));
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
            Environment.SetEnvironmentVariable(Variable, set);
        }
    }
}
