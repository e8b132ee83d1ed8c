using System.Net.Sockets;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>
/// A client's way to one address: one connection, made with the first call, safe for concurrent calls, with the engine's limits. A call that its own token or
/// deadline ends throws <see cref="OperationCanceledException"/>; every other bad end is an <see cref="RpcException"/>.
/// </summary>
public sealed class LoopbackChannel : IDisposable
{
    private readonly GrpcChannel _channel;

    /// <param name="address">host:port, without a scheme.</param>
    /// <param name="maxResponseBytes">The largest response that is read. Default 400 MiB; a larger one is ResourceExhausted.</param>
    /// <exception cref="UriFormatException">The address is not of that form.</exception>
    public LoopbackChannel(string address, int maxResponseBytes = MessageLimits.OfTheEngine)
    {
        Address = address;
        _channel = GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
        {
            HttpHandler = Handler(),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = maxResponseBytes,
            MaxSendMessageSize = null,
            ThrowOperationCanceledOnCancellation = true,
        });
        Invoker = _channel.Intercept(new DeepCalls());
    }

    public string Address { get; }

    /// <summary>What a generated client is made with.</summary>
    public CallInvoker Invoker { get; }

    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MessageLimits.HeadersKilobytes,
        // With a way to connect of its own the channel leaves connections to the handler: no subchannels, and no waits between attempts to connect.
        ConnectCallback = ConnectAsync,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class DeepCalls : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
            => continuation(request, new(context.Method.Deep(), context.Host, context.Options));
    }
}
