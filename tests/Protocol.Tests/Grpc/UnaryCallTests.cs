using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

public sealed class UnaryCallTests
{
    [Test]
    public async Task Call_HandlerAnswers_GivesItsResponse()
    {
        await using GrpcServer server = await Serve((request, _) => Task.FromResult(new CreateResponse { Id = request.Urn + "!" }));
        using var channel = new UnaryChannel(server.Address);

        CreateResponse response = await channel.CallAsync(ResourceProviderMethods.Create, new CreateRequest { Urn = "urn:x" }, CancellationToken.None).Soon();

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
        var sent = new RpcStatus(StatusCode.Unknown, "création échouée: 100 %\nsecond line").With(half);
        await using GrpcServer server = await Serve((_, _) => throw new RpcException(sent));
        using var channel = new UnaryChannel(server.Address);

        RpcException? failure = await Assert.ThrowsAsync<RpcException>(
            () => channel.CallAsync(ResourceProviderMethods.Create, new CreateRequest(), CancellationToken.None).Soon());

        Assert.That(failure!.Status, Is.EqualTo(sent));
        Assert.That(failure.Detail<ErrorResourceInitFailed>(), Is.EqualTo(half));
    }

    [Test]
    public async Task Call_MethodIsNotMapped_IsUnimplemented()
    {
        await using GrpcServer server = await Serve((_, _) => Task.FromResult(new CreateResponse()));
        using var channel = new UnaryChannel(server.Address);

        RpcException? failure = await Assert.ThrowsAsync<RpcException>(
            () => channel.CallAsync(ResourceProviderMethods.Delete, new DeleteRequest(), CancellationToken.None).Soon());

        Assert.That(failure!.Status.Code, Is.EqualTo(StatusCode.Unimplemented));
    }

    private static Task<GrpcServer> Serve(Func<CreateRequest, CancellationToken, Task<CreateResponse>> create)
        => GrpcServer.StartAsync(endpoints => endpoints.Map(ResourceProviderMethods.Create, create), CancellationToken.None);
}
