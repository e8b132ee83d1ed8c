using System.Net;
using System.Net.Http.Headers;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

/// <summary>The server, spoken to byte by byte, so that our own client is not its only witness.</summary>
public sealed class ServerOnTheWireTests
{
    private static readonly byte[] Request = [0, 0, 0, 0, 5, 0x0a, 3, (byte)'u', (byte)'r', (byte)'n']; // CreateRequest { urn = "urn" }

    private static readonly RpcStatus Failure = new RpcStatus(StatusCode.Aborted, "50 % é\n").With(new ErrorCause { Message = "why" });

    private GrpcServer _server = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        _server = await GrpcServer.StartAsync(endpoints => endpoints
            .Map(ResourceProviderMethods.Create, (request, _) => Task.FromResult(new CreateResponse { Id = request.Urn }))
            .Map(ResourceProviderMethods.Update, (_, _) => throw new RpcException(Failure)),
            new GrpcServerOptions { MaxRequestBytes = 1 << 20 }, CancellationToken.None);
        _http = new HttpClient
        {
            BaseAddress = new Uri($"http://{_server.Address}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("application/grpc")]
    [TestCase("application/grpc+proto")]
    [TestCase("application/grpc;charset=utf-8")]
    [TestCase("APPLICATION/GRPC")]
    public async Task Answer_ToAGoodCall_IsOneFrameAndATrailer(string contentType)
    {
        using HttpResponseMessage response = await SendAsync("Create", Request, contentType);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/grpc"));
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(Request), "id = 1 in the answer looks as urn = 1 in the request");
            Assert.That(response.Headers.Contains("grpc-status"), Is.False);
            Assert.That(response.TrailingHeaders.GetValues("grpc-status"), Is.EqualTo(new[] { "0" }));
            Assert.That(response.Headers.Server, Is.Empty);
        }
    }

    [Test]
    public async Task Answer_OfAFailure_IsTrailersOnly()
    {
        using HttpResponseMessage response = await SendAsync("Update", [0, 0, 0, 0, 0]);

        string details = response.Headers.GetValues("grpc-status-details-bin").Single();
        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
            Assert.That(response.TrailingHeaders, Is.Empty);
            Assert.That(response.Headers.GetValues("grpc-status"), Is.EqualTo(new[] { "10" }));
            Assert.That(response.Headers.GetValues("grpc-message"), Is.EqualTo(new[] { "50 %25 %C3%A9%0A" }));
            Assert.That(details, Does.Not.EndWith("="));
            Assert.That(status.Code, Is.EqualTo(10), "the same as in grpc-status");
            Assert.That(status.Message, Is.EqualTo("50 % é\n"));
            Assert.That(status.Details.Single().TypeUrl, Is.EqualTo("type.googleapis.com/pulumirpc.ErrorCause"));
        }
    }

    [TestCase("a compressed message", new byte[] { 1, 0, 0, 0, 1, 0 }, "12")]
    [TestCase("a flag of neither kind", new byte[] { 2, 0, 0, 0, 0 }, "13")]
    [TestCase("no message", new byte[0], "13")]
    [TestCase("half a header", new byte[] { 0, 0, 0 }, "13")]
    [TestCase("half a message", new byte[] { 0, 0, 0, 0, 9, 1 }, "13")]
    [TestCase("two messages", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "13")]
    [TestCase("a message over the limit", new byte[] { 0, 0, 0x10, 0, 1, 0 }, "8")]
    [TestCase("a message over four gigabytes less one", new byte[] { 0, 255, 255, 255, 255, 0 }, "8")]
    [TestCase("no protobuf", new byte[] { 0, 0, 0, 0, 2, 0x0a, 200 }, "13")]
    public async Task Request_WithABadBody_GetsItsStatus(string what, byte[] body, string status)
    {
        using HttpResponseMessage response = await SendAsync("Create", body);

        Assert.That(response.Headers.GetValues("grpc-status"), Is.EqualTo(new[] { status }), what);
        Assert.That(response.Headers.GetValues("grpc-message").Single(), Is.Not.Empty);
    }

    [TestCase("2S", "0")]
    [TestCase("99999999H", "0")]
    [TestCase("soon", "13")]
    [TestCase("123456789S", "13")]
    [TestCase("-1S", "13")]
    public async Task Request_WithATimeout_MustSpellItWell(string timeout, string status)
    {
        using HttpResponseMessage response = await SendAsync("Create", Request, timeout: timeout);
        await response.Content.ReadAsByteArrayAsync();

        HttpResponseHeaders carrier = status == "0" ? response.TrailingHeaders : response.Headers;
        Assert.That(carrier.GetValues("grpc-status"), Is.EqualTo(new[] { status }));
    }

    [Test]
    public async Task Request_WithHeadersNobodyKnows_IsServed()
    {
        using HttpRequestMessage request = Message("Create", Request, "application/grpc");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("pulumi-anything-bin", "AAAA");

        using HttpResponseMessage response = await _http.SendAsync(request).Soon();

        Assert.That(response.TrailingHeaders.GetValues("grpc-status"), Is.EqualTo(new[] { "0" }));
    }

    [Test]
    public async Task Request_OfAMethodNobodyMapped_IsUnimplemented()
    {
        using HttpResponseMessage response = await SendAsync("Construct", [0, 0, 0, 0, 0]);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Headers.GetValues("grpc-status"), Is.EqualTo(new[] { "12" }));
    }

    [TestCase("text/plain")]
    [TestCase("application/grpc-web")]
    [TestCase("application/grpc+json")]
    public async Task Request_ThatIsNotGrpc_GetsAnHttpAnswer(string contentType)
    {
        using HttpResponseMessage response = await SendAsync("Create", Request, contentType);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task Request_InSmallPieces_IsPutTogether()
    {
        using HttpRequestMessage request = Message("Create", Request, "application/grpc");
        request.Content = new StreamContent(new Dripping(Request), bufferSize: 1);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        using HttpResponseMessage response = await _http.SendAsync(request).Soon();

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(Request));
    }

    private static HttpRequestMessage Message(string method, byte[] body, string contentType) => new(
        HttpMethod.Post, $"/pulumirpc.ResourceProvider/{method}")
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
    };

    private async Task<HttpResponseMessage> SendAsync(string method, byte[] body, string contentType = "application/grpc", string? timeout = null)
    {
        using HttpRequestMessage request = Message(method, body, contentType);
        if (timeout is not null)
            request.Headers.TryAddWithoutValidation("grpc-timeout", timeout);
        return await _http.SendAsync(request).Soon();
    }

    /// <summary>One byte per read.</summary>
    private sealed class Dripping(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }

    [Test, Bug("idle connections closed within a second")]
    public void Server_IdleConnection_IsKeptForHoursAndTheLimitFitsTheTickCounter()
    {
        TimeSpan limit = GrpcServer.KestrelOptions(0).Limits.KeepAliveTimeout;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(limit, Is.GreaterThanOrEqualTo(TimeSpan.FromHours(12)));
            Assert.That(limit.TotalSeconds * TimeProvider.System.TimestampFrequency, Is.LessThan(long.MaxValue / 2.0), "ticks from now, counted in a long");
        }
    }
}
