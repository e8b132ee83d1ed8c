using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>What was done to one resource, and how it ended.</summary>
internal sealed record StepRecord(string Urn, string Type, string Name, StepOp Op, StepOutcome Outcome)
{
    /// <summary>What differed, by property path, as far as the provider said.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Why it failed or is only half made.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>The step found the resource gone.</summary>
    public bool IsGone { get; init; }

    /// <summary>Of the rollout's own resource.</summary>
    public RolloutRecord? Rollout { get; init; }
}
