namespace TencentcloudRefresh.Simulator.Http;

/// <summary>How the clock is to be moved: the first of these that is given.</summary>
internal sealed record ClockFile
{
    public double? AdvanceSeconds { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>To the moment at which something next happens by itself.</summary>
    public bool? NextEvent { get; init; }
}
