using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>How a call failed, in full.</summary>
internal sealed record RpcStatus(StatusCode Code, string Message, IReadOnlyList<Any> Details, RpcException Failure)
{
    public static RpcStatus Of(RpcException failure) => new(failure.StatusCode, failure.Status.Detail, failure.Details, failure);

    /// <summary>The first detail of this type, or null.</summary>
    public T? Detail<T>()
        where T : class, IMessage<T>, new()
        => Failure.Detail<T>();

    /// <summary>Names the details by type only: their content may be secret.</summary>
    public override string ToString()
        => $"{Code}: {Message}{string.Concat(Details.Select(detail => $" [{Any.GetTypeName(detail.TypeUrl)}]"))}";
}
