using Grpc.Core;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>Settings of a <see cref="GrpcServer"/>.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>On the loopback address. Default 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>The largest request that is read, in bytes. Default 400 MiB, as in the engine; a larger one gets ResourceExhausted, unread.</summary>
    public int MaxRequestBytes { get; init; } = MessageLimits.OfTheEngine;

    /// <summary>
    /// Calls that one connection may have open; a client queues the rest, a Cancel among them. Default 10,000: a program may register thousands of resources
    /// at once, and each rollout that the engine waits for is a call that stays open.
    /// </summary>
    public int MaxCallsPerConnection { get; init; } = 10_000;

    /// <summary>How long calls in flight may continue once the server stops. Default 3 seconds.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Times the shutdown. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Told of the method's path and the exception when a handler fails with anything but an <see cref="RpcException"/> or a cancellation.
    /// Default: nobody.
    /// </summary>
    public Action<string, Exception>? HandlerFailed { get; init; }
}
