using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Scenarios;

/// <summary>One operation of an act: what is changed before it, what is run, and what must come of it.</summary>
/// <param name="Note">What changes before it, in the words of a commit; empty when nothing does.</param>
internal sealed record ScenarioStep(string Note, OperationKind Kind)
{
    /// <summary>The change of the stack's settings, as a reviewed commit would make it. It stays for the steps after.</summary>
    public Func<StackConfig, StackConfig> Edit { get; init; } = config => config;

    /// <summary>What is to go wrong, given the rollout as it was last seen.</summary>
    public Func<RolloutRecord, JsonObject>? Fault { get; init; }

    public ImmutableArray<Expectation> Expect { get; init; } = [];
}

/// <summary>An act of the scenario.</summary>
/// <param name="Shows">One line: what is being shown.</param>
internal sealed record Act(string Name, string Shows, ImmutableArray<ScenarioStep> Steps);
