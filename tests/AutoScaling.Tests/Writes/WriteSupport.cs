namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The group that the tests of writes act on, and the request that starts its rollout.</summary>
internal static class WriteSupport
{
    public const string Group = SimulatedService.Group;

    public static readonly StartInstanceRefreshRequest Start = new()
    {
        AutoScalingGroupId = Group,
        RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = 3 } }
    };
}
