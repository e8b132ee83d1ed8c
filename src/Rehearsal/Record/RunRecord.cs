using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>
/// Everything that a rehearsal did, in order. What displays, JSON and reports are made from; holds no secret and no wall-clock time.
/// </summary>
internal sealed record RunRecord(string Project, string Stack, ImmutableArray<ActRecord> Acts)
{
    public bool AsExpected => Acts.All(act => act.AsExpected);
}

/// <summary>One act of the scenario, or the one operation of a command.</summary>
/// <param name="Shows">One line: what is being shown.</param>
/// <param name="AsExpected">Whether it ended as the scenario expects.</param>
internal sealed record ActRecord(string Name, string Shows, ImmutableArray<OperationRecord> Operations, bool AsExpected)
{
    /// <summary>What was expected and is not so, in sentences.</summary>
    public ImmutableArray<string> Unmet { get; init; } = [];
}
