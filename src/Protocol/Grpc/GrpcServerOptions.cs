namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>Settings of a <see cref="GrpcServer"/>.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>On the loopback address. Default 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>The largest request that is read, in bytes. Default 400 MiB, as in the engine; a larger one gets ResourceExhausted.</summary>
    public int MaxRequestBytes { get; init; } = MessageLimits.DefaultMaxBytes;

    /// <summary>
    /// How long calls in flight may go on once the server stops and their tokens have ended. Default 3 seconds: the engine kills a plugin after 5.
    /// </summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Times deadlines and the shutdown. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Told of the method's path and the exception when a handler fails with anything but an <see cref="RpcException"/> or a cancellation.
    /// Default: nobody.
    /// </summary>
    public Action<string, Exception>? HandlerFailed { get; init; }
}
