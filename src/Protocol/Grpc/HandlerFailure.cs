using TencentcloudRefresh.Protocol.Values;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>The one place where an exception turns into what a client sees: a code and a message, never a stack trace.</summary>
internal static class HandlerFailure
{
    /// <param name="failure">What the handler, or reading its request, ended with.</param>
    /// <param name="deadlinePassed">Why a cancellation came, if so.</param>
    /// <param name="serverStopping">The same; as in the engine, callers are told that nobody is there any more.</param>
    public static RpcStatus StatusOf(Exception failure, bool deadlinePassed, bool serverStopping) => failure switch
    {
        RpcException { Status.Code: StatusCode.Ok } => new(StatusCode.Internal, "The call failed, and its handler called that a success."),
        RpcException rpc => rpc.Status,
        OperationCanceledException when deadlinePassed => new(StatusCode.DeadlineExceeded, "The call's deadline passed."),
        OperationCanceledException when serverStopping => new(StatusCode.Unavailable, "The server is stopping."),
        OperationCanceledException => new(StatusCode.Cancelled, "The call was cancelled."),
        PropertyFormatException malformed => new(StatusCode.InvalidArgument, malformed.Message),
        AggregateException { InnerExceptions: [var only] } => StatusOf(only, deadlinePassed, serverStopping),
        _ => new(StatusCode.Unknown, failure.Message.Length > 0 ? failure.Message : failure.GetType().Name),
    };
}
