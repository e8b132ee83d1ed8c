using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>A machine of a scaling group. Kept small: a service may hold a hundred thousand of them.</summary>
public sealed record Instance
{
    public required string Id { get; init; }

    /// <summary>The image the machine really runs. The API does not show it; the state page does.</summary>
    public required string ImageId { get; init; }

    public required string LaunchConfigurationId { get; init; }

    public string InstanceType { get; init; } = BuiltMembers.InstanceType;

    public string Zone { get; init; } = BuiltMembers.Zone;

    public DateTimeOffset AddTime { get; init; } = BuiltMembers.Time;

    /// <summary>What DescribeAutoScalingInstances reports as VersionNumber.</summary>
    public int VersionNumber { get; init; } = 1;

    /// <summary>The launch configuration version from which user data, login, host name and agents were last taken.</summary>
    public int SettingsVersion { get; init; } = 1;

    public LifeCycleState State { get; init; }

    public Standby Standby { get; init; }

    public HealthStatus Health { get; init; }

    public bool Protected { get; init; }

    /// <summary>Made by MaxSurge for the time of one activity.</summary>
    public bool Surge { get; init; }

    /// <summary>Serves traffic: what a refresh selects.</summary>
    public bool IsRunning => State == LifeCycleState.InService && Standby == Standby.No;
}
