using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>How following an activity ended.</summary>
/// <param name="Outputs">The whole state.</param>
/// <param name="Why">Why it is not where it should be; null if it is.</param>
internal sealed record Ending(RefreshOutputs Outputs, Explanation? Why, ImmutableArray<string> Warnings)
{
    /// <summary>What the report is made of; null where none is wanted.</summary>
    public ReportDraft? Draft { get; init; }

    public OperationResult ToResult(ActivityId id)
    {
        var done = new OperationResult.Done(id.ToString(), Outputs, Warnings) { Draft = Draft };
        return Why is { } why ? done.Because(Outputs, why) : done;
    }
}
