using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>One run of the engine.</summary>
internal sealed record OperationRecord
{
    /// <summary><c>preview</c>, <c>up</c>, <c>refresh</c>, <c>destroy</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Nothing was changed.</summary>
    public bool Preview { get; init; }

    public DeploymentResult Result { get; init; }

    /// <summary>From its beginning to its end, in the service's time: what it would have taken beside a fleet like this one.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>In the order in which they began. Providers that the engine made by itself are left out.</summary>
    public ImmutableArray<StepRecord> Steps { get; init; } = [];

    /// <summary>What was said and is to stay: warnings, errors, information for the stack. In order.</summary>
    public ImmutableArray<MessageRecord> Messages { get; init; } = [];

    /// <summary>The stack's outputs; a secret is the text <c>[secret]</c>.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>The actions of all calls that reached the service, in order. Empty when the service does not report them.</summary>
    public ImmutableArray<string> ApiCalls { get; init; } = [];

    /// <summary>The rollout as this operation left it; null when the stack has none.</summary>
    public RolloutRecord? Rollout => Steps.LastOrDefault(step => step.Rollout is not null)?.Rollout;
}

/// <param name="Urn">Whom it concerns; empty for the stack.</param>
internal sealed record MessageRecord(Severity Severity, string Text, string Urn);
