using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>Failed calls and the details that travel with them. A detail's status repeats the call's code: the engine drops one that does not.</summary>
public static class RpcFailure
{
    /// <param name="code">Anything but OK.</param>
    /// <param name="message">For people; shown and stored in clear.</param>
    /// <param name="detail">What the caller may look for by type. Default none.</param>
    public static RpcException Of(StatusCode code, string message, IMessage? detail = null) => detail is null
        ? new RpcException(new Status(code, message))
        : new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } }.ToRpcException();

    extension(RpcException failure)
    {
        /// <summary>The details as they came. Empty where there are none, or none that the engine would accept.</summary>
        public IReadOnlyList<Any> Details => failure.GetRpcStatus() is { } status && status.Code == (int)failure.StatusCode ? status.Details : [];

        /// <summary>The first detail of this type, or null. One that cannot be read counts as none.</summary>
        public T? Detail<T>()
            where T : class, IMessage<T>, new()
        {
            T found = new();
            if (failure.Details.FirstOrDefault(detail => detail.Is(found.Descriptor)) is not { } packed)
                return null;
            try
            {
                // Not Any.Unpack: it stops at the library's nesting limit, and a detail may hold a deep Struct.
                DeepMessages.Merge(found, packed.Value.ToByteArray());
                return found;
            }
            catch (InvalidProtocolBufferException)
            {
                return null;
            }
        }
    }
}
