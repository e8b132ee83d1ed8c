using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>One scaling activity (<c>asa-…</c>): machines made, removed, or worked on by a batch.</summary>
public sealed record ScalingActivity
{
    public ScalingActivity()
    {
    }

    /// <summary>As a file gives it: over, unless it says otherwise.</summary>
    [JsonConstructor]
    internal ScalingActivity(ScalingStatus status = ScalingStatus.Successful) => Status = status;

    [Id(Ids.Scaling)]
    public required string Id { get; init; }

    public required string GroupId { get; init; }

    /// <summary>ActivityType, such as SCALE_OUT or SCALE_IN.</summary>
    public required string Type { get; init; }

    public ScalingStatus Status { get; init; } = ScalingStatus.Running;

    public string Message { get; init => field = value ?? ""; } = "";

    public string Cause { get; init => field = value ?? ""; } = "";

    public string Description { get; init => field = value ?? ""; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public ImmutableArray<string> InstanceIds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Commands of hooks that have ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Invocation>? Invocations { get; init; }

    /// <summary>The refresh activity on whose behalf this runs; null for ordinary scaling.</summary>
    public string? RefreshActivityId { get; init; }
}
