using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

/// <summary>The client, answered byte by byte.</summary>
public sealed class ClientOnTheWireTests
{
    private static readonly byte[] Made = [0, 0, 0, 0, 4, 0x0a, 2, (byte)'i', (byte)'d']; // CreateResponse { id = "id" }

    [Test]
    public async Task Call_OnTheWire_IsAFrameWithGrpcHeaders()
    {
        IHeaderDictionary? headers = null;
        await using RawServer server = await RawServer.StartAsync(context =>
        {
            headers = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            return Answer(context, Made);
        });
        using var channel = new UnaryChannel(server.Address);

        CreateResponse response = await channel
            .CallAsync(ResourceProviderMethods.Create, new CreateRequest(), TimeSpan.FromSeconds(90), CancellationToken.None).Soon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Id, Is.EqualTo("id"));
            Assert.That(headers!["content-type"].ToString(), Is.EqualTo("application/grpc"));
            Assert.That(headers["te"].ToString(), Is.EqualTo("trailers"));
            Assert.That(headers["grpc-accept-encoding"].ToString(), Is.EqualTo("identity"));
            Assert.That(headers["grpc-timeout"].ToString(), Is.EqualTo("90000000u"));
            Assert.That(headers["content-length"].ToString(), Is.EqualTo("5"));
        }
    }

    [TestCase("aGVsbG8", "malformed protobuf", StatusCode.Internal)]
    [TestCase("!!", "no base64", StatusCode.Internal)]
    [TestCase("CAISA3doeQ", "unpadded", StatusCode.Unknown)]
    [TestCase("CAISA3doeQ==", "padded", StatusCode.Unknown)]
    [TestCase("CAMSA3doeQ", "a code that differs", StatusCode.Internal)]
    public async Task Details_InBase64_AreReadAsTheEngineReadsThem(string details, string what, StatusCode expected)
    {
        await using RawServer server = await RawServer.StartAsync(context => TrailersOnly(
            context, ("grpc-status", "2"), ("grpc-message", "plain"), ("grpc-status-details-bin", details)));
        using var channel = new UnaryChannel(server.Address);

        RpcStatus status = await Calls.FailureOf(channel.Create());

        Assert.That(status.Code, Is.EqualTo(expected), what);
        Assert.That(status.Message, expected == StatusCode.Unknown ? Is.EqualTo("why") : Does.EndWith("Its message was: plain"), what);
    }

    [Test]
    public async Task Details_BehindAMessage_AreReadFromTheTrailers()
    {
        var half = new ErrorResourceInitFailed { Id = "kept" };
        RpcStatus sent = new RpcStatus(StatusCode.Internal, "half made").With(half);
        var full = new Google.Rpc.Status { Code = 13, Message = "half made", Details = { sent.Details } };
        string details = Convert.ToBase64String(full.ToByteArray()).TrimEnd('=');
        await using RawServer server = await RawServer.StartAsync(context => Answer(
            context, Made, ("grpc-status", "13"), ("grpc-message", "half%20made"), ("grpc-status-details-bin", details)));
        using var channel = new UnaryChannel(server.Address);

        RpcStatus status = await Calls.FailureOf(channel.Create());

        Assert.That(status, Is.EqualTo(sent));
        Assert.That(status.Detail<ErrorResourceInitFailed>(), Is.EqualTo(half));
        Assert.That(status.Detail<ConfigureErrorMissingKeys>(), Is.Null);
    }

    [TestCase("99", StatusCode.Unknown)]
    [TestCase("5", StatusCode.NotFound)]
    [TestCase("many", StatusCode.Unknown)]
    [TestCase("0", StatusCode.Internal)]
    public async Task Status_WithoutAMessage_IsAFailureWhateverItsNumber(string number, StatusCode expected)
    {
        await using RawServer server = await RawServer.StartAsync(context => TrailersOnly(context, ("grpc-status", number)));
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(expected));
    }

    [TestCase(404, StatusCode.Unimplemented)]
    [TestCase(400, StatusCode.Internal)]
    [TestCase(401, StatusCode.Unauthenticated)]
    [TestCase(403, StatusCode.PermissionDenied)]
    [TestCase(503, StatusCode.Unavailable)]
    [TestCase(500, StatusCode.Unknown)]
    public async Task Http_WithoutGrpcStatus_IsTranslated(int http, StatusCode expected)
    {
        await using RawServer server = await RawServer.StartAsync(context =>
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync("<html>no</html>", context.RequestAborted);
        });
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(expected));
    }

    [Test]
    public async Task Http_OfAnotherContentType_IsNoAnswer()
    {
        await using RawServer server = await RawServer.StartAsync(context => context.Response.WriteAsync("hello", context.RequestAborted));
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(StatusCode.Unknown));
    }

    [TestCase("no status", new byte[] { 0, 0, 0, 0, 0 }, null, StatusCode.Internal)]
    [TestCase("no message", new byte[0], "0", StatusCode.Internal)]
    [TestCase("half a message", new byte[] { 0, 0, 0, 0, 9, 1 }, "0", StatusCode.Internal)]
    [TestCase("two messages", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "0", StatusCode.Internal)]
    [TestCase("a compressed message", new byte[] { 1, 0, 0, 0, 1, 0 }, "0", StatusCode.Unimplemented)]
    [TestCase("no protobuf", new byte[] { 0, 0, 0, 0, 2, 0x0a, 200 }, "0", StatusCode.Internal)]
    public async Task Answer_ThatIsBroken_IsAFailure(string what, byte[] body, string? status, StatusCode expected)
    {
        await using RawServer server = await RawServer.StartAsync(context => status is null
            ? Answer(context, body, [])
            : Answer(context, body, ("grpc-status", status)));
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(expected), what);
    }

    [TestCase(8, StatusCode.Cancelled)]
    [TestCase(7, StatusCode.Unavailable)]
    [TestCase(2, StatusCode.Internal)]
    [TestCase(11, StatusCode.ResourceExhausted)]
    [TestCase(12, StatusCode.PermissionDenied)]
    public async Task Stream_ThatIsReset_IsTranslatedByItsErrorCode(int error, StatusCode expected)
    {
        await using RawServer server = await RawServer.StartAsync(async context =>
        {
            // Once the answer has begun, even a refused stream is not tried again.
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Features.Get<IHttpResetFeature>()!.Reset(error);
        });
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(expected));
    }

    [Test]
    public async Task Server_ThatSpeaksOldHttp_IsAFailure()
    {
        await using RawServer server = await RawServer.StartAsync(context => Answer(context, Made), HttpProtocols.Http1);
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(StatusCode.Unavailable).Or.EqualTo(StatusCode.Internal));
    }

    [Test]
    public async Task Server_ThatHangsUp_IsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var channel = new UnaryChannel(listener.LocalEndpoint.ToString()!);
        Task<CreateResponse> call = channel.Create();

        using (TcpClient connection = await listener.AcceptTcpClientAsync().Soon())
            connection.LingerState = new LingerOption(true, 0);

        Assert.That((await Calls.FailureOf(call)).Code, Is.EqualTo(StatusCode.Unavailable));
    }

    private static Task Answer(HttpContext context, byte[] body) => Answer(context, body, ("grpc-status", "0"));

    private static async Task Answer(HttpContext context, byte[] body, params (string Name, string Value)[] trailers)
    {
        context.Response.ContentType = "application/grpc+proto";
        foreach ((string name, string value) in trailers)
        {
            if (context.Response.SupportsTrailers())
                context.Response.AppendTrailer(name, value);
        }
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static Task TrailersOnly(HttpContext context, params (string Name, string Value)[] trailers)
    {
        context.Response.ContentType = "application/grpc";
        foreach ((string name, string value) in trailers)
            context.Response.Headers[name] = value;
        return Task.CompletedTask;
    }
}
