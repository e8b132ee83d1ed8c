using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>One batch of a rollout.</summary>
[OutputType]
public sealed class RefreshBatch
{
    /// <summary>Position of the batch, counted from 1.</summary>
    public readonly int Number;

    /// <summary>
    /// <c>WAITING</c>, <c>INIT</c>, <c>RUNNING</c>, <c>SUCCESSFUL</c>, <c>PARTIALLY_SUCCESSFUL</c>, <c>FAILED</c> or <c>CANCELLED</c>.
    /// </summary>
    public readonly string Status;

    /// <summary>When the batch began: UTC, ISO 8601. Absent until then.</summary>
    public readonly string? StartTime;

    /// <summary>When the batch ended: UTC, ISO 8601. Absent until then.</summary>
    public readonly string? EndTime;

    /// <summary>
    /// How many of the batch's instances are in which status, by status (<c>WAITING</c>, <c>INIT</c>, <c>RUNNING</c>, <c>SUCCESSFUL</c>,
    /// <c>FAILED</c>, <c>CANCELLED</c>, <c>NOT_FOUND</c>).
    /// </summary>
    public readonly ImmutableDictionary<string, int> InstanceCounts;

    [OutputConstructor]
    private RefreshBatch(int number, string status, string? startTime, string? endTime, ImmutableDictionary<string, int> instanceCounts)
    {
        Number = number;
        Status = status;
        StartTime = startTime;
        EndTime = endTime;
        InstanceCounts = instanceCounts;
    }
}
