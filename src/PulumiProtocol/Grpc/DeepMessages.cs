using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>
/// Messages may nest deeper than the library takes by default: it stops at 100, and each object of a Struct is three messages. The engine's limit is
/// far beyond both.
/// </summary>
internal static class DeepMessages
{
    /// <summary>In messages; far from what a thread's stack can take.</summary>
    public const int MaxDepth = 2000;

    extension<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        /// <summary>The same method, its messages read under this limit.</summary>
        public Method<TRequest, TResponse> Deep()
            => new(method.Type, method.ServiceName, method.Name, Deep(method.RequestMarshaller), Deep(method.ResponseMarshaller));
    }

    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public static void Merge(IMessage into, byte[] bytes)
    {
        // Only the form that reads from a stream lets its limits be chosen.
        using var input = CodedInputStream.CreateWithLimits(new MemoryStream(bytes, writable: false), int.MaxValue, MaxDepth);
        into.MergeFrom(input);
    }

    /// <exception cref="RpcException">The bytes are no such message.</exception>
    public static T Read<T>(DeserializationContext context)
        where T : class, IMessage<T>, new() => Filled(new T(), context);

    private static Marshaller<T> Deep<T>(Marshaller<T> stock)
        where T : class
        => new(stock.ContextualSerializer, context => Read(stock, context));

    private static T Read<T>(Marshaller<T> stock, DeserializationContext context)
        where T : class
        // No bytes are a message without members, ready to be filled.
        => Filled(stock.ContextualDeserializer(NoBytes.Instance), context);

    private static T Filled<T>(T message, DeserializationContext context)
        where T : class
    {
        try
        {
            Merge((IMessage)message, context.PayloadAsNewBuffer());
            return message;
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw RpcFailure.Of(StatusCode.Internal, $"A {typeof(T).Name} is not well-formed: {malformed.Message}");
        }
    }

    private sealed class NoBytes : DeserializationContext
    {
        public static readonly NoBytes Instance = new();

        public override int PayloadLength => 0;

        public override byte[] PayloadAsNewBuffer() => [];

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => ReadOnlySequence<byte>.Empty;
    }
}
