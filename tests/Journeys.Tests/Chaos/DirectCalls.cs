using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>
/// Calls of a generated client that reach the handlers of a service without a socket: the same handlers that the server binds, with copies of the messages. It can
/// be cut: then every call ends as one whose peer was killed.
/// </summary>
internal sealed class DirectCalls : CallInvoker
{
    private readonly Handlers _handlers = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closed = new();

    /// <summary>Handlers that failed with anything but a status: errors of the service itself.</summary>
    public ConcurrentQueue<Exception> Unexpected { get; } = [];

    /// <summary>Told the method whose answer is about to go to the caller.</summary>
    public Func<string, Task> Answering { get; set; } = static _ => Task.CompletedTask;

    public DirectCalls(Action<ServiceBinderBase> bind) => bind(_handlers);

    /// <summary>The peer is gone.</summary>
    public void Cut() => _cut.TrySetResult();

    /// <summary>The connection is closed: handlers hear of it by their token.</summary>
    public void Close()
    {
        Cut();
        _closed.Cancel();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        => new(AnswerAsync(method, request, options.CancellationToken), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    private async Task<TResponse> AnswerAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        if (_cut.Task.IsCompleted)
            throw Gone();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        var handler = (UnaryServerMethod<TRequest, TResponse>)_handlers.All[method.FullName];
        // The token's source is disposed with the call, as a server's is.
        var answer = Task.Run(() => handler(((IDeepCloneable<TRequest>)request).Clone(), new DirectContext(method.FullName, ended.Token)), CancellationToken.None);
        await Task.WhenAny(answer, _cut.Task, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended.Token));
        cancellationToken.ThrowIfCancellationRequested();
        if (_cut.Task.IsCompleted)
            throw Gone();
        await Answering(method.Name);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ((IDeepCloneable<TResponse>)await answer).Clone();
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            Unexpected.Enqueue(failure);
            throw new RpcException(new Status(StatusCode.Unknown, failure.Message));
        }
        finally
        {
            await ended.CancelAsync(); // takes the delay along
        }
    }

    private static RpcException Gone() => new(new Status(StatusCode.Unavailable, "the connection was closed"));

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private sealed class Handlers : ServiceBinderBase
    {
        public Dictionary<string, Delegate> All { get; } = new(StringComparer.Ordinal);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
            => All[method.FullName] = handler!;
    }

    private sealed class DirectContext(string method, CancellationToken cancellationToken) : ServerCallContext
    {
        protected override string MethodCore => method;

        protected override string HostCore => "in process";

        protected override string PeerCore => "in process";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => cancellationToken;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
