namespace TencentcloudRefresh.Simulator.Http;

/// <summary>What goes back to a caller.</summary>
internal sealed record ApiAnswer
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The Date header: the service's time, except where the callers' clock was the trouble.</summary>
    public DateTimeOffset Date { get; init; }

    /// <summary>No answer: the connection ends.</summary>
    public bool Abort { get; init; }

    /// <summary>How long the caller waits for it, in the callers' time.</summary>
    public TimeSpan Delay { get; init; }
}
