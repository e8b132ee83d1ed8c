using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Grpc;

/// <summary>What a peer that is not ours sees of the server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WireTests : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxResponseHeadersLength = MessageLimits.HeadersKilobytes });
    private GrpcServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await Calls.Serve(
        (request, _) => request.Name.Length == 0
            ? Task.FromResult(new CreateResponse())
            : throw RpcFailure.Of(StatusCode.Aborted, "50 % é\n", new ErrorCause { Message = "why" }),
        new GrpcServerOptions { MaxRequestBytes = 1000 });

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync().Soon();

    public void Dispose() => _http.Dispose();

    [Test]
    public async Task Failure_WithADetail_RepeatsItsCodeInTheDetails()
    {
        byte[] named = new CreateRequest { Name = "x" }.ToByteArray();
        using HttpResponseMessage response = await SendAsync([0, 0, 0, 0, (byte)named.Length, .. named]);

        string details = response.Headers.GetValues("grpc-status-details-bin").Single();
        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Headers.GetValues("grpc-status"), Is.EqualTo(new[] { "10" }));
            Assert.That((status.Code, status.Message), Is.EqualTo((10, "50 % é\n")), "the same as in grpc-status");
            Assert.That(status.Details.Single().TypeUrl, Is.EqualTo("type.googleapis.com/pulumirpc.ErrorCause"));
        }
    }

    [TestCase("a message over the limit", new byte[] { 0, 0, 0x10, 0, 1, 0 }, "8")]
    [TestCase("no message", new byte[0], "13")]
    [TestCase("no protobuf", new byte[] { 0, 0, 0, 0, 2, 0x0a, 200 }, "13")]
    public async Task Request_WithABadBody_GetsItsStatus(string what, byte[] body, string status)
    {
        using HttpResponseMessage response = await SendAsync(body);

        Assert.That(response.Headers.GetValues("grpc-status"), Is.EqualTo(new[] { status }), what);
    }

    [Test]
    public async Task Request_OfAMethodNobodyServes_IsUnimplemented()
    {
        using HttpResponseMessage response = await SendAsync([0, 0, 0, 0, 0], "Construct");

        Assert.That(response.Headers.GetValues("grpc-status"), Is.EqualTo(new[] { "12" }));
    }

    [Test]
    public async Task Request_ThatIsNotGrpc_GetsAnHttpAnswer()
    {
        using HttpResponseMessage response = await SendAsync([], contentType: "text/plain");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test, Bug("idle connections closed within a second")]
    public void Server_IdleConnection_IsKeptForHoursAndTheLimitFitsTheTickCounter()
    {
        var kestrel = new Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions();
        GrpcServer.Configure(kestrel, new());
        TimeSpan limit = kestrel.Limits.KeepAliveTimeout;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(limit, Is.GreaterThanOrEqualTo(TimeSpan.FromHours(12)));
            Assert.That(limit.TotalSeconds * TimeProvider.System.TimestampFrequency, Is.LessThan(long.MaxValue / 2.0), "ticks from now, counted in a long");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string method = "Create", string contentType = "application/grpc")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{_server.Address}/pulumirpc.ResourceProvider/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
        };
        return await _http.SendAsync(request).Soon();
    }
}
