namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A call of each action, with the least it needs.</summary>
internal static class Requests
{
    public const string Group = "asg-9dn1a5y6";
    public const string Activity = "asr-4k7m2p9q";
    public const string Configuration = "asc-1a2b3c4d";

    public static readonly RefreshSettings TwoBatches = new() { RollingUpdateSettings = new() { BatchNumber = 2 } };

    /// <summary>Every action of the client by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<AutoScalingClient, CancellationToken, Task<CloudResponse>>> All =
        new Dictionary<string, Func<AutoScalingClient, CancellationToken, Task<CloudResponse>>>
        {
            ["StartInstanceRefresh"] = async (client, token) => await client.StartInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshSettings = TwoBatches }, token),
            ["StopInstanceRefresh"] = async (client, token) => await client.StopInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = Activity }, token),
            ["ResumeInstanceRefresh"] = async (client, token) => await client.ResumeInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = Activity }, token),
            ["CancelInstanceRefresh"] = async (client, token) => await client.CancelInstanceRefreshAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = Activity }, token),
            ["RollbackInstanceRefresh"] = async (client, token) => await client.RollbackInstanceRefreshAsync(
                new() { AutoScalingGroupId = Group, OriginRefreshActivityId = Activity, RefreshSettings = TwoBatches }, token),
            ["DescribeRefreshActivities"] = async (client, token) => await client.DescribeRefreshActivitiesAsync(new(), token),
            ["DescribeAutoScalingGroups"] = async (client, token) => await client.DescribeAutoScalingGroupsAsync(new(), token),
            ["DescribeAutoScalingInstances"] = async (client, token) => await client.DescribeAutoScalingInstancesAsync(new(), token),
            ["DescribeLaunchConfigurations"] = async (client, token) => await client.DescribeLaunchConfigurationsAsync(new(), token),
            ["DescribeAutoScalingActivities"] = async (client, token) => await client.DescribeAutoScalingActivitiesAsync(new(), token),
            ["CreateLaunchConfiguration"] = async (client, token) => await client.CreateLaunchConfigurationAsync(
                new() { LaunchConfigurationName = "web", ImageId = "img-12345678", InstanceTypes = ["S5.MEDIUM4"] }, token),
            ["ModifyLaunchConfigurationAttributes"] = async (client, token) => await client.ModifyLaunchConfigurationAttributesAsync(
                new() { LaunchConfigurationId = Configuration, ImageId = "img-12345678" }, token),
            ["ClearLaunchConfigurationAttributes"] = async (client, token) => await client.ClearLaunchConfigurationAttributesAsync(
                new() { LaunchConfigurationId = Configuration, ClearInstanceTags = true }, token),
            ["DeleteLaunchConfiguration"] = async (client, token) => await client.DeleteLaunchConfigurationAsync(new() { LaunchConfigurationId = Configuration }, token),
            ["CreateAutoScalingGroup"] = async (client, token) => await client.CreateAutoScalingGroupAsync(
                new() { AutoScalingGroupName = "web", LaunchConfigurationId = Configuration, MinSize = 0, MaxSize = 6, VpcId = "vpc-12345678", SubnetIds = ["subnet-12345678"] }, token),
            ["ModifyAutoScalingGroup"] = async (client, token) => await client.ModifyAutoScalingGroupAsync(new() { AutoScalingGroupId = Group, MaxSize = 8 }, token),
            ["ModifyDesiredCapacity"] = async (client, token) => await client.ModifyDesiredCapacityAsync(new() { AutoScalingGroupId = Group, DesiredCapacity = 3 }, token),
            ["EnableAutoScalingGroup"] = async (client, token) => await client.EnableAutoScalingGroupAsync(new() { AutoScalingGroupId = Group }, token),
            ["DisableAutoScalingGroup"] = async (client, token) => await client.DisableAutoScalingGroupAsync(new() { AutoScalingGroupId = Group }, token),
            ["DeleteAutoScalingGroup"] = async (client, token) => await client.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupId = Group }, token),
        };
}
