using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>What a report needs besides the history: which rollout it was and what the operation made of it. Plain data, nothing secret.</summary>
internal sealed record RolloutEnding
{
    public required string AutoScalingGroupId { get; init; }
    public string? AutoScalingGroupName { get; init; }
    /// <summary>The activity that the resource stands for, not its rollback.</summary>
    public required string RefreshActivityId { get; init; }
    public required RefreshOutcome Outcome { get; init; }
    /// <summary>False when the operation reports an error, or was interrupted.</summary>
    public required bool EndedWell { get; init; }
    /// <summary>Why it did not end well, or the warnings of an operation that did.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public IReadOnlyList<string> NextSteps { get; init; } = [];
    /// <summary>Whether the operation has started the rollout, rather than continued or only looked at it.</summary>
    public bool Started { get; init; }
    public RunOrigin? Run { get; init; }
    public ReportImages? Images { get; init; }
    public bool? Verified { get; init; }
    public ImmutableArray<Deviation> Deviations { get; init; } = [];
    public string? LaunchConfigurationId { get; init; }
    public long? LaunchConfigurationVersion { get; init; }
    /// <summary>The service's time at the end; only used when the history saw nothing later.</summary>
    public required DateTimeOffset At { get; init; }
}
