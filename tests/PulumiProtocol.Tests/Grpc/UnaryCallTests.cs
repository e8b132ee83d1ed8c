using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Grpc;

/// <summary>Our client and our server together, over a real socket.</summary>
public sealed class UnaryCallTests
{
    [Test]
    public async Task Call_HandlerAnswers_GivesItsResponse()
    {
        await using GrpcServer server = await Calls.Serve((request, _) => Task.FromResult(new CreateResponse { Id = request.Urn + "!" }));
        using var channel = new LoopbackChannel(server.Address);

        CreateResponse response = await channel.Create(new CreateRequest { Urn = "urn:x" });

        Assert.That(response.Id, Is.EqualTo("urn:x!"));
    }

    [Test]
    public async Task Call_HandlerFailsWithADetail_CarriesItToTheCaller()
    {
        var half = new ErrorResourceInitFailed
        {
            Id = "asg-1/rab-1",
            Reasons = { "batch 2 failed" },
            Properties = new Struct { Fields = { ["status"] = Value.ForString("FAILED_PAUSE") } },
        };
        const string message = "création échouée: 100 %\nsecond line";
        await using GrpcServer server = await Calls.Serve((_, _) => throw RpcFailure.Of(StatusCode.Unknown, message, half));
        using var channel = new LoopbackChannel(server.Address);

        RpcException status = await Calls.FailureOf(channel.Create());

        Assert.That((status.StatusCode, status.Status.Detail), Is.EqualTo((StatusCode.Unknown, message)));
        Assert.That(status.Detail<ErrorResourceInitFailed>(), Is.EqualTo(half));
    }

    [Test]
    public async Task Call_MethodIsNotOverridden_IsUnimplemented()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()));
        using var channel = new LoopbackChannel(server.Address);

        RpcException status = await Calls.FailureOf(
            new ResourceProvider.ResourceProviderClient(channel.Invoker).DeleteAsync(new DeleteRequest()).ResponseAsync.Soon());

        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.Unimplemented));
    }

    [Test]
    public async Task Call_LargerThanKestrelTakesByDefault_GoesThroughBothWays()
    {
        var request = new CreateRequest { Properties = new Struct { Fields = { ["text"] = Value.ForString(new string('x', 32_000_000)) } } };
        await using GrpcServer server = await Calls.Serve((got, _) => Task.FromResult(new CreateResponse { Properties = got.Properties }));
        using var channel = new LoopbackChannel(server.Address);

        CreateResponse response = await channel.Create(request);

        Assert.That(response.Properties.Fields["text"].StringValue, Has.Length.EqualTo(32_000_000));
    }

    [TestCase(1_000_000)]
    [TestCase(11_000_000)]
    public async Task Call_DetailOfMegabytes_ArrivesInTheTrailers(int length)
    {
        var big = new ErrorResourceInitFailed { Id = "big", Properties = new Struct { Fields = { ["text"] = Value.ForString(new string('p', length)) } } };
        await using GrpcServer server = await Calls.Serve((_, _) => throw RpcFailure.Of(StatusCode.Unknown, "half made", big));
        using var channel = new LoopbackChannel(server.Address);

        RpcException status = await Calls.FailureOf(channel.Create());

        Assert.That(status.Detail<ErrorResourceInitFailed>(), Is.EqualTo(big));
    }

    [Test]
    [Bug("the library stops at a nesting of 100")]
    public async Task Call_DeeplyNestedStructs_PassEverywhere()
    {
        Struct deep = Calls.Nested(250).StructValue;
        await using GrpcServer server = await Calls.Serve((request, _) => request.Preview
            ? Task.FromResult(new CreateResponse { Properties = request.Properties })
            : throw RpcFailure.Of(StatusCode.Unknown, "half made", new ErrorResourceInitFailed { Id = "deep", Properties = request.Properties }));
        using var channel = new LoopbackChannel(server.Address);

        CreateResponse response = await channel.Create(new CreateRequest { Preview = true, Properties = deep });
        RpcException status = await Calls.FailureOf(channel.Create(new CreateRequest { Properties = deep }));

        Assert.That(response.Properties.ToByteArray(), Is.EqualTo(deep.ToByteArray()));
        Assert.That(status.Detail<ErrorResourceInitFailed>()?.Properties.ToByteArray(), Is.EqualTo(deep.ToByteArray()));
    }

    [Test]
    public async Task Call_NestedBeyondTheLimit_IsAnErrorAndNotACrash()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()));
        using var channel = new LoopbackChannel(server.Address);

        RpcException status = await Calls.FailureOf(channel.Create(new CreateRequest { Properties = Calls.Nested(1000).StructValue }));

        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.Internal));
    }

    [Test]
    public async Task Call_ManyAtOnce_AreAllOpenAtTheSameTime()
    {
        const int many = 300;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int open = 0;
        await using GrpcServer server = await Calls.Serve(async (request, _) =>
        {
            if (Interlocked.Increment(ref open) == many)
                all.SetResult();
            await all.Task;
            return new CreateResponse { Id = request.Name };
        });
        using var channel = new LoopbackChannel(server.Address);

        CreateResponse[] responses = await Task.WhenAll(
            Enumerable.Range(0, many).Select(one => channel.Create(new CreateRequest { Name = $"{one}" })));

        Assert.That(responses.Select(response => response.Id), Is.EqualTo(Enumerable.Range(0, many).Select(one => $"{one}")));
    }

    [Test]
    public async Task Call_RequestOverTheServersLimit_IsResourceExhausted()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()),
            new GrpcServerOptions { MaxRequestBytes = 1000 });
        using var channel = new LoopbackChannel(server.Address);

        RpcException status = await Calls.FailureOf(channel.Create(new CreateRequest { Name = new string('x', 5_000_000) }));

        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
        Assert.That((await channel.Create()).Id, Is.Empty, "the connection lives on");
    }

    [Test]
    public async Task Call_ResponseOverTheClientsLimit_IsResourceExhausted()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse { Id = new string('x', 2000) }));
        using var channel = new LoopbackChannel(server.Address, maxResponseBytes: 1000);

        RpcException status = await Calls.FailureOf(channel.Create());

        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
    }

    [Test]
    public async Task Call_NobodyListens_IsUnavailable()
    {
        GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()));
        await server.DisposeAsync();
        using var channel = new LoopbackChannel(server.Address);

        RpcException status = await Calls.FailureOf(channel.Create());

        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.Unavailable));
        Assert.That(status.Status.Detail, Does.Contain(server.Address));
    }
}
