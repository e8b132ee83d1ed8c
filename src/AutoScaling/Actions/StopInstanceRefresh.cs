namespace TencentcloudRefresh.AutoScaling;

/// <summary>Pauses an activity: the batch in progress finishes, the next one does not begin.</summary>
/// <remarks>Source: Auto Scaling API, StopInstanceRefresh page.</remarks>
public sealed record StopInstanceRefreshRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The activity, <c>asr-…</c>.</summary>
    public required string RefreshActivityId { get; init; }
}

/// <summary>The activity pauses; a batch in progress may still be finishing.</summary>
public sealed record StopInstanceRefreshResponse : CloudResponse;

internal static class StopInstanceRefresh
{
    // Once: a repeat is refused with a status conflict, which would hide that the first one worked.
    public static readonly CloudAction<StopInstanceRefreshRequest, StopInstanceRefreshResponse> Action = new(
        nameof(StopInstanceRefresh), Repeat.Once, WireJson.Default.StopInstanceRefreshRequest, WireJson.Default.AnswerStopInstanceRefreshResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Pauses an activity. Sent once; <see cref="RefreshWrites"/> reconciles an indeterminate answer.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example
    /// <see cref="ErrorCode.RefreshActivityStatusConflictWithOperation"/>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<StopInstanceRefreshResponse> StopInstanceRefreshAsync(StopInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.RefreshActivityId);
        return CallAsync(StopInstanceRefresh.Action, request, cancellationToken);
    }
}
