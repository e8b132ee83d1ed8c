using System.Collections.Frozen;
using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>Which methods a server answers, and how.</summary>
public sealed class UnaryEndpoints
{
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.Ordinal);

    /// <summary>A whole request's bytes in, the response out.</summary>
    internal delegate Task<IMessage> Endpoint(byte[] request, CancellationToken cancellationToken);

    /// <summary>
    /// Answers a method. The handler's token ends when the client gives up or goes away, when the call's deadline passes, and when the server stops.
    /// An <see cref="RpcException"/> decides what the client sees; any other exception becomes Unknown with its message and nothing else;
    /// a cancellation becomes Cancelled, DeadlineExceeded or Unavailable, by what ended the token.
    /// </summary>
    /// <exception cref="ArgumentException">The method is answered already.</exception>
    public UnaryEndpoints Map<TRequest, TResponse>(
        UnaryMethod<TRequest, TResponse> method, Func<TRequest, CancellationToken, Task<TResponse>> handler)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        _endpoints.Add(method.Path, async (bytes, cancellationToken) => await handler(Parsed(method, bytes), cancellationToken));
        return this;
    }

    internal FrozenDictionary<string, Endpoint> ToTable() => _endpoints.ToFrozenDictionary(StringComparer.Ordinal);

    private static TRequest Parsed<TRequest, TResponse>(UnaryMethod<TRequest, TResponse> method, byte[] bytes)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        try
        {
            return MessageLimits.Parse(method.RequestParser, bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RpcException(StatusCode.Internal, $"The request of {method.Path} is not well-formed: {malformed.Message}", malformed);
        }
    }
}
