using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Grpc;

public sealed class CancellationTests
{
    [Test]
    public async Task Cancel_ByTheCaller_EndsTheHandlersToken()
    {
        (GrpcServer server, Task entered, Task ended) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        using var channel = new LoopbackChannel(server.Address);
        using var cancel = new CancellationTokenSource();

        Task<CreateResponse> call = channel.Create(cancellationToken: cancel.Token);
        await entered.Soon();
        await cancel.CancelAsync();

        Assert.That(await Assert.CatchAsync<OperationCanceledException>(() => call), Is.Not.Null);
        await ended.Soon();
    }

    [Test]
    public async Task Cancel_BeforeTheCall_NeverReachesTheServer()
    {
        (GrpcServer server, Task entered, _) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        using var channel = new LoopbackChannel(server.Address);

        Task<CreateResponse> call = channel.Create(cancellationToken: new CancellationToken(canceled: true));

        await Assert.CatchAsync<OperationCanceledException>(() => call);
        Assert.That(entered.IsCompleted, Is.False);
    }

    [Test]
    public async Task Connection_ThatBreaks_EndsTheHandlersToken()
    {
        (GrpcServer server, Task entered, Task ended) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        var channel = new LoopbackChannel(server.Address);
        Task<CreateResponse> call = channel.Create();
        await entered.Soon();

        channel.Dispose();

        await ended.Soon();
        await Assert.CatchAsync(() => call);
    }

    [Test]
    public async Task Deadline_OfTheClient_EndsTheHandlersToken()
    {
        (GrpcServer server, Task entered, Task ended) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        using var channel = new LoopbackChannel(server.Address);
        DateTime soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200);
        Task<CreateResponse> call = new ResourceProvider.ResourceProviderClient(channel.Invoker).CreateAsync(new CreateRequest(), deadline: soon).ResponseAsync.Soon();
        await entered.Soon();

        await ended.Soon();
        await Assert.CatchAsync(() => call);
    }

    [Test]
    public async Task Stop_HandlerStillHasSomethingToSay_LetsItAnswer()
    {
        var half = new ErrorResourceInitFailed { Id = "kept" };
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        GrpcServer server = await Calls.Serve(async (_, _) =>
        {
            entered.SetResult();
            await said.Task;
            throw RpcFailure.Of(StatusCode.Unknown, "half made", half);
        });
        using var channel = new LoopbackChannel(server.Address);
        Task<CreateResponse> call = channel.Create();
        await entered.Task.Soon();

        Task stop = server.DisposeAsync().AsTask();
        said.SetResult();

        Assert.That((await Calls.FailureOf(call)).Detail<ErrorResourceInitFailed>(), Is.EqualTo(half));
        await stop.Soon();
    }

    [Test]
    public async Task Stop_HandlerDoesNotListen_GivesUpOnItAfterTheGrace()
    {
        var clock = new VirtualClock();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<CreateResponse>();
        GrpcServer server = await Calls.Serve((_, _) =>
        {
            entered.SetResult();
            return never.Task;
        }, new GrpcServerOptions { Clock = clock });
        using var channel = new LoopbackChannel(server.Address);
        Task<CreateResponse> call = channel.Create();
        await entered.Task.Soon();

        Task stop = server.DisposeAsync().AsTask();
        await clock.SleepersAsync(1).Soon();
        Assert.That(call.IsCompleted, Is.False, "still within the grace");
        clock.Advance(TimeSpan.FromSeconds(3));

        await Calls.FailureOf(call);
        never.SetResult(new CreateResponse());
        await stop.Soon();
    }

    [Test]
    public async Task Dispose_Twice_IsFine()
    {
        GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()));

        await server.DisposeAsync().Soon();
        await server.DisposeAsync().Soon();

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.That(() => socket.Connect(IPAddress.Loopback, server.Port), Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task Start_PortIsTaken_SaysSo()
    {
        await using GrpcServer first = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()));

        IOException? failure = await Assert.CatchAsync<IOException>(
            () => Calls.Serve((_, _) => Task.FromResult(new CreateResponse()), new GrpcServerOptions { Port = first.Port }));

        Assert.That(failure!.Message, Does.Contain($"{first.Port}"));
    }
}
