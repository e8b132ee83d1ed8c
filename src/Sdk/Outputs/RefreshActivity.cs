using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>A refresh activity as the service shows it now.</summary>
[OutputType]
public sealed class RefreshActivity
{
    /// <summary>Id of the scaling group.</summary>
    public readonly string AutoScalingGroupId;

    /// <summary>Id of the refresh activity.</summary>
    public readonly string RefreshActivityId;

    /// <summary>
    /// Status in the service: <c>INIT</c>, <c>RUNNING</c>, <c>SUCCESSFUL</c>, <c>FAILED_PAUSE</c>, <c>AUTO_PAUSE</c>, <c>MANUAL_PAUSE</c>,
    /// <c>CANCELLED</c> or <c>FAILED</c>. A word that the service adds later is passed on as it is. <c>SKIPPED</c>: nothing was started.
    /// </summary>
    public readonly string Status;

    /// <summary><c>NORMAL</c> for a rollout, <c>ROLLBACK</c> for one that undoes another.</summary>
    public readonly string ActivityType;

    /// <summary>For a rollback: id of the activity that it undoes.</summary>
    public readonly string? OriginRefreshActivityId;

    /// <summary><c>ROLLING_UPDATE_RESET</c> or <c>ROLLING_UPDATE_REPLACE</c>.</summary>
    public readonly string? RefreshMode;

    /// <summary>Number of batches.</summary>
    public readonly int BatchCount;

    /// <summary>Batch in progress, or the last one that was, counted from 1; 0 before the first one.</summary>
    public readonly int CurrentBatch;

    /// <summary>The batches, in order.</summary>
    public readonly ImmutableArray<Outputs.RefreshBatch> Batches;

    /// <summary>Instances that take part.</summary>
    public readonly int TotalInstances;

    /// <summary>Instances refreshed successfully.</summary>
    public readonly int RefreshedInstances;

    /// <summary>The instances that failed.</summary>
    public readonly ImmutableArray<Outputs.FailedInstance> FailedInstances;

    /// <summary>When the activity was created: UTC, ISO 8601.</summary>
    public readonly string? CreatedTime;

    /// <summary>When work began: UTC, ISO 8601. Absent until then.</summary>
    public readonly string? StartTime;

    /// <summary>When the activity ended: UTC, ISO 8601. Absent until then.</summary>
    public readonly string? EndTime;

    [OutputConstructor]
    private RefreshActivity(
        string autoScalingGroupId,
        string refreshActivityId,
        string status,
        string activityType,
        string? originRefreshActivityId,
        string? refreshMode,
        int batchCount,
        int currentBatch,
        ImmutableArray<Outputs.RefreshBatch> batches,
        int totalInstances,
        int refreshedInstances,
        ImmutableArray<Outputs.FailedInstance> failedInstances,
        string? createdTime,
        string? startTime,
        string? endTime)
    {
        AutoScalingGroupId = autoScalingGroupId;
        RefreshActivityId = refreshActivityId;
        Status = status;
        ActivityType = activityType;
        OriginRefreshActivityId = originRefreshActivityId;
        RefreshMode = refreshMode;
        BatchCount = batchCount;
        CurrentBatch = currentBatch;
        Batches = batches;
        TotalInstances = totalInstances;
        RefreshedInstances = refreshedInstances;
        FailedInstances = failedInstances;
        CreatedTime = createdTime;
        StartTime = startTime;
        EndTime = endTime;
    }
}
