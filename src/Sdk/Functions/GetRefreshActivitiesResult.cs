using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh;

/// <summary>The answer of <see cref="GetRefreshActivities"/>.</summary>
[OutputType]
public sealed class GetRefreshActivitiesResult
{
    /// <summary>Id of the scaling group.</summary>
    public readonly string AutoScalingGroupId;

    /// <summary>The activities, newest first.</summary>
    public readonly ImmutableArray<Outputs.RefreshActivity> Activities;

    [OutputConstructor]
    private GetRefreshActivitiesResult(string autoScalingGroupId, ImmutableArray<Outputs.RefreshActivity> activities)
    {
        AutoScalingGroupId = autoScalingGroupId;
        Activities = activities;
    }
}
