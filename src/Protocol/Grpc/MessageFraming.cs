using System.Buffers.Binary;
using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>
/// gRPC's frame around a message: one byte that says whether it is compressed, four with its length, most significant first, then the message.
/// </summary>
internal static class MessageFraming
{
    private const int HeaderBytes = 5;

    /// <exception cref="RpcException">The message cannot be serialized (Internal).</exception>
    public static byte[] Frame(IMessage message)
    {
        try
        {
            byte[] frame = new byte[HeaderBytes + message.CalculateSize()];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - HeaderBytes);
            message.WriteTo(frame.AsSpan(HeaderBytes));
            return frame;
        }
        catch (Exception failure) when (failure is OverflowException or OutOfMemoryException)
        {
            throw new RpcException(StatusCode.Internal, $"A {message.Descriptor.FullName} of more than 2 GiB cannot be sent.", failure);
        }
    }

    /// <summary>Reads the one frame of a unary body, and makes sure that nothing follows it.</summary>
    /// <returns>The message's bytes, or null for a body without a frame.</returns>
    /// <exception cref="RpcException">
    /// Compressed (Unimplemented: nobody was told that we could), longer than allowed (ResourceExhausted), cut short or followed by more (Internal).
    /// </exception>
    public static async Task<byte[]?> ReadAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        byte[] header = new byte[HeaderBytes];
        int got = await body.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken);
        if (got == 0)
            return null;
        if (got < HeaderBytes)
            throw new RpcException(StatusCode.Internal, "The message was cut short within its header.");
        byte[] message = new byte[LengthIn(header, maxBytes)];
        got = await body.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, cancellationToken);
        if (got < message.Length)
            throw new RpcException(StatusCode.Internal, $"The message was cut short: {got} of {message.Length} bytes came.");
        return await body.ReadAsync(header, cancellationToken) == 0
            ? message
            : throw new RpcException(StatusCode.Internal, "More came after the one message of a unary call.");
    }

    private static int LengthIn(ReadOnlySpan<byte> header, int maxBytes)
    {
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        return header[0] switch
        {
            1 => throw new RpcException(StatusCode.Unimplemented, "The message is compressed, and no compression is supported here."),
            not 0 => throw new RpcException(StatusCode.Internal, $"The message's frame begins with {header[0]}, neither 0 nor 1."),
            _ when length > (uint)maxBytes => throw new RpcException(
                StatusCode.ResourceExhausted, $"A message of {length} bytes came, and {maxBytes} is the most that is taken here."),
            _ => (int)length,
        };
    }
}
