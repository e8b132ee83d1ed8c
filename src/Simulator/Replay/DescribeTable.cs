using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Replay;

/// <summary>How a Describe action names what it lists.</summary>
/// <param name="Action">As in X-TC-Action.</param>
/// <param name="Ids">The input member with the ids asked for.</param>
/// <param name="Set">The output member with the list.</param>
/// <param name="Id">The member of each item that is its id.</param>
/// <param name="Filters">Names of filters, and the member of an item that each looks at.</param>
internal sealed record DescribeTable(string Action, string Ids, string Set, string Id, ImmutableArray<(string Name, string Member)> Filters)
{
    /// <summary>Whether items come into being while a recording runs, so that one that is first seen late was not there before. The others were there, unseen.</summary>
    public bool IsOfActivities { get; init; }

    public static readonly FrozenDictionary<string, DescribeTable> ByAction = new DescribeTable[]
    {
        new("DescribeRefreshActivities", "RefreshActivityIds", "RefreshActivitySet", "RefreshActivityId",
        [
            ("auto-scaling-group-id", "AutoScalingGroupId"), ("refresh-activity-status-code", "Status"),
            ("refresh-activity-type", "ActivityType"), ("refresh-activity-id", "RefreshActivityId"),
        ])
        { IsOfActivities = true },
        new("DescribeAutoScalingActivities", "ActivityIds", "ActivitySet", "ActivityId",
        [
            ("auto-scaling-group-id", "AutoScalingGroupId"), ("activity-status-code", "StatusCode"),
            ("activity-type", "ActivityType"), ("activity-id", "ActivityId"),
        ])
        { IsOfActivities = true },
        new("DescribeAutoScalingGroups", "AutoScalingGroupIds", "AutoScalingGroupSet", "AutoScalingGroupId",
        [
            ("auto-scaling-group-id", "AutoScalingGroupId"), ("auto-scaling-group-name", "AutoScalingGroupName"),
            ("launch-configuration-id", "LaunchConfigurationId"),
        ]),
        new("DescribeAutoScalingInstances", "InstanceIds", "AutoScalingInstanceSet", "InstanceId",
            [("auto-scaling-group-id", "AutoScalingGroupId"), ("instance-id", "InstanceId")]),
        new("DescribeLaunchConfigurations", "LaunchConfigurationIds", "LaunchConfigurationSet", "LaunchConfigurationId",
            [("launch-configuration-id", "LaunchConfigurationId"), ("launch-configuration-name", "LaunchConfigurationName")]),
        new("DescribeLifecycleHooks", "LifecycleHookIds", "LifecycleHookSet", "LifecycleHookId", [("auto-scaling-group-id", "AutoScalingGroupId")]),
        new("DescribeInstances", "InstanceIds", "InstanceSet", "InstanceId", [("instance-id", "InstanceId")]),
    }.ToFrozenDictionary(table => table.Action, StringComparer.Ordinal);
}
