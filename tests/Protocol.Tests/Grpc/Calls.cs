using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

/// <summary>Servers with one method, and calls of it.</summary>
internal static class Calls
{
    public static Task<GrpcServer> Serve(Func<CreateRequest, CancellationToken, Task<CreateResponse>> create, GrpcServerOptions? options = null)
        => GrpcServer.StartAsync(
            endpoints => endpoints.Map(ResourceProviderMethods.Create, create), options ?? new GrpcServerOptions(), CancellationToken.None);

    /// <summary>A server whose handler waits until its token ends; the task tells when it has begun.</summary>
    public static async Task<(GrpcServer Server, Task Entered, Task Ended)> ServeUntilCancelled(GrpcServerOptions? options = null)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        GrpcServer server = await Serve(async (_, cancellationToken) =>
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(() => ended.TrySetResult());
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new CreateResponse();
        }, options);
        return (server, entered.Task, ended.Task);
    }

    public static Task<CreateResponse> Create(this UnaryChannel channel, CreateRequest? request = null, CancellationToken cancellationToken = default)
        => channel.CallAsync(ResourceProviderMethods.Create, request ?? new CreateRequest(), cancellationToken).Soon();

    public static async Task<RpcStatus> FailureOf(Task call)
    {
        RpcException? failure = await Assert.ThrowsAsync<RpcException>(() => call);
        return failure!.Status;
    }

    public static Value Nested(int depth)
    {
        var value = Value.ForString("bottom");
        for (int level = 0; level < depth; level++)
            value = Value.ForStruct(new Struct { Fields = { ["in"] = value } });
        return value;
    }
}
