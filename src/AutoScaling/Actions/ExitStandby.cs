namespace TencentcloudRefresh.AutoScaling;

/// <summary>Takes instances out of standby, so that they serve again.</summary>
/// <remarks>Source: Auto Scaling API, ExitStandby page. Raises the desired count, not above the largest size.</remarks>
public sealed record ExitStandbyRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The instances, <c>ins-…</c>.</summary>
    public required IReadOnlyList<string> InstanceIds { get; init; }
}

/// <summary>A scaling activity does it.</summary>
public sealed record ExitStandbyResponse : CloudResponse
{
    /// <summary>The scaling activity, <c>asa-…</c>.</summary>
    public string ActivityId { get; init => field = value ?? ""; } = "";
}

internal static class ExitStandby
{
    // Once: a second call on instances that serve already is refused, which would hide that the first one worked.
    public static readonly CloudAction<ExitStandbyRequest, ExitStandbyResponse> Action = new(
        nameof(ExitStandby), Repeat.Once, WireJson.Default.ExitStandbyRequest, WireJson.Default.AnswerExitStandbyResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Takes instances out of standby. Sent once.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <see cref="ErrorCode.AutoScalingGroupInActivity"/>, or since none of them
    /// is in standby.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ExitStandbyResponse> ExitStandbyAsync(ExitStandbyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(ExitStandby.Action, request, cancellationToken);
    }
}
