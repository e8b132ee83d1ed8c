namespace TencentcloudRefresh.AutoScaling;

/// <summary>Keeps a group from scaling by itself.</summary>
/// <remarks>Source: Auto Scaling API, DisableAutoScalingGroup page.</remarks>
public sealed record DisableAutoScalingGroupRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }
}

/// <summary>It does not scale by itself any more.</summary>
public sealed record DisableAutoScalingGroupResponse : CloudResponse;

internal static class DisableAutoScalingGroup
{
    // SameState: a disabled group stays disabled.
    public static readonly CloudAction<DisableAutoScalingGroupRequest, DisableAutoScalingGroupResponse> Action = new(
        nameof(DisableAutoScalingGroup), Repeat.SameState,
        WireJson.Default.DisableAutoScalingGroupRequest,
        WireJson.Default.AnswerDisableAutoScalingGroupResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Keeps a group from scaling by itself.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<DisableAutoScalingGroupResponse> DisableAutoScalingGroupAsync(
        DisableAutoScalingGroupRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(DisableAutoScalingGroup.Action, request, cancellationToken);
    }
}
