namespace TencentcloudRefresh.AutoScaling;

/// <summary>Refreshes the running instances of a group from its launch configuration.</summary>
/// <remarks>Source: Auto Scaling API, StartInstanceRefresh page.</remarks>
public sealed record StartInstanceRefreshRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>One of <see cref="AutoScaling.RefreshMode"/>. The service's default is <c>ROLLING_UPDATE_RESET</c>.</summary>
    public string? RefreshMode { get; init; }

    /// <summary>The batches and the health check.</summary>
    public required RefreshSettings RefreshSettings { get; init; }
}

/// <summary>The activity was accepted; it works on by itself.</summary>
public sealed record StartInstanceRefreshResponse : CloudResponse
{
    /// <summary>The new activity, <c>asr-…</c>. The only handle on it.</summary>
    public string RefreshActivityId { get; init => field = value ?? ""; } = "";
}

internal static class StartInstanceRefresh
{
    // Once: a second start is a second refresh of the whole fleet as soon as the first has ended.
    public static readonly CloudAction<StartInstanceRefreshRequest, StartInstanceRefreshResponse> Action = new(
        nameof(StartInstanceRefresh), Repeat.Once, WireJson.Default.StartInstanceRefreshRequest, WireJson.Default.AnswerStartInstanceRefreshResponse)
    {
        IsComplete = static response => response.RefreshActivityId.Length > 0,
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>Starts an activity. Sent once: after an indeterminate answer use <see cref="RefreshWrites"/> to find out what became of it.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example
    /// <see cref="ErrorCode.AutoScalingGroupInRefreshActivity"/>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether the activity may
    /// exist.</exception>
    public Task<StartInstanceRefreshResponse> StartInstanceRefreshAsync(StartInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        ArgumentNullException.ThrowIfNull(request.RefreshSettings);
        return CallAsync(StartInstanceRefresh.Action, request, cancellationToken);
    }
}
