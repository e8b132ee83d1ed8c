using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>One method of a service: one request, one response.</summary>
/// <param name="Service">Full name with its package, as in <c>pulumirpc.Engine</c>.</param>
/// <param name="Name">The method's name alone.</param>
/// <param name="RequestParser">Used by servers.</param>
/// <param name="ResponseParser">Used by clients.</param>
public sealed record UnaryMethod<TRequest, TResponse>(
    string Service, string Name, MessageParser<TRequest> RequestParser, MessageParser<TResponse> ResponseParser)
    where TRequest : IMessage<TRequest>
    where TResponse : IMessage<TResponse>
{
    /// <summary>The path of its HTTP requests.</summary>
    public string Path { get; } = $"/{Service}/{Name}";
}
