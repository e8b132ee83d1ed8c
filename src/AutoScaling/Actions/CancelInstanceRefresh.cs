namespace TencentcloudRefresh.AutoScaling;

/// <summary>Ends an activity where it is. Refused while a batch is in progress; afterwards there is neither a rollback nor a resume.</summary>
/// <remarks>Source: Auto Scaling API, CancelInstanceRefresh page.</remarks>
public sealed record CancelInstanceRefreshRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The activity, <c>asr-…</c>.</summary>
    public required string RefreshActivityId { get; init; }
}

/// <summary>The activity ends; batches that have not begun are cancelled.</summary>
public sealed record CancelInstanceRefreshResponse : CloudResponse;

internal static class CancelInstanceRefresh
{
    // Once: a repeat is refused with a status conflict, which would hide that the first one worked.
    public static readonly CloudAction<CancelInstanceRefreshRequest, CancelInstanceRefreshResponse> Action = new(
        nameof(CancelInstanceRefresh), Repeat.Once,
        WireJson.Default.CancelInstanceRefreshRequest,
        WireJson.Default.AnswerCancelInstanceRefreshResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Ends an activity where it is. Sent once; <see cref="RefreshWrites"/> reconciles an indeterminate answer.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example
    /// <see cref="ErrorCode.RefreshActivityStatusConflictWithOperation"/>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<CancelInstanceRefreshResponse> CancelInstanceRefreshAsync(CancelInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.RefreshActivityId);
        return CallAsync(CancelInstanceRefresh.Action, request, cancellationToken);
    }
}
