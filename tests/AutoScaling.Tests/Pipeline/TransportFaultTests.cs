using System.Net;
using System.Net.Sockets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Whatever answers, or does not: a typed failure that says whether the call may have worked.</summary>
internal sealed class TransportFaultTests
{
    private static IEnumerable<TestCaseData> Answers()
    {
        yield return Case("page for people", Http("502 Bad Gateway", "text/html", "<html>502</html>"), TransportFault.NotTheService,
            "HTTP 502 and 16 bytes of text/html");
        yield return Case("page for people with 200", Http("200 OK", "text/html", "<html></html>"), TransportFault.NotTheService, "HTTP 200");
        yield return Case("redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
            TransportFault.NotTheService, "HTTP 302 and 0 bytes of no type, a redirect to 127.0.0.1:9");
        yield return Case("gateway's JSON", Http("503 Busy", "application/json", """{"error":"busy"}"""), TransportFault.NotTheService, "HTTP 503");
        yield return Case("JSON that ends early", Json("""{"Response":{"RequestI"""), TransportFault.Garbled, "not whole JSON");
        yield return Case("nothing at all", Json(""), TransportFault.Garbled, "not whole JSON");
        yield return Case("no envelope", Json("{}"), TransportFault.Garbled, "without a Response");
        yield return Case("no request id", Json("""{"Response":{"RefreshActivityId":"asr-1234"}}"""), TransportFault.Garbled, "without a request id");
        yield return Case("refusal without request id", Json("""{"Response":{"Error":{"Code":"X","Message":"nothing"}}}"""), TransportFault.Garbled,
            "without a request id");
        yield return Case("body shorter than announced", "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{}", TransportFault.ConnectionLost,
            "ResponseEnded");
        yield return Case("no answer, connection closed", "", TransportFault.ConnectionLost, "ResponseEnded");
        yield return Case("not HTTP", "SSH-2.0-x\r\n\r\n", TransportFault.ConnectionLost, "InvalidResponse");
        yield return Case("success without the id it should tell", Json("""{"Response":{"RequestId":"r-1"}}"""), TransportFault.Garbled, "r-1 lacks");
        yield return Case(
            "success of another shape", Json("""{"Response":{"RequestId":"r-1","RefreshActivityId":[1]}}"""), TransportFault.Garbled,
                "r-1 has an unexpected shape at $.Response.RefreshActivityId");

        static TestCaseData Case(string name, string answer, TransportFault fault, string says)
            => new TestCaseData(answer, fault, says).SetArgDisplayNames(name);
        static string Json(string body) => Http("200 OK", "application/json", body);
        static string Http(string status, string type, string body)
            => $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Start_NoUsableAnswer_IsSentOnceAndMayHaveActed(string answer, TransportFault fault, string says)
    {
        await using var service = RawService.Start(answer);
        using var client = new AutoScalingClient(Clients.Options(service.Endpoint), new FixedCredentials(Clients.Key), new VirtualClock());

        var failure = await Failures.OfAsync<CloudTransportException>(Requests.Call("StartInstanceRefresh", client, null, CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That((failure.Fault, failure.MayHaveActed, failure.Action), Is.EqualTo((fault, true, "StartInstanceRefresh")));
            Assert.That(failure.Message, Does.Contain(says).And.Contains("check before calling again"));
            Assert.That(service.Calls, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Start_NobodyListens_WasNotSentAndIsTriedAgain()
    {
        using var client = new AutoScalingClient(
            Clients.Options(new($"http://127.0.0.1:{FreePort()}")) with { Retry = new() { MaxRetries = 2 } }, new FixedCredentials(Clients.Key),
                new VirtualClock());
        var clock = (VirtualClock)client.Clock;

        var failure = await Failures.OfAsync<CloudTransportException>(clock.RunAsync(Requests.Call("StartInstanceRefresh", client, null,
            CancellationToken.None), TimeSpan.FromSeconds(1)));

        Assert.That((failure.Fault, failure.Step, failure.MayHaveActed), Is.EqualTo((TransportFault.NotSent, TransportStep.Connection, false)));
    }

    [Test]
    public async Task Describe_ServiceIsSilent_TimesOutByTheNetworkClock()
    {
        await using var service = await ScriptedService.StartAsync();
        var arrived = new TaskCompletionSource();
        service.Answer = async (_, http) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System,
                http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var network = new VirtualClock();
        using var client = Clients.For(service, new VirtualClock(),
            options => options with { NetworkClock = network, AttemptTimeout = TimeSpan.FromSeconds(7), Retry = new() { MaxRetries = 0 } });

        var call = Requests.Call("DescribeRefreshActivities", client, null, CancellationToken.None);
        await arrived.Task.Soon();
        network.Advance(TimeSpan.FromSeconds(7));

        var failure = await Failures.OfAsync<CloudTransportException>(call);
        Assert.That((failure.Fault, failure.MayHaveActed), Is.EqualTo((TransportFault.TimedOut, false)), "a read changes nothing");
        Assert.That(failure.Message, Does.Contain("no answer within 7 s"));
    }

    private static int FreePort()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return ((IPEndPoint)taken.LocalEndpoint).Port;
    }
}
