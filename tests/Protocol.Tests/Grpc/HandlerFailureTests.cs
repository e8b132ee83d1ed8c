using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.Protocol.Values;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

public sealed class HandlerFailureTests
{
    private static IEnumerable<TestCaseData> Failures()
    {
        yield return Case("a bug", new InvalidOperationException("no group"), new RpcStatus(StatusCode.Unknown, "no group"));
        yield return Case("a bug without words", new InvalidOperationException(""), new RpcStatus(StatusCode.Unknown, "InvalidOperationException"));
        yield return Case("a status", new RpcException(StatusCode.NotFound, "gone"), new RpcStatus(StatusCode.NotFound, "gone"));
        yield return Case("a success thrown", new RpcException(StatusCode.Ok, "fine"),
            new RpcStatus(StatusCode.Internal, "The call failed, and its handler called that a success."));
        yield return Case("a cancellation", new OperationCanceledException(), new RpcStatus(StatusCode.Cancelled, "The call was cancelled."));
        yield return Case("a cancelled task", new TaskCanceledException(), new RpcStatus(StatusCode.Cancelled, "The call was cancelled."));
        yield return Case("one of many", new AggregateException(new RpcException(StatusCode.Aborted, "first")),
            new RpcStatus(StatusCode.Aborted, "first"));
        yield return Case("a malformed value", new PropertyFormatException(PropertyPath.Parse("a[1]"), "has an unknown signature"),
            new RpcStatus(StatusCode.InvalidArgument, "The value at a[1] has an unknown signature."));

        static TestCaseData Case(string name, Exception failure, RpcStatus status) => new TestCaseData(failure, status).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Failure_InAHandler_ReachesTheCallerAsAStatus(Exception failure, RpcStatus expected)
    {
        await using GrpcServer server = await Calls.Serve((_, _) => throw failure);
        using var channel = new UnaryChannel(server.Address);

        Assert.That(await Calls.FailureOf(channel.Create()), Is.EqualTo(expected));
    }

    [Test]
    public async Task Failure_WithAStackTrace_KeepsItToItself()
    {
        await using GrpcServer server = await Calls.Serve(async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("outer", new InvalidOperationException("inner"));
        });
        using var channel = new UnaryChannel(server.Address);

        RpcStatus status = await Calls.FailureOf(channel.Create());

        Assert.That(status, Is.EqualTo(new RpcStatus(StatusCode.Unknown, "outer")), "neither the trace nor the inner exception");
    }

    [Test]
    public async Task Failure_ThatNobodyExpected_IsReportedToTheServersOwner()
    {
        var reported = new TaskCompletionSource<(string Path, Exception Failure)>();
        var bug = new InvalidOperationException("bug");
        await using GrpcServer server = await Calls.Serve((_, _) => throw bug,
            new GrpcServerOptions { HandlerFailed = (path, failure) => reported.SetResult((path, failure)) });
        using var channel = new UnaryChannel(server.Address);

        await Calls.FailureOf(channel.Create());

        Assert.That(reported.Task.IsCompletedSuccessfully, "before the caller hears of it");
        Assert.That(await reported.Task, Is.EqualTo((ResourceProviderMethods.Create.Path, bug)));
    }

    [Test]
    public async Task Failure_ThatIsAStatus_IsNotReported()
    {
        bool reported = false;
        await using GrpcServer server = await Calls.Serve((_, _) => throw new RpcException(StatusCode.NotFound, "gone"),
            new GrpcServerOptions { HandlerFailed = (_, _) => reported = true });
        using var channel = new UnaryChannel(server.Address);

        await Calls.FailureOf(channel.Create());

        Assert.That(reported, Is.False);
    }

    [Test]
    public async Task Answer_OfNothing_IsInternal()
    {
        await using GrpcServer server = await Calls.Serve((_, _) => Task.FromResult<CreateResponse>(null!));
        using var channel = new UnaryChannel(server.Address);

        Assert.That((await Calls.FailureOf(channel.Create())).Code, Is.EqualTo(StatusCode.Internal));
    }
}
