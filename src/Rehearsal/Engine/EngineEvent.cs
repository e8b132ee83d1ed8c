using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

internal enum Severity { Debug, Info, Warning, Error }

internal enum StepOutcome
{
    Succeeded,

    /// <summary>The resource is there, but not right. It is kept, with the reasons.</summary>
    PartlyFailed,
    Failed,
}

/// <summary>What a run reports while it continues. A closed union.</summary>
internal abstract record EngineEvent
{
    private EngineEvent()
    {
    }

    public sealed record StepStarted(Step Step) : EngineEvent;

    /// <param name="Result">The entry as stored; null when it is gone or was never made.</param>
    /// <param name="Reasons">Why it failed, one entry per reason.</param>
    public sealed record StepEnded(Step Step, StepOutcome Outcome, ResourceState? Result, IReadOnlyList<string> Reasons) : EngineEvent;

    /// <param name="Urn">Whom it concerns; empty for the stack.</param>
    /// <param name="Ephemeral">A state, not a statement: replaces the one before, and is nowhere at the end.</param>
    public sealed record Message(Severity Severity, string Text, string Urn, bool Ephemeral) : EngineEvent
    {
        /// <summary>What the text says of a rollout, as data; null for texts about anything else.</summary>
        public RolloutProgress? Progress { get; init; }
    }

    public sealed record StackOutputs(PropertyMap Olds, PropertyMap News) : EngineEvent;
}
