using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What a message may weigh, and parsing under limits of our own.</summary>
internal static class MessageLimits
{
    /// <summary>What the engine accepts on its side: 400 MiB.</summary>
    public const int DefaultMaxBytes = 400 * 1024 * 1024;

    /// <summary>
    /// Nesting of messages; each object of a Struct takes two or three. The library's own limit of 100 is too small for plausible inputs. This one
    /// is far from what a thread's stack can take.
    /// </summary>
    public const int MaxDepth = 2000;

    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public static T Parse<T>(MessageParser<T> parser, byte[] bytes) where T : IMessage<T>
    {
        using CodedInputStream input = Input(bytes);
        return parser.ParseFrom(input);
    }

    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public static void Merge(IMessage into, byte[] bytes)
    {
        using CodedInputStream input = Input(bytes);
        into.MergeFrom(input);
    }

    // Only the form that reads from a stream lets its limits be chosen.
    private static CodedInputStream Input(byte[] bytes)
        => CodedInputStream.CreateWithLimits(new MemoryStream(bytes, writable: false), int.MaxValue, MaxDepth);
}
