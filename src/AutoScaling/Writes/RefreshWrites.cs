namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The writes of the refresh API, each with at most one effect although the API has no idempotency token. When an answer is lost, the effect is
/// looked for; only when it does not show within <see cref="RefreshWritesOptions.LookFor"/> is the write sent again, once.
/// </summary>
/// <remarks>
/// <code>
///   send ──answer──────────────────────────────────────────► done, or refused
///     └─no usable answer─► look, and look again ──found────► done (found by looking)
///                              └─not there─► send again ───► done
///                                              ├─refused as in conflict, or no usable answer ─► look, and look again ──found─► done
///                                              └─refused otherwise, or not sent ─► in doubt         └─not there─► in doubt
/// </code>
/// A cancellation ends the waiting, not the last look: what was made is found if it can be found at once, and otherwise the failure says that it may
/// exist.
/// </remarks>
public sealed partial class RefreshWrites
{
    private readonly AutoScalingClient _client;
    private readonly TimeProvider _clock;
    private readonly RefreshWritesOptions _options;

    /// <summary>Makes the writes of a client.</summary>
    /// <param name="client">What sends and looks.</param>
    /// <param name="clock">What the waits between looks run on.</param>
    /// <param name="options">How patiently to look; the default if not given.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RefreshWrites(AutoScalingClient client, TimeProvider clock, RefreshWritesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(clock);
        _client = client;
        _clock = clock;
        _options = (options ?? new()).Validated();
    }

    /// <summary>Starts an activity; never two.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="newestKnownActivityId">The newest activity of the group, as read before; <see langword="null"/> if it had none. Only a newer one
    /// can be ours.</param>
    /// <param name="cancellationToken">Ends the waiting. A call that has left is still waited for, up to
    /// <see cref="AutoScalingClientOptions.AnswerGrace"/>.</param>
    /// <returns>The activity; after a lost answer, a newer one of the group with the same mode and settings.</returns>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, and no such activity showed.</exception>
    public Task<SettledWrite> StartOnceAsync(StartInstanceRefreshRequest request, string? newestKnownActivityId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sentAt = _client.ServiceTime;
        return SettleAsync(
            async token =>
            {
                var made = await _client.StartInstanceRefreshAsync(request, token).ConfigureAwait(false);
                return new SettledWrite(made.RefreshActivityId, made.RequestId, made.AnsweredAt);
            },
            token => FindNewAsync(
                request.AutoScalingGroupId, ActivityType.Normal, newestKnownActivityId, sentAt,
                activity => SettingsMatch.IsEcho(activity, request.RefreshMode, request.RefreshSettings), token),
            cancellationToken);
    }

    /// <summary>Starts a rollback; never two.</summary>
    /// <param name="request">What to undo.</param>
    /// <param name="newestKnownActivityId">The newest activity of the group, as read before, so that an earlier rollback of the same origin is not
    /// taken for ours.</param>
    /// <param name="cancellationToken">Ends the waiting, as with <see cref="StartOnceAsync"/>.</param>
    /// <returns>The rollback activity; after a lost answer, a newer one with the same origin.</returns>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, and no such activity showed.</exception>
    public Task<SettledWrite> RollbackOnceAsync(
        RollbackInstanceRefreshRequest request, string? newestKnownActivityId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sentAt = _client.ServiceTime;
        return SettleAsync(
            async token =>
            {
                var made = await _client.RollbackInstanceRefreshAsync(request, token).ConfigureAwait(false);
                return new SettledWrite(made.RefreshActivityId, made.RequestId, made.AnsweredAt);
            },
            token => FindNewAsync(
                request.AutoScalingGroupId, ActivityType.Rollback, newestKnownActivityId, sentAt,
                activity => activity.OriginRefreshActivityId == request.OriginRefreshActivityId, token),
            cancellationToken);
    }

    private async Task<SettledWrite?> FindNewAsync(
        string groupId,
        string type,
        string? newestKnownActivityId,
        DateTimeOffset sentAt,
        Func<RefreshActivity, bool> isOurs,
        CancellationToken cancellationToken)
    {
        // The known one may be of another type, so the type is compared here and not by a filter.
        var seen = await _client.DescribeAllRefreshActivitiesAsync(
            new() { Filters = [new("auto-scaling-group-id", groupId)] }, cancellationToken).ConfigureAwait(false);
        var ours = NewActivities.After(newestKnownActivityId, sentAt, seen.RefreshActivitySet)
            .Where(activity => activity.ActivityType == type)
            .LastOrDefault(isOurs); // newest first: the last one is the first that was made after the call
        return ours is null ? null : new(ours.RefreshActivityId, seen.RequestId, seen.AnsweredAt) { Found = ours };
    }
}
