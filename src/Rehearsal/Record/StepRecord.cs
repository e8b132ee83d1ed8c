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
    public bool IsNotFound { get; init; }

    /// <summary>The rollout that goes with this step and was not over when it was last seen; null for none.</summary>
    public RolloutRecord? Ends { get; init; }

    /// <summary>Of the rollout's own resource.</summary>
    public RolloutRecord? Rollout { get; init; }

    public static StepRecord Of(EngineEvent.StepEnded ended)
    {
        (Step step, ResourceState? state) = (ended.Step, ended.Result);
        return new(step.Urn, step.Type, step.Name, step.Op, ended.Outcome)
        {
            Changes = [.. step.Diff?.Detailed?.Keys ?? (IEnumerable<string>?)step.Diff?.ChangedKeys ?? []],
            Reasons = [.. ended.Reasons],
            IsNotFound = state is null,
            Ends = step is { Op: StepOp.Delete or StepOp.DeleteReplaced, Old: { } old } && RolloutRecord.Of(step.Type, old.Outputs) is { IsAlive: true } alive ? alive : null,
            Rollout = state is null ? null : RolloutRecord.Of(step.Type, state.Outputs),
        };
    }
}
