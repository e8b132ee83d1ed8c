using System.Text;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Protocol.Tests.Grpc.RawHttp2Connection;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

/// <summary>The server's answers as HTTP/2 frames.</summary>
public sealed class FramesTests
{
    private static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    [Test]
    public async Task Answer_OnTheWire_IsHeadersThenDataThenTrailers()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse { Id = "id" }));
        using RawHttp2Connection connection = await OpenAsync(server.Port);

        await connection.PostAsync(ResourceProviderMethods.Create.Path, EmptyMessage);
        List<(FrameType Type, Flags Flags, byte[] Payload)> frames = await connection.ReadStreamAsync();

        List<(FrameType Type, Flags Flags, byte[] Payload)> carrying = [.. frames.Where(frame => frame.Payload.Length > 0)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(carrying.Select(frame => frame.Type), Is.EqualTo(new[] { FrameType.Headers, FrameType.Data, FrameType.Headers }));
            Assert.That(carrying[1].Payload, Is.EqualTo(new byte[] { 0, 0, 0, 0, 4, 0x0a, 2, (byte)'i', (byte)'d' }));
            Assert.That(carrying[2].Flags, Is.EqualTo(Flags.EndHeaders | Flags.EndStream));
            Assert.That(Encoding.ASCII.GetString(carrying[2].Payload), Does.Contain("grpc-status"));
        }
    }

    [Test]
    public async Task Failure_OnTheWire_IsOneHeaderBlockThatEndsTheStream()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => throw new RpcException(StatusCode.Aborted, "no"));
        using RawHttp2Connection connection = await OpenAsync(server.Port);

        await connection.PostAsync(ResourceProviderMethods.Create.Path, EmptyMessage);
        List<(FrameType Type, Flags Flags, byte[] Payload)> frames = await connection.ReadStreamAsync();

        Assert.That(frames.Select(frame => (frame.Type, frame.Flags)), Is.EqualTo(new[] { (FrameType.Headers, Flags.EndHeaders | Flags.EndStream) }));
    }

    [Test]
    [Bug("details beyond one frame")]
    public async Task Failure_WithLargeDetails_GoesOnInContinuationFrames()
    {
        RpcStatus large = new RpcStatus(StatusCode.Unknown, "half made")
            .With(new ErrorResourceInitFailed { Id = "id", Reasons = { new string('r', 300_000) } });
        await using GrpcServer server = await Calls.Serve((_, _) => throw new RpcException(large));
        using RawHttp2Connection connection = await OpenAsync(server.Port);

        await connection.PostAsync(ResourceProviderMethods.Create.Path, EmptyMessage);
        List<(FrameType Type, Flags Flags, byte[] Payload)> frames = await connection.ReadStreamAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(frames[0].Type, Is.EqualTo(FrameType.Headers));
            Assert.That(frames[0].Flags, Is.EqualTo(Flags.EndStream), "the header block goes on, the stream does not");
            Assert.That(frames.Skip(1).Select(frame => frame.Type).Distinct(), Is.EqualTo(new[] { FrameType.Continuation }));
            Assert.That(frames.Skip(1).SkipLast(1).Select(frame => frame.Flags).Distinct(), Is.EqualTo(new[] { Flags.None }));
            Assert.That(frames[^1].Flags, Is.EqualTo(Flags.EndHeaders));
            Assert.That(frames.Select(frame => frame.Payload.Length).Max(), Is.LessThanOrEqualTo(16384), "what a peer takes unasked");
            Assert.That(frames.Sum(frame => frame.Payload.Length), Is.GreaterThan(400_000), "300,000 bytes in base64");
        }
    }

    [Test]
    public async Task Reset_ByTheClient_EndsTheHandlersToken()
    {
        (GrpcServer server, Task entered, Task ended) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        using RawHttp2Connection connection = await OpenAsync(server.Port);
        await connection.PostAsync(ResourceProviderMethods.Create.Path, EmptyMessage);
        await entered.Soon();

        await connection.ResetAsync();

        await ended.Soon();
    }
}
