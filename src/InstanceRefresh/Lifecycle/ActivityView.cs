using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>An activity for the functions that look one up: the outputs of a resource, without a resource.</summary>
public sealed record ActivityView
{
    public required string AutoScalingGroupId { get; init; }

    /// <summary>For a rollback: the activity that it undoes. Else null.</summary>
    public string? OriginRefreshActivityId { get; init; }

    /// <summary>One of <see cref="AutoScaling.RefreshMode"/>; null if the service does not tell.</summary>
    public string? RefreshMode { get; init; }

    internal RefreshOutputs State { get; init; } = new() { RefreshActivityId = "" };

    internal static ActivityView Of(RefreshActivity activity) => new()
    {
        AutoScalingGroupId = activity.AutoScalingGroupId,
        OriginRefreshActivityId = activity.IsRollback ? activity.OriginRefreshActivityId : null,
        RefreshMode = activity.RefreshMode,
        State = OutputsBuilder.Build(
            new RefreshOutputs { RefreshActivityId = activity.RefreshActivityId }, activity, rollback: null, activity.CreatedTime ?? default),
    };

    /// <summary>As properties, for the functions.</summary>
    public PropertyMap ToMap()
    {
        var map = PropertyMap.Empty
            .With("autoScalingGroupId", AutoScalingGroupId.ToValue())
            .With("originRefreshActivityId", OriginRefreshActivityId.ToValue())
            .With("refreshMode", RefreshMode.ToValue());
        var state = State.ToMap(PropertyMap.Empty);
        return Shared.Aggregate(map, (view, name) => view.With(name, state.Find(name)));
    }

    private static readonly string[] Shared =
    [
        "refreshActivityId", "status", "activityType", "batchCount", "currentBatch", "batches",
        "totalInstances", "refreshedInstances", "failedInstances", "createdTime", "startTime", "endTime",
    ];
}
