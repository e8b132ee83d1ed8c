using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>One scaling activity (<c>asa-…</c>): machines made, removed, or worked on by a batch.</summary>
public sealed record ScalingActivity
{
    public required string Id { get; init; }

    public required string GroupId { get; init; }

    /// <summary>ActivityType, such as SCALE_OUT or SCALE_IN.</summary>
    public required string Type { get; init; }

    public ScalingStatus Status { get; init; } = ScalingStatus.Running;

    public string Message { get; init; } = "";

    public required string Cause { get; init; }

    public required string Description { get; init; }

    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public ImmutableArray<string> InstanceIds { get; init; } = [];

    /// <summary>The refresh activity on whose behalf this runs; null for ordinary scaling.</summary>
    public string? RefreshActivityId { get; init; }
}
