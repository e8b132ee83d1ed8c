using System.Collections.Frozen;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>The answers that can come empty or without times: the list in each, and the times of its items.</summary>
internal static class DescribedLists
{
    public const string Activities = "DescribeRefreshActivities";

    public static readonly FrozenDictionary<string, (string List, string[] Times)> ByAction = new Dictionary<string, (string, string[])>(StringComparer.Ordinal)
    {
        [Activities] = ("RefreshActivitySet", ["CreatedTime", "StartTime", "EndTime"]),
        ["DescribeAutoScalingGroups"] = ("AutoScalingGroupSet", ["CreatedTime"]),
        ["DescribeAutoScalingInstances"] = ("AutoScalingInstanceSet", ["AddTime"]),
        ["DescribeLaunchConfigurations"] = ("LaunchConfigurationSet", ["CreatedTime", "UpdatedTime"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
