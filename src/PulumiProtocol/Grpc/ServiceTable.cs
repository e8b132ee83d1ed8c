using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>
/// The unary methods that a server serves: what a handler throws becomes a code and a message, never a stack trace. An <see cref="RpcException"/> decides
/// itself what the caller sees.
/// </summary>
/// <remarks>
/// Takes a generated <c>BindService</c>, or method by method with <see cref="Add"/>. The generated one calls a generic virtual method for each, which a native
/// process can only resolve at run time: that took a quarter of its start and 2 MiB.
/// </remarks>
public sealed class ServiceTable : ServiceBinderBase
{
    private readonly Action<string, Exception>? _handlerFailed;
    private readonly List<Action<ServiceMethodProviderContext<ServedMethods>>> _methods = [];

    internal ServiceTable(Action<string, Exception>? handlerFailed) => _handlerFailed = handlerFailed;

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        if (handler is not null)
            Add(method.Deep(), handler);
    }

    /// <param name="method">See <see cref="UnaryMethod"/>.</param>
    /// <param name="handler">What answers it.</param>
    public void Add<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var guarded = Guarded(method.FullName, handler);
        _methods.Add(context => context.AddUnaryMethod(method, [], (_, request, call) => guarded(request, call)));
    }

    internal void AddTo(ServiceMethodProviderContext<ServedMethods> context)
    {
        foreach (var method in _methods)
            method(context);
    }

    private UnaryServerMethod<TRequest, TResponse> Guarded<TRequest, TResponse>(string path, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
        => async (request, context) =>
        {
            try
            {
                return await handler(request, context);
            }
            catch (OperationCanceledException)
            {
                throw RpcFailure.Of(StatusCode.Cancelled, "The call was cancelled.");
            }
            catch (PropertyFormatException malformed)
            {
                throw RpcFailure.Of(StatusCode.InvalidArgument, malformed.Message);
            }
            catch (Exception failure) when (failure is not RpcException)
            {
                _handlerFailed?.Invoke(path, failure);
                throw RpcFailure.Of(StatusCode.Unknown, failure.Message.Length > 0 ? failure.Message : failure.GetType().Name);
            }
        };
}
