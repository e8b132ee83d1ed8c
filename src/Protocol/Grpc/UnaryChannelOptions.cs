namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>Settings of a <see cref="UnaryChannel"/>.</summary>
public sealed record UnaryChannelOptions
{
    /// <summary>The largest response that is read, in bytes. Default 400 MiB, as in the engine; a larger one is ResourceExhausted.</summary>
    public int MaxResponseBytes { get; init; } = MessageLimits.DefaultMaxBytes;

    /// <summary>The largest headers and trailers, in KiB. Default 16 MiB, as in the engine: half-made resources travel there.</summary>
    public int MaxHeadersKilobytes { get; init; } = 16 * 1024;

    /// <summary>Times deadlines. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
