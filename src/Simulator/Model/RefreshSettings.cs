using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>How a rollout goes. Null means that the caller did not say; the answer echoes it so.</summary>
public sealed record RefreshSettings
{
    [Whole(1)]
    public required int BatchNumber { get; init; }

    public BatchPause? BatchPause { get; init; }

    public long? MaxSurge { get; init; }

    public FailProcess? FailProcess { get; init; }

    public bool? CheckInstanceTargetHealth { get; init; }

    /// <summary>Seconds, 60 to 7200; 1800 where the caller did not say.</summary>
    [Whole(60, 7200)]
    public int? CheckInstanceTargetHealthTimeout { get; init; }
}
