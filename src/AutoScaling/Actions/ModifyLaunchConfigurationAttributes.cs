namespace TencentcloudRefresh.AutoScaling;

/// <summary>Changes the members given of a launch configuration; the others stay.</summary>
/// <remarks>Source: Auto Scaling API, ModifyLaunchConfigurationAttributes page.</remarks>
public sealed record ModifyLaunchConfigurationAttributesRequest
{
    /// <summary>The configuration, <c>asc-…</c>.</summary>
    public required string LaunchConfigurationId { get; init; }

    /// <summary>Its name, at most 60 bytes.</summary>
    public string? LaunchConfigurationName { get; init; }

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
        var image = ImageId ?? ImageFamily ?? "unchanged";
        return $"ModifyLaunchConfigurationAttributesRequest: {LaunchConfigurationId}, image {image}, user data of {UserData?.Length ?? 0} characters";
    }
}

/// <summary>It was changed; only instances made or refreshed from now on notice.</summary>
public sealed record ModifyLaunchConfigurationAttributesResponse : CloudResponse;

internal static class ModifyLaunchConfigurationAttributes
{
    // Once: every call counts the configuration's version up, and people trigger rollouts by that.
    public static readonly CloudAction<ModifyLaunchConfigurationAttributesRequest, ModifyLaunchConfigurationAttributesResponse> Action = new(
        nameof(ModifyLaunchConfigurationAttributes), Repeat.Once,
        WireJson.Default.ModifyLaunchConfigurationAttributesRequest,
        WireJson.Default.AnswerModifyLaunchConfigurationAttributesResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Changes the members given of a launch configuration; the others stay.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <c>ResourceNotFound.LaunchConfigurationIdNotFound</c>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ModifyLaunchConfigurationAttributesResponse> ModifyLaunchConfigurationAttributesAsync(
        ModifyLaunchConfigurationAttributesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.LaunchConfigurationId);
        return CallAsync(ModifyLaunchConfigurationAttributes.Action, request, cancellationToken);
    }
}
