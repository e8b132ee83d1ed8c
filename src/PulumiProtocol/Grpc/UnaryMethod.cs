using Google.Protobuf;
using Grpc.Core;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>Describes a unary method of a service, as the generated code does for itself alone.</summary>
public static class UnaryMethod
{
    /// <param name="service">The service's full name.</param>
    /// <param name="name">The method's name.</param>
    public static Method<TRequest, TResponse> Of<TRequest, TResponse>(string service, string name)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
        => new(MethodType.Unary, service, name, Messages<TRequest>(), Messages<TResponse>());

    private static Marshaller<T> Messages<T>()
        where T : class, IMessage<T>, new()
        => Marshallers.Create(
            (message, context) =>
            {
                context.SetPayloadLength(message.CalculateSize());
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            DeepMessages.Read<T>);
}
