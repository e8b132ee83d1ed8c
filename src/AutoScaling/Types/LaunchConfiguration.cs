using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>A launch configuration, as the service tells it.</summary>
/// <remarks>Source: Auto Scaling API, data type LaunchConfiguration. Its text form leaves the user data out, since people put secrets
/// there.</remarks>
public sealed record LaunchConfiguration
{
    /// <summary>The project it belongs to; 0 is the default project.</summary>
    public long ProjectId { get; init; }

    /// <summary>The configuration, <c>asc-…</c>.</summary>
    public string LaunchConfigurationId { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string LaunchConfigurationName { get; init => field = value ?? ""; } = "";

    /// <summary>The first of the types.</summary>
    public string InstanceType { get; init => field = value ?? ""; } = "";

    /// <summary>The types that may be used, best first.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init => field = value ?? []; } = [];

    /// <summary>The system disk.</summary>
    public SystemDisk? SystemDisk { get; init; }

    /// <summary>The data disks.</summary>
    public IReadOnlyList<DataDisk> DataDisks { get; init => field = value ?? []; } = [];

    /// <summary>Key ids only; the service gives no password back. Applied by a reinstall.</summary>
    public LoginSettings? LoginSettings { get; init; }

    /// <summary>Access to the public network.</summary>
    public InternetAccessible? InternetAccessible { get; init; }

    /// <summary>The security groups.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init => field = value ?? []; } = [];

    /// <summary>The groups that use it.</summary>
    public IReadOnlyList<AutoScalingGroupAbstract> AutoScalingGroupAbstractSet { get; init => field = value ?? []; } = [];

    /// <summary>What a first boot runs, as Base64 text. Applied by a reinstall.</summary>
    [JsonConverter(typeof(RawText))]
    public string? UserData { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset? UpdatedTime { get; init; }

    /// <summary>Counts its changes.</summary>
    public int VersionNumber { get; init; }

    /// <summary>The agents installed. Applied by a reinstall.</summary>
    public EnhancedService? EnhancedService { get; init; }

    /// <summary>The image, <c>img-…</c>. Applied by a reinstall.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>The image family, in place of an image.</summary>
    public string? ImageFamily { get; init; }

    /// <summary><see cref="AutoScaling.LaunchConfigurationStatus.Normal"/>, or what is wrong with it.</summary>
    public string LaunchConfigurationStatus { get; init => field = value ?? ""; } = "";

    /// <summary>POSTPAID_BY_HOUR, SPOTPAID, PREPAID or CDCPAID.</summary>
    public string InstanceChargeType { get; init => field = value ?? ""; } = "";

    /// <summary>The spot market, with SPOTPAID.</summary>
    public InstanceMarketOptions? InstanceMarketOptions { get; init; }

    /// <summary>The period, with PREPAID.</summary>
    public InstanceChargePrepaid? InstanceChargePrepaid { get; init; }

    /// <summary>Tags for the instances.</summary>
    public IReadOnlyList<InstanceTag> InstanceTags { get; init => field = value ?? []; } = [];

    /// <summary>Tags of the configuration itself.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The role of the instances.</summary>
    public string CamRoleName { get; init => field = value ?? ""; } = "";

    /// <summary>ANY or ALL, as last given.</summary>
    public string LastOperationInstanceTypesCheckPolicy { get; init => field = value ?? ""; } = "";

    /// <summary>The host name. Applied by a reinstall, except on Windows.</summary>
    public HostNameSettings? HostNameSettings { get; init; }

    /// <summary>The instance name.</summary>
    public InstanceNameSettings? InstanceNameSettings { get; init; }

    /// <summary>ORIGINAL or AUTOMATIC.</summary>
    public string DiskTypePolicy { get; init => field = value ?? ""; } = "";

    /// <summary>The computing cluster.</summary>
    public string HpcClusterId { get; init => field = value ?? ""; } = "";

    /// <summary>Access to the public IPv6 network.</summary>
    public IPv6InternetAccessible? IPv6InternetAccessible { get; init; }

    /// <summary>The placement groups.</summary>
    public IReadOnlyList<string> DisasterRecoverGroupIds { get; init => field = value ?? []; } = [];

    /// <summary>The network interfaces; none where the service makes one by itself.</summary>
    public IReadOnlyList<NetworkInterface> NetworkInterfaces { get; init => field = value ?? []; } = [];

    /// <summary>The dedicated cluster.</summary>
    public string DedicatedClusterId { get; init => field = value ?? ""; } = "";

    /// <summary>What it is, without the user data.</summary>
    public override string ToString()
    {
        var image = ImageId.Length > 0 ? ImageId : ImageFamily;
        return $"LaunchConfiguration: {LaunchConfigurationId}, version {VersionNumber}, image {image}, {LaunchConfigurationStatus}";
    }
}

/// <summary>A group that uses a launch configuration.</summary>
public sealed record AutoScalingGroupAbstract
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public string AutoScalingGroupId { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string AutoScalingGroupName { get; init => field = value ?? ""; } = "";
}
