using System.Net;
using System.Net.Http.Headers;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What an HTTP response says in gRPC's terms.</summary>
internal static class UnaryAnswer
{
    /// <summary>Reads to the very end, where the trailers are.</summary>
    /// <returns>The message of a call that went well.</returns>
    /// <exception cref="RpcException">Any other ending.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        // A status among the headers means that nothing follows, whatever HTTP thinks of the call.
        if (StatusTrailers.Read(name => Only(response.Headers, name)) is { } early)
            throw new RpcException(early.Code == StatusCode.Ok ? NoMessage : early);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new RpcException(
                CodeOf(response.StatusCode), $"The server answered with HTTP {(int)response.StatusCode} and no {WireNames.Status}.");
        }
        if (!WireNames.IsGrpc(response.Content.Headers.ContentType?.ToString()))
        {
            throw new RpcException(
                StatusCode.Unknown, $"The server answered with content of type '{response.Content.Headers.ContentType}', not of gRPC's.");
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[]? message = await MessageFraming.ReadAsync(body, maxBytes, cancellationToken);
        RpcStatus status = StatusTrailers.Read(name => Only(response.TrailingHeaders, name))
            ?? new(StatusCode.Internal, $"The server ended the call without {WireNames.Status}.");
        if (status.Code != StatusCode.Ok)
            throw new RpcException(status);
        return message ?? throw new RpcException(NoMessage);
    }

    private static RpcStatus NoMessage { get; } = new(StatusCode.Internal, "The server called it a success and sent no message.");

    // A binary value that came twice cannot be put together again, so it counts as missing.
    private static string? Only(HttpHeaders headers, string name)
        => headers.NonValidated.TryGetValues(name, out HeaderStringValues values) && values.Count == 1 ? values.ToString() : null;

    // From gRPC's page "HTTP to gRPC Status Code Mapping".
    private static StatusCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway => StatusCode.Unavailable,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
