namespace TencentcloudRefresh.AutoScaling;

/// <summary>Continues with a paused activity.</summary>
/// <remarks>Source: Auto Scaling API, ResumeInstanceRefresh page.</remarks>
public sealed record ResumeInstanceRefreshRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The activity, <c>asr-…</c>.</summary>
    public required string RefreshActivityId { get; init; }

    /// <summary>One of <see cref="AutoScaling.ResumeMode"/>. The service's default is <c>RETRY</c>; without failed instances it means
    /// nothing.</summary>
    public string? ResumeMode { get; init; }
}

/// <summary>The activity continues by itself.</summary>
public sealed record ResumeInstanceRefreshResponse : CloudResponse;

internal static class ResumeInstanceRefresh
{
    // Once: a repeat could resume a later pause that somebody wanted, or skip later failures.
    public static readonly CloudAction<ResumeInstanceRefreshRequest, ResumeInstanceRefreshResponse> Action = new(
        nameof(ResumeInstanceRefresh), Repeat.Once,
        WireJson.Default.ResumeInstanceRefreshRequest,
        WireJson.Default.AnswerResumeInstanceRefreshResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Continues with a paused activity. Sent once; <see cref="RefreshWrites"/> reconciles an indeterminate answer.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example
    /// <see cref="ErrorCode.RefreshActivityStatusConflictWithOperation"/>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ResumeInstanceRefreshResponse> ResumeInstanceRefreshAsync(ResumeInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.RefreshActivityId);
        return CallAsync(ResumeInstanceRefresh.Action, request, cancellationToken);
    }
}
