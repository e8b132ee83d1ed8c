namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What a broken connection means in gRPC's terms.</summary>
internal static class TransportFailure
{
    public static RpcStatus StatusOf(Exception failure, string address) => ProtocolErrorIn(failure) is { } protocol
        ? new(CodeOf(protocol.ErrorCode), $"{address} ended the call with HTTP/2 error {protocol.ErrorCode}.")
        : new(StatusCode.Unavailable, $"{address} did not answer: {failure.Message}");

    private static HttpProtocolException? ProtocolErrorIn(Exception? failure)
    {
        while (failure is not (null or HttpProtocolException))
            failure = failure.InnerException;
        return failure as HttpProtocolException;
    }

    // From gRPC's page "gRPC over HTTP2", section on errors.
    private static StatusCode CodeOf(long error) => error switch
    {
        0x7 => StatusCode.Unavailable, // refused stream: the server did nothing
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted, // enhance your calm
        0xc => StatusCode.PermissionDenied, // inadequate security
        _ => StatusCode.Internal,
    };
}
