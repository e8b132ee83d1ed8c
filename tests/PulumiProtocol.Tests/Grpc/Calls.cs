using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Grpc;

/// <summary>Servers with one method, and calls of it.</summary>
internal static class Calls
{
    public static Task<GrpcServer> Serve(Func<CreateRequest, CancellationToken, Task<CreateResponse>> create, GrpcServerOptions? options = null)
        => GrpcServer.StartAsync(methods => ResourceProvider.BindService(methods, new Provider(create)), options ?? new GrpcServerOptions(), CancellationToken.None).Soon();

    /// <summary>A server whose handler waits until its token ends; the task tells when it has begun.</summary>
    public static async Task<(GrpcServer Server, Task Entered, Task Ended)> ServeUntilCancelled()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        GrpcServer server = await Serve(async (_, cancellationToken) =>
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(() => ended.TrySetResult());
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new CreateResponse();
        });
        return (server, entered.Task, ended.Task);
    }

    public static Task<CreateResponse> Create(this LoopbackChannel channel, CreateRequest? request = null, CancellationToken cancellationToken = default)
        => new ResourceProvider.ResourceProviderClient(channel.Invoker)
            .CreateAsync(request ?? new CreateRequest(), cancellationToken: cancellationToken).ResponseAsync.Soon();

    public static async Task<RpcException> FailureOf(Task call) => (await Assert.ThrowsAsync<RpcException>(() => call))!;

    public static Value Nested(int depth)
    {
        var value = Value.ForString("bottom");
        for (int level = 0; level < depth; level++)
            value = Value.ForStruct(new Struct { Fields = { ["in"] = value } });
        return value;
    }

    private sealed class Provider(Func<CreateRequest, CancellationToken, Task<CreateResponse>> create) : ResourceProvider.ResourceProviderBase
    {
        public override Task<CreateResponse> Create(CreateRequest request, ServerCallContext context) => create(request, context.CancellationToken);
    }
}
