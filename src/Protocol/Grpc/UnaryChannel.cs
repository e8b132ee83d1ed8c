using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>A gRPC client for unary calls to one address. Connects with the first call; safe for concurrent calls.</summary>
public sealed class UnaryChannel : IDisposable
{
    private readonly HttpClient _http;
    private readonly UnaryChannelOptions _options;

    /// <param name="address">host:port, without a scheme.</param>
    /// <exception cref="UriFormatException">The address is not of that form.</exception>
    public UnaryChannel(string address)
        : this(address, new UnaryChannelOptions())
    {
    }

    /// <inheritdoc cref="UnaryChannel(string)"/>
    public UnaryChannel(string address, UnaryChannelOptions options)
    {
        _options = options;
        _http = new HttpClient(Handler(options))
        {
            BaseAddress = new Uri($"http://{address}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // A registration takes as long as the resource does.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Address = address;
    }

    public string Address { get; }

    /// <summary>Calls without a deadline.</summary>
    /// <exception cref="RpcException">The server answered with a status other than Ok, or there was no answer (Unavailable).</exception>
    /// <exception cref="OperationCanceledException">The token ended; the server is told.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        UnaryMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        using HttpRequestMessage message = Message(method.Path, request);
        return await SendAsync(method, message, cancellationToken);
    }

    /// <summary>Calls with a deadline, which the server is told as well.</summary>
    /// <exception cref="RpcException">As above, and DeadlineExceeded once the time is over.</exception>
    /// <exception cref="OperationCanceledException">The token ended; the server is told.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        UnaryMethod<TRequest, TResponse> method, TRequest request, TimeSpan deadline, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        using HttpRequestMessage message = Message(method.Path, request);
        message.Headers.TryAddWithoutValidation(WireNames.Timeout, GrpcTimeout.Format(deadline));
        using CallDeadline timer = CallDeadline.In(deadline > TimeSpan.Zero ? deadline : TimeSpan.Zero, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await SendAsync(method, message, either.Token);
        }
        catch (OperationCanceledException late) when (timer.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(StatusCode.DeadlineExceeded, $"{method.Path} was not answered within {deadline}.", late);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler(UnaryChannelOptions options) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = options.MaxHeadersKilobytes,
    };

    private static HttpRequestMessage Message(string path, IMessage request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(MessageFraming.Frame(request))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(WireNames.ContentType) },
            },
        };
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        message.Headers.Add(WireNames.AcceptEncoding, WireNames.NoCompression);
        return message;
    }

    private async Task<TResponse> SendAsync<TRequest, TResponse>(
        UnaryMethod<TRequest, TResponse> method, HttpRequestMessage message, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            byte[] bytes = await UnaryAnswer.ReadAsync(response, _options.MaxResponseBytes, cancellationToken);
            return MessageLimits.Parse(method.ResponseParser, bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RpcException(StatusCode.Internal, $"The response of {method.Path} is not well-formed: {malformed.Message}", malformed);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RpcException(TransportFailure.StatusOf(broken, Address), broken);
        }
    }
}
