namespace TencentcloudRefresh.AutoScaling;

/// <summary>Undoes an activity that is paused, or the newest successful one, by a new activity of type ROLLBACK.</summary>
/// <remarks>
/// Source: Auto Scaling API, RollbackInstanceRefresh page. The image goes back by itself; user data, enhanced services, login settings and host name
/// are read from the launch configuration again, so that must be restored first.
/// </remarks>
public sealed record RollbackInstanceRefreshRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The batches and the health check. <see cref="RollingUpdateSettings.MaxSurge"/> is not allowed here.</summary>
    public required RefreshSettings RefreshSettings { get; init; }

    /// <summary>The normal activity to undo, <c>asr-…</c>.</summary>
    public required string OriginRefreshActivityId { get; init; }

    /// <summary>Only <c>ROLLING_UPDATE_RESET</c>, which is also the service's default.</summary>
    public string? RefreshMode { get; init; }
}

/// <summary>The rollback was accepted; it works on by itself.</summary>
public sealed record RollbackInstanceRefreshResponse : CloudResponse
{
    /// <summary>The new activity of type ROLLBACK, <c>asr-…</c>.</summary>
    public string RefreshActivityId { get; init => field = value ?? ""; } = "";
}

internal static class RollbackInstanceRefresh
{
    // Once: a second rollback is a second reinstall of the fleet.
    public static readonly CloudAction<RollbackInstanceRefreshRequest, RollbackInstanceRefreshResponse> Action = new(
        nameof(RollbackInstanceRefresh), Repeat.Once,
        WireJson.Default.RollbackInstanceRefreshRequest,
        WireJson.Default.AnswerRollbackInstanceRefreshResponse)
    {
        IsComplete = static response => response.RefreshActivityId.Length > 0,
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>Starts a rollback. Sent once: after an indeterminate answer use <see cref="RefreshWrites"/> to find out what became of it.</summary>
    /// <exception cref="ArgumentException">The settings ask for surge instances.</exception>
    /// <exception cref="CloudServiceException">The service refused, for example <see cref="ErrorCode.RefreshActivityCanNotRollback"/>.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether the rollback may
    /// exist.</exception>
    public Task<RollbackInstanceRefreshResponse> RollbackInstanceRefreshAsync(
        RollbackInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.OriginRefreshActivityId);
        ArgumentNullException.ThrowIfNull(request.RefreshSettings);
        if (request.RefreshSettings.RollingUpdateSettings?.MaxSurge is > 0 and var surge)
            throw new ArgumentException($"A rollback takes no surge instances; MaxSurge was {surge}.", nameof(request));
        return CallAsync(RollbackInstanceRefresh.Action, request, cancellationToken);
    }
}
