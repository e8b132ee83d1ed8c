namespace TencentcloudRefresh.AutoScaling;

/// <summary>Makes a launch configuration.</summary>
/// <remarks>Source: Auto Scaling API, CreateLaunchConfiguration page.</remarks>
public sealed record CreateLaunchConfigurationRequest
{
    /// <summary>Its name, at most 60 bytes.</summary>
    public required string LaunchConfigurationName { get; init; }

    /// <summary>The type. Excludes <see cref="InstanceTypes"/>.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The project. The service's default is 0, the default project.</summary>
    public long? ProjectId { get; init; }

    /// <summary>At most 30 tags of the configuration itself.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>The image, <c>img-…</c>. Excludes <see cref="ImageFamily"/>.</summary>
    public string? ImageId { get; init; }

    /// <summary>The image family, in place of an image.</summary>
    public string? ImageFamily { get; init; }

    /// <summary>At most 10 types, best first.</summary>
    public IReadOnlyList<string>? InstanceTypes { get; init; }

    /// <summary>ANY or ALL: how many of the types must be on sale.</summary>
    public string? InstanceTypesCheckPolicy { get; init; }

    /// <summary>The system disk.</summary>
    public SystemDisk? SystemDisk { get; init; }

    /// <summary>At most 11 data disks; replaced as a whole.</summary>
    public IReadOnlyList<DataDisk>? DataDisks { get; init; }

    /// <summary>Access to the public network.</summary>
    public InternetAccessible? InternetAccessible { get; init; }

    /// <summary>Login; replaced as a whole.</summary>
    public LoginSettings? LoginSettings { get; init; }

    /// <summary>The security groups.</summary>
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>The agents.</summary>
    public EnhancedService? EnhancedService { get; init; }

    /// <summary>What a first boot runs: Base64 text, at most 16 KB. Empty text clears it.</summary>
    public string? UserData { get; init; }

    /// <summary>POSTPAID_BY_HOUR, SPOTPAID, PREPAID or CDCPAID.</summary>
    public string? InstanceChargeType { get; init; }

    /// <summary>The spot market, with SPOTPAID.</summary>
    public InstanceMarketOptions? InstanceMarketOptions { get; init; }

    /// <summary>The period, with PREPAID.</summary>
    public InstanceChargePrepaid? InstanceChargePrepaid { get; init; }

    /// <summary>The role of the instances.</summary>
    public string? CamRoleName { get; init; }

    /// <summary>At most 10 tags for the instances; replaced as a whole.</summary>
    public IReadOnlyList<InstanceTag>? InstanceTags { get; init; }

    /// <summary>The host name.</summary>
    public HostNameSettings? HostNameSettings { get; init; }

    /// <summary>The instance name.</summary>
    public InstanceNameSettings? InstanceNameSettings { get; init; }

    /// <summary>ORIGINAL or AUTOMATIC.</summary>
    public string? DiskTypePolicy { get; init; }

    /// <summary>The placement groups.</summary>
    public IReadOnlyList<string>? DisasterRecoverGroupIds { get; init; }

    /// <summary>1 to 17 network interfaces, one of them PRIMARY; replaced as a whole. Not for spot instances.</summary>
    public IReadOnlyList<NetworkInterface>? NetworkInterfaces { get; init; }

    /// <summary>The dedicated cluster.</summary>
    public string? DedicatedClusterId { get; init; }

    /// <summary>The computing cluster.</summary>
    public string? HpcClusterId { get; init; }

    /// <summary>Access to the public IPv6 network.</summary>
    public IPv6InternetAccessible? IPv6InternetAccessible { get; init; }

    /// <summary>Values that instances can read about themselves.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>What it asks for. User data may hold secrets: only its length is shown.</summary>
    public override string ToString()
    {
        var image = ImageId ?? ImageFamily ?? "not given";
        return $"CreateLaunchConfigurationRequest: {LaunchConfigurationName}, image {image}, user data of {UserData?.Length ?? 0} characters";
    }
}

/// <summary>It was made.</summary>
public sealed record CreateLaunchConfigurationResponse : CloudResponse
{
    /// <summary>The new configuration, <c>asc-…</c>.</summary>
    public string LaunchConfigurationId { get; init => field = value ?? ""; } = "";
}

internal static class CreateLaunchConfiguration
{
    // Once: a repeat makes a second one or, worse to read, is refused for the name that the first one took.
    public static readonly CloudAction<CreateLaunchConfigurationRequest, CreateLaunchConfigurationResponse> Action = new(
        nameof(CreateLaunchConfiguration), Repeat.Once,
        WireJson.Default.CreateLaunchConfigurationRequest,
        WireJson.Default.AnswerCreateLaunchConfigurationResponse)
    {
        IsComplete = static response => response.LaunchConfigurationId.Length > 0,
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>Makes a launch configuration.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <c>LimitExceeded.LaunchConfigurationQuotaNotEnough</c>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<CreateLaunchConfigurationResponse> CreateLaunchConfigurationAsync(
        CreateLaunchConfigurationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.LaunchConfigurationName);
        return CallAsync(CreateLaunchConfiguration.Action, request, cancellationToken);
    }
}
