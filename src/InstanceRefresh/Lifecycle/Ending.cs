using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>How following an activity ended.</summary>
/// <param name="Outputs">The whole state.</param>
/// <param name="Why">Why it is not where it should be; null if it is.</param>
internal sealed record Ending(RefreshOutputs Outputs, Explanation? Why, ImmutableArray<string> Warnings)
{
    public OperationResult ToResult(ActivityId id) => Why is { } why
        ? new OperationResult.Incomplete(id.ToString(), Outputs, why.Lines)
        : new OperationResult.Done(id.ToString(), Outputs, Warnings);
}
