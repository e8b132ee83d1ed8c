using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Which items of a launch configuration a rollout brings to the instances. Source: the notes of the StartInstanceRefresh and RollbackInstanceRefresh
/// API pages.
/// </summary>
internal static class LaunchItems
{
    private static readonly ImmutableArray<string> Reinstalled = ["ImageId", "UserData", "EnhancedService", "HostName", "LoginSettings"];

    private static readonly ImmutableArray<string> OnlyNew =
    [
        "InstanceTypes", "SystemDisk", "DataDisks", "InternetAccessible", "SecurityGroupIds", "CamRoleName", "InstanceTags", "InstanceNameSettings",
        "NetworkInterfaces", "billing", "placement",
    ];

    public static ImmutableArray<string> AppliedBy(string refreshMode)
        => refreshMode == RefreshMode.Replace ? [.. Reinstalled, .. OnlyNew] : Reinstalled;

    public static ImmutableArray<string> IgnoredBy(string refreshMode) => refreshMode == RefreshMode.Replace ? [] : OnlyNew;

    /// <summary>What a rollback takes from the launch configuration of that moment instead of bringing it back by itself.</summary>
    public static ImmutableArray<string> NotRestoredByRollback { get; } = ["UserData", "EnhancedService", "HostName", "LoginSettings"];
}
