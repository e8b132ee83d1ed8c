using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

internal static partial class Sample
{
    public static Fleet Fleet(int running = 12, params RefreshActivity[] activities) => new(
        new AutoScalingGroup
        {
            AutoScalingGroupId = "asg-9dn1a5y6",
            AutoScalingGroupName = "web",
            AutoScalingGroupStatus = AutoScalingGroupStatus.Normal,
            EnabledStatus = EnabledStatus.Enabled,
            InActivityStatus = InActivityStatus.NotInActivity,
            LaunchConfigurationId = "asc-2x3y4z5a",
        },
        running,
        new LaunchConfiguration
        {
            LaunchConfigurationId = "asc-2x3y4z5a",
            VersionNumber = 7,
            ImageId = "img-8toqc6s3",
            UserData = "c2VjcmV0LXVzZXItZGF0YQ==",
            LaunchConfigurationStatus = LaunchConfigurationStatus.Normal,
            UpdatedTime = Sample.Start - TimeSpan.FromHours(1),
        },
        activities, Sample.Start + TimeSpan.FromHours(3));

    /// <summary>Instances in service, named as <see cref="Sample.Activity"/> names those of its batches, and in the group since long before it began.</summary>
    public static IReadOnlyList<AutoScalingInstance> Instances(params int[] batches)
        => [.. batches.SelectMany((count, batch) => Enumerable.Range(0, count).Select(index => Instance($"ins-{batch + 1:00}{index:00}")))];

    public static AutoScalingInstance Instance(string id, TimeSpan? joined = null) => new()
    {
        InstanceId = id,
        AutoScalingGroupId = "asg-9dn1a5y6",
        LifeCycleState = LifeCycleState.InService,
        CreationType = "AUTO_CREATION",
        AddTime = Sample.Start + (joined ?? TimeSpan.FromDays(-30)),
    };

    public static RefreshInputs Inputs(int batches = 4) => new() { AutoScalingGroupId = "asg-9dn1a5y6", Settings = new RolloutSettings { BatchNumber = batches } };
}
