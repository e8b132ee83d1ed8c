using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Tests.Mapping;

public sealed class FailuresTests
{
    private static IEnumerable<TestCaseData> Exceptions()
    {
        yield return Case(new RolloutRefusedException(["one", "two"]), StatusCode.FailedPrecondition, "one\ntwo", unexpected: false, "Refusal");
        yield return Case(new DeletionIncompleteException(["alive"]), StatusCode.FailedPrecondition, "alive", unexpected: false, "Deletion");
        yield return Case(
            new CloudTransportException("StartInstanceRefresh", TransportFault.TimedOut, "no answer", mayHaveActed: true), StatusCode.Unknown, "StartInstanceRefresh", unexpected: false, "Doubt");
        yield return Case(
            new CloudTransportException("DescribeRefreshActivities", TransportFault.NotSent, "nobody listens", mayHaveActed: false),
            StatusCode.FailedPrecondition, "nobody listens", unexpected: false, "Unreachable");
        yield return Case(new CredentialException("none found", []), StatusCode.FailedPrecondition, "none found", unexpected: false, "Credentials");
        yield return Case(new OperationCanceledException(), StatusCode.Cancelled, "interrupted", unexpected: false, "Interrupt");
        yield return Case(new FormatException("no id"), StatusCode.InvalidArgument, "no id", unexpected: false, "Format");
        yield return Case(new InvalidOperationException("oops"), StatusCode.Internal, "Unexpected in this provider: InvalidOperationException: oops", unexpected: true, "Fault");

        static TestCaseData Case(Exception failure, StatusCode code, string text, bool unexpected, string name)
            => new TestCaseData(failure, code, text, unexpected).SetName($"From_{name}_HasItsCodeAndText");
    }

    [TestCaseSource(nameof(Exceptions))]
    public void From_Exception_HasItsCodeAndText(Exception failure, StatusCode code, string text, bool unexpected)
    {
        var status = RpcStatus.Of(Failures.From(failure, new Redactor([])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Code, Is.EqualTo(code));
            Assert.That(status.Message, Does.Contain(text));
            Assert.That(Failures.IsUnexpected(failure), Is.EqualTo(unexpected));
        }
    }

    [Test]
    public void From_SecretInTheText_IsTakenOut()
        => Assert.That(Failures.From(new InvalidOperationException("was hidden-one"), new Redactor(["hidden-one"])).Status.Detail, Does.EndWith("was [secret]"));

    [Test]
    public void From_StatusAlready_IsUnchanged()
    {
        var reported = RpcFailure.Of(StatusCode.NotFound, "told");
        Assert.That(Failures.From(reported, new Redactor([])), Is.SameAs(reported));
    }
}
