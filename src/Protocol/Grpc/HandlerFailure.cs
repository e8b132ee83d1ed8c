using TencentcloudRefresh.Protocol.Values;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>The one place where an exception turns into what a client sees: a code and a message, never a stack trace.</summary>
internal static class HandlerFailure
{
    public static RpcStatus StatusOf(Exception failure, bool deadlinePassed) => failure switch
    {
        RpcException { Status.Code: StatusCode.Ok } => new(StatusCode.Internal, "The call failed, and its handler called that a success."),
        RpcException rpc => rpc.Status,
        OperationCanceledException when deadlinePassed => new(StatusCode.DeadlineExceeded, "The call's deadline passed."),
        OperationCanceledException => new(StatusCode.Cancelled, "The call was cancelled."),
        PropertyFormatException malformed => new(StatusCode.InvalidArgument, malformed.Message),
        AggregateException { InnerExceptions: [var only] } => StatusOf(only, deadlinePassed),
        _ => new(StatusCode.Unknown, failure.Message.Length > 0 ? failure.Message : failure.GetType().Name),
    };
}
