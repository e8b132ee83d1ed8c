using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>How a call ended, in full.</summary>
/// <param name="Code">The number in <c>grpc-status</c>, and in the details.</param>
/// <param name="Message">For people; shown and stored in clear.</param>
/// <param name="Details">Messages that the caller may look for by type. Default none.</param>
public sealed record RpcStatus(StatusCode Code, string Message, ImmutableArray<Any> Details = default)
{
    public ImmutableArray<Any> Details { get; init; } = Details.IsDefault ? [] : Details;

    /// <summary>The first detail of this type, or null. One that cannot be parsed counts as none.</summary>
    public T? Detail<T>() where T : class, IMessage<T>, new()
    {
        T found = new();
        Any? packed = Details.FirstOrDefault(detail => detail.Is(found.Descriptor));
        if (packed is null)
            return null;
        try
        {
            // Not Any.Unpack: it stops at the library's nesting limit, and a detail may hold a deep Struct.
            MessageLimits.Merge(found, packed.Value.ToByteArray());
            return found;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>The same status with one detail more.</summary>
    public RpcStatus With(IMessage detail) => this with { Details = Details.Add(Any.Pack(detail)) };

    public bool Equals(RpcStatus? other) => other is not null && Code == other.Code
        && string.Equals(Message, other.Message, StringComparison.Ordinal) && Details.SequenceEqual(other.Details);

    public override int GetHashCode() => HashCode.Combine(Code, Message, Details.Length);

    /// <summary>Names the details by type only: their content may be secret.</summary>
    public override string ToString()
        => $"{Code}: {Message}{string.Concat(Details.Select(detail => $" [{Any.GetTypeName(detail.TypeUrl)}]"))}";
}
