namespace TencentcloudRefresh.AutoScaling;

/// <summary>Deletes a group that has no instance and no activity.</summary>
/// <remarks>Source: Auto Scaling API, DeleteAutoScalingGroup page.</remarks>
public sealed record DeleteAutoScalingGroupRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }
}

/// <summary>It is gone.</summary>
public sealed record DeleteAutoScalingGroupResponse : CloudResponse;

internal static class DeleteAutoScalingGroup
{
    // UntilGone: a repeat that finds nothing has what it wanted.
    public static readonly CloudAction<DeleteAutoScalingGroupRequest, DeleteAutoScalingGroupResponse> Action = new(
        nameof(DeleteAutoScalingGroup), Repeat.UntilGone,
        WireJson.Default.DeleteAutoScalingGroupRequest,
        WireJson.Default.AnswerDeleteAutoScalingGroupResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Deletes a group that has no instance and no activity.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <c>ResourceInUse.InstanceInGroup</c>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<DeleteAutoScalingGroupResponse> DeleteAutoScalingGroupAsync(
        DeleteAutoScalingGroupRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(DeleteAutoScalingGroup.Action, request, cancellationToken);
    }
}
