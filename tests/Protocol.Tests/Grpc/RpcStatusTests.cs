using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

public sealed class RpcStatusTests
{
    [Test]
    public void Detail_OfSeveral_IsTheFirstOfItsType()
    {
        RpcStatus status = new RpcStatus(StatusCode.Unknown, "x").With(new ErrorCause { Message = "cause" })
            .With(new ErrorResourceInitFailed { Id = "first" }).With(new ErrorResourceInitFailed { Id = "second" });

        Assert.That(status.Detail<ErrorResourceInitFailed>()?.Id, Is.EqualTo("first"));
        Assert.That(status.Detail<ErrorCause>()?.Message, Is.EqualTo("cause"));
        Assert.That(status.Detail<ConfigureErrorMissingKeys>(), Is.Null);
    }

    [Test]
    public void Detail_ThatIsBroken_IsNone()
    {
        Any broken = Any.Pack(new ErrorCause());
        broken.Value = ByteString.CopyFrom(0x0a, 200);

        Assert.That(new RpcStatus(StatusCode.Unknown, "x", [broken]).Detail<ErrorCause>(), Is.Null);
    }

    [Test]
    public void ToString_WithDetails_NamesTheirTypesAndNotTheirContent()
    {
        RpcStatus status = new RpcStatus(StatusCode.Aborted, "text").With(new ErrorCause { Message = "hidden" });

        Assert.That(status.ToString(), Is.EqualTo("Aborted: text [pulumirpc.ErrorCause]"));
        Assert.That(new RpcException(status).ToString(), Does.Not.Contain("hidden"));
    }
}
