namespace TencentcloudRefresh.AutoScaling;

/// <summary>Lets a group scale again.</summary>
/// <remarks>Source: Auto Scaling API, EnableAutoScalingGroup page.</remarks>
public sealed record EnableAutoScalingGroupRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }
}

/// <summary>It scales.</summary>
public sealed record EnableAutoScalingGroupResponse : CloudResponse;

internal static class EnableAutoScalingGroup
{
    // SameState: an enabled group stays enabled.
    public static readonly CloudAction<EnableAutoScalingGroupRequest, EnableAutoScalingGroupResponse> Action = new(
        nameof(EnableAutoScalingGroup), Repeat.SameState,
        WireJson.Default.EnableAutoScalingGroupRequest,
        WireJson.Default.AnswerEnableAutoScalingGroupResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Lets a group scale again.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example
    /// <see cref="ErrorCode.AutoScalingGroupInRefreshActivity"/>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<EnableAutoScalingGroupResponse> EnableAutoScalingGroupAsync(
        EnableAutoScalingGroupRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(EnableAutoScalingGroup.Action, request, cancellationToken);
    }
}
