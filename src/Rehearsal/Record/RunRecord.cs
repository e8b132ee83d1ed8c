using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>
/// Everything that a rehearsal did, in order. What displays, JSON and reports are made from; holds no secret and no wall-clock time.
/// </summary>
internal sealed record RunRecord(string Project, string Stack, ImmutableArray<ActRecord> Acts)
{
    public bool AsTold => Acts.All(act => act.AsTold);
}

/// <summary>One act of the story, or the one operation of a command.</summary>
/// <param name="Shows">One line: what is being shown.</param>
/// <param name="AsTold">Whether it ended as the story says it does.</param>
internal sealed record ActRecord(string Name, string Shows, ImmutableArray<OperationRecord> Operations, bool AsTold)
{
    /// <summary>What was expected and is not so, in sentences.</summary>
    public ImmutableArray<string> Surprises { get; init; } = [];
}
