namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A call of each action, with the least it needs.</summary>
internal static class Requests
{
    public const string Group = "asg-9dn1a5y6";
    public const string Activity = "asr-4k7m2p9q";
    public const string Configuration = "asc-1a2b3c4d";

    public static readonly RefreshSettings TwoBatches = new() { RollingUpdateSettings = new() { BatchNumber = 2 } };

    /// <summary>Calls an action by name.</summary>
    /// <param name="action">The action.</param>
    /// <param name="client">The client.</param>
    /// <param name="activityId">The activity it is about, if it is about one; any if not given.</param>
    /// <param name="token">The caller's.</param>
    public static async Task<CloudResponse> Call(string action, AutoScalingClient client, string? activityId, CancellationToken token)
    {
        var activity = activityId ?? Activity;
        return action switch
        {
            "StartInstanceRefresh"
                => await client.StartInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshSettings = TwoBatches }, token),
            "StopInstanceRefresh" => await client.StopInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activity }, token),
            "ResumeInstanceRefresh"
                => await client.ResumeInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activity }, token),
            "CancelInstanceRefresh"
                => await client.CancelInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activity }, token),
            "RollbackInstanceRefresh"
                => await client.RollbackInstanceRefreshAsync(new()
                {
                    AutoScalingGroupId = Group,
                    OriginRefreshActivityId = activity,
                    RefreshSettings = TwoBatches
                }, token),
            "DescribeRefreshActivities" => await client.DescribeRefreshActivitiesAsync(new(), token),
            "DescribeAutoScalingGroups" => await client.DescribeAutoScalingGroupsAsync(new(), token),
            "DescribeAutoScalingInstances" => await client.DescribeAutoScalingInstancesAsync(new(), token),
            "DescribeLaunchConfigurations" => await client.DescribeLaunchConfigurationsAsync(new(), token),
            "DescribeAutoScalingActivities" => await client.DescribeAutoScalingActivitiesAsync(new(), token),
            "CreateLaunchConfiguration"
                => await client.CreateLaunchConfigurationAsync(new()
                {
                    LaunchConfigurationName = "web",
                    ImageId = "img-8toqc6s3",
                    InstanceTypes = ["S5.MEDIUM4"]
                }, token),
            "ModifyLaunchConfigurationAttributes"
                => await client.ModifyLaunchConfigurationAttributesAsync(new() { LaunchConfigurationId = Configuration, UserData = "" }, token),
            "ClearLaunchConfigurationAttributes"
                => await client.ClearLaunchConfigurationAttributesAsync(new() { LaunchConfigurationId = Configuration, ClearInstanceTags = true },
                    token),
            "DeleteLaunchConfiguration" => await client.DeleteLaunchConfigurationAsync(new() { LaunchConfigurationId = Configuration }, token),
            "CreateAutoScalingGroup" => await client.CreateAutoScalingGroupAsync(
                new()
                {
                    AutoScalingGroupName = "web",
                    LaunchConfigurationId = Configuration,
                    MinSize = 0,
                    MaxSize = 6,
                    VpcId = "vpc-12345678",
                    SubnetIds = ["subnet-12345678"]
                }, token),
            "ModifyAutoScalingGroup" => await client.ModifyAutoScalingGroupAsync(new() { AutoScalingGroupId = Group, MaxSize = 8 }, token),
            "ModifyDesiredCapacity" => await client.ModifyDesiredCapacityAsync(new() { AutoScalingGroupId = Group, DesiredCapacity = 3 }, token),
            "ModifyLoadBalancers" => await client.ModifyLoadBalancersAsync(new() { AutoScalingGroupId = Group, LoadBalancerIds = [] }, token),
            "EnableAutoScalingGroup" => await client.EnableAutoScalingGroupAsync(new() { AutoScalingGroupId = Group }, token),
            "DisableAutoScalingGroup" => await client.DisableAutoScalingGroupAsync(new() { AutoScalingGroupId = Group }, token),
            "DeleteAutoScalingGroup" => await client.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupId = Group }, token),
            _ => throw new ArgumentException($"No such action: {action}", nameof(action)),
        };
    }
}
