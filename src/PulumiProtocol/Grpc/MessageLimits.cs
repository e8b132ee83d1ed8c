namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>What the engine takes, and so does whoever stands in for it.</summary>
public static class MessageLimits
{
    /// <summary>The largest message, in bytes: 400 MiB.</summary>
    public const int OfTheEngine = 400 * 1024 * 1024;

    /// <summary>The largest headers and trailers, in KiB: 16 MiB. Resources that are made in part travel in trailers.</summary>
    public static int HeadersKilobytes => 16 * 1024;
}
