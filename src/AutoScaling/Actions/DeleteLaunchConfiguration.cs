namespace TencentcloudRefresh.AutoScaling;

/// <summary>Deletes a launch configuration that no group uses.</summary>
/// <remarks>Source: Auto Scaling API, DeleteLaunchConfiguration page.</remarks>
public sealed record DeleteLaunchConfigurationRequest
{
    /// <summary>The configuration, <c>asc-…</c>.</summary>
    public required string LaunchConfigurationId { get; init; }
}

/// <summary>It is gone.</summary>
public sealed record DeleteLaunchConfigurationResponse : CloudResponse;

internal static class DeleteLaunchConfiguration
{
    // UntilGone: a repeat that finds nothing has what it wanted.
    public static readonly CloudAction<DeleteLaunchConfigurationRequest, DeleteLaunchConfigurationResponse> Action = new(
        nameof(DeleteLaunchConfiguration), Repeat.UntilGone,
        WireJson.Default.DeleteLaunchConfigurationRequest,
        WireJson.Default.AnswerDeleteLaunchConfigurationResponse, PublishedRate: 10);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Deletes a launch configuration that no group uses.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <c>ResourceInUse.LaunchConfigurationIdInUse</c>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<DeleteLaunchConfigurationResponse> DeleteLaunchConfigurationAsync(
        DeleteLaunchConfigurationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.LaunchConfigurationId);
        return CallAsync(DeleteLaunchConfiguration.Action, request, cancellationToken);
    }
}
