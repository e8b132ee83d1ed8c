using Grpc.Core;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Grpc;

public sealed class FailureTests
{
    private static IEnumerable<TestCaseData> Failures()
    {
        yield return Case("a bug", new InvalidOperationException("no group", new InvalidOperationException("inner")), StatusCode.Unknown, "no group");
        yield return Case("a bug without words", new InvalidOperationException(""), StatusCode.Unknown, "InvalidOperationException");
        yield return Case("a status", RpcFailure.Of(StatusCode.NotFound, "gone"), StatusCode.NotFound, "gone");
        yield return Case("a cancellation", new OperationCanceledException(), StatusCode.Cancelled, "The call was cancelled.");
        yield return Case("a malformed value", new PropertyFormatException(PropertyPath.Parse("a[1]"), "has an unknown signature"),
            StatusCode.InvalidArgument, "The value at a[1] has an unknown signature.");

        static TestCaseData Case(string name, Exception failure, StatusCode code, string message)
            => new TestCaseData(failure, code, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Failure_InAHandler_ReachesTheCallerAsAStatus(Exception failure, StatusCode code, string message)
    {
        await using GrpcServer server = await Calls.Serve(async (_, _) =>
        {
            await Task.Yield();
            throw failure;
        });
        using var channel = new LoopbackChannel(server.Address);

        RpcException seen = await Calls.FailureOf(channel.Create());

        Assert.That((seen.StatusCode, seen.Status.Detail, seen.Details.Count), Is.EqualTo((code, message, 0)), "no trace, no inner exception");
    }

    [Test]
    public async Task Failure_ThatNobodyExpected_IsReportedToTheServersOwner()
    {
        (string Path, Exception Failure)? reported = null;
        var bug = new InvalidOperationException("bug");
        await using GrpcServer server = await Calls.Serve((_, _) => throw bug,
            new GrpcServerOptions { HandlerFailed = (path, failure) => reported = (path, failure) });
        using var channel = new LoopbackChannel(server.Address);

        await Calls.FailureOf(channel.Create());

        Assert.That(reported, Is.EqualTo(("/pulumirpc.ResourceProvider/Create", (Exception)bug)), "before the caller hears of it");
    }

    [Test]
    public void Detail_WhoseStatusHasAnotherCode_DoesNotCount()
    {
        var trailers = RpcFailure.Of(StatusCode.Unknown, "half made", new Pulumirpc.ErrorResourceInitFailed { Id = "x" }).Trailers;

        Assert.That(new RpcException(new Status(StatusCode.Internal, "other"), trailers).Details, Is.Empty, "the engine drops it, too");
    }
}
