using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>
/// A call that did not end well. Thrown by a handler, it decides what the caller sees; thrown by <see cref="UnaryChannel"/>, it tells what the
/// server answered or why no answer came. A call that its own token ended throws <see cref="OperationCanceledException"/> instead.
/// </summary>
public sealed class RpcException : Exception
{
    public RpcException(RpcStatus status, Exception? inner = null)
        : base(status.ToString(), inner)
        => Status = status;

    public RpcException(StatusCode code, string message, Exception? inner = null)
        : this(new RpcStatus(code, message), inner)
    {
    }

    public RpcStatus Status { get; }

    /// <summary>The first detail of this type, or null.</summary>
    public T? Detail<T>() where T : class, IMessage<T>, new() => Status.Detail<T>();
}
