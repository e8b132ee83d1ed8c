namespace TencentcloudRefresh.AutoScaling;

/// <summary>Empties members of a launch configuration that an omission would leave as they are.</summary>
/// <remarks>Source: Auto Scaling API, ClearLaunchConfigurationAttributes page.</remarks>
public sealed record ClearLaunchConfigurationAttributesRequest
{
    /// <summary>The configuration, <c>asc-…</c>.</summary>
    public required string LaunchConfigurationId { get; init; }

    /// <summary>Whether to empty the data disks.</summary>
    public bool? ClearDataDisks { get; init; }

    /// <summary>Whether to empty the host name.</summary>
    public bool? ClearHostNameSettings { get; init; }

    /// <summary>Whether to empty the instance name.</summary>
    public bool? ClearInstanceNameSettings { get; init; }

    /// <summary>Whether to empty the placement groups.</summary>
    public bool? ClearDisasterRecoverGroupIds { get; init; }

    /// <summary>Whether to empty the instances' tags.</summary>
    public bool? ClearInstanceTags { get; init; }

    /// <summary>Whether to empty the metadata.</summary>
    public bool? ClearMetadata { get; init; }

    /// <summary>Clears the network interfaces: the service makes one by itself again.</summary>
    public bool? ClearNetworkInterfaces { get; init; }
}

/// <summary>They were emptied.</summary>
public sealed record ClearLaunchConfigurationAttributesResponse : CloudResponse;

internal static class ClearLaunchConfigurationAttributes
{
    // Once: every call counts the configuration's version up, and people trigger rollouts by that.
    public static readonly CloudAction<ClearLaunchConfigurationAttributesRequest, ClearLaunchConfigurationAttributesResponse> Action = new(
        nameof(ClearLaunchConfigurationAttributes), Repeat.Once,
        WireJson.Default.ClearLaunchConfigurationAttributesRequest,
        WireJson.Default.AnswerClearLaunchConfigurationAttributesResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Empties members of a launch configuration that an omission would leave as they are.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ClearLaunchConfigurationAttributesResponse> ClearLaunchConfigurationAttributesAsync(
        ClearLaunchConfigurationAttributesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.LaunchConfigurationId);
        return CallAsync(ClearLaunchConfigurationAttributes.Action, request, cancellationToken);
    }
}
