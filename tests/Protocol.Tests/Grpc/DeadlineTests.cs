using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

public sealed class DeadlineTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Deadline_OnTheServer_EndsTheHandlersToken()
    {
        var clock = new VirtualClock();
        (GrpcServer server, Task entered, Task ended) = await Calls.ServeUntilCancelled(new GrpcServerOptions { Clock = clock });
        await using GrpcServer owned = server;
        using var channel = new UnaryChannel(server.Address);
        Task<CreateResponse> call = channel.CallAsync(ResourceProviderMethods.Create, new CreateRequest(), TenSeconds, CancellationToken.None).Soon();
        await entered.Soon();

        clock.Advance(TenSeconds - TimeSpan.FromTicks(1));
        Assert.That(ended.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.That(await Calls.FailureOf(call), Is.EqualTo(new RpcStatus(StatusCode.DeadlineExceeded, "The call's deadline passed.")));
    }

    [Test]
    public async Task Deadline_OnTheClient_EndsTheCallAndTellsTheServer()
    {
        var clock = new VirtualClock();
        (GrpcServer server, Task entered, Task ended) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        using var channel = new UnaryChannel(server.Address, new UnaryChannelOptions { Clock = clock });
        Task<CreateResponse> call = channel.CallAsync(ResourceProviderMethods.Create, new CreateRequest(), TenSeconds, CancellationToken.None).Soon();
        await entered.Soon();

        clock.Advance(TenSeconds);

        RpcStatus status = await Calls.FailureOf(call);
        Assert.That(status.Code, Is.EqualTo(StatusCode.DeadlineExceeded));
        Assert.That(status.Message, Does.Contain("/pulumirpc.ResourceProvider/Create").And.Contain("00:00:10"));
        await ended.Soon();
    }

    [Test]
    public async Task Deadline_AlreadyOver_IsExceededAtOnce()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse()));
        using var channel = new UnaryChannel(server.Address);

        RpcStatus status = await Calls.FailureOf(
            channel.CallAsync(ResourceProviderMethods.Create, new CreateRequest(), TimeSpan.FromSeconds(-1), CancellationToken.None).Soon());

        Assert.That(status.Code, Is.EqualTo(StatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task Deadline_CallerCancelsFirst_IsACancellation()
    {
        (GrpcServer server, Task entered, _) = await Calls.ServeUntilCancelled();
        await using GrpcServer owned = server;
        using var channel = new UnaryChannel(server.Address);
        using var cancel = new CancellationTokenSource();
        Task<CreateResponse> call = channel
            .CallAsync(ResourceProviderMethods.Create, new CreateRequest(), TimeSpan.FromHours(1), cancel.Token).Soon();
        await entered.Soon();

        await cancel.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => call);
    }

    [Test]
    public async Task Deadline_LongerThanAnyTimer_IsNone()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult(new CreateResponse { Id = "made" }));
        using var channel = new UnaryChannel(server.Address);

        CreateResponse response = await channel
            .CallAsync(ResourceProviderMethods.Create, new CreateRequest(), TimeSpan.MaxValue, CancellationToken.None).Soon();

        Assert.That(response.Id, Is.EqualTo("made"));
    }
}
