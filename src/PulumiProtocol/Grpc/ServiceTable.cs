using Grpc.Core;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>
/// Collects the methods of generated services for a server: what a handler throws becomes a code and a message, never a stack trace.
/// An <see cref="RpcException"/> decides itself what the caller sees.
/// </summary>
internal sealed class ServiceTable(Action<string, Exception>? handlerFailed) : ServiceBinderBase
{
    private readonly ServerServiceDefinition.Builder _methods = ServerServiceDefinition.CreateBuilder();

    public ServerServiceDefinition Build() => _methods.Build();

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        if (handler is not null)
            _methods.AddMethod(method.Deep(), Guarded(method.FullName, handler));
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
                handlerFailed?.Invoke(path, failure);
                throw RpcFailure.Of(StatusCode.Unknown, failure.Message.Length > 0 ? failure.Message : failure.GetType().Name);
            }
        };
}
