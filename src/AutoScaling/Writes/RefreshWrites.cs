namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The writes of the refresh API, each with at most one effect although the API has no idempotency token. When an answer is lost, the effect is
/// looked for; only when it does not show within <see cref="RefreshWritesOptions.ReconcileTimeout"/> is the write sent again, once.
/// </summary>
/// <remarks>
/// <code>
///   send ──answer──────────────────────────────────────────► done, or refused
///     └─no usable answer─► look, and look again ──found────► done (found by polling)
///                              └─not there─► send again ───► done
///                                              ├─refused as in conflict, or no usable answer ─► look, and look again ──found─► done
///                                              └─refused otherwise, or not sent ─► indeterminate         └─not there─► indeterminate
/// </code>
/// A cancellation ends the waiting, not the last poll: what was made is found if it can be found at once, and otherwise the failure says that it may
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
    /// <param name="options">How long to poll; the default if not given.</param>
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
    /// <param name="newestKnownActivityId">The newest activity of the group, as read before; <see langword="null"/> if none was found. Only a newer
    /// one can be ours; without one the times alone decide.</param>
    /// <param name="cancellationToken">Ends the waiting. A call that has left is still waited for, up to
    /// <see cref="AutoScalingClientOptions.AnswerGrace"/>.</param>
    /// <returns>The activity; after a lost answer, the newest one of the group with the same mode and settings that was made since, read twice.</returns>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, and no such activity showed.</exception>
    public Task<ConfirmedWrite> StartOnceAsync(StartInstanceRefreshRequest request, string? newestKnownActivityId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mark = new SentMark(newestKnownActivityId, _client.LastAnsweredAt, _clock.GetTimestamp());
        return ReconcileAsync(
            async token =>
            {
                var made = await _client.StartInstanceRefreshAsync(request, token).ConfigureAwait(false);
                return new ConfirmedWrite(made.RefreshActivityId, made.RequestId, made.AnsweredAt);
            },
            token => FindNewAsync(
                request.AutoScalingGroupId, ActivityType.Normal, mark, activity => activity.MatchesSettings(request.RefreshMode, request.RefreshSettings), token),
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
    public Task<ConfirmedWrite> RollbackOnceAsync(
        RollbackInstanceRefreshRequest request, string? newestKnownActivityId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mark = new SentMark(newestKnownActivityId, _client.LastAnsweredAt, _clock.GetTimestamp());
        return ReconcileAsync(
            async token =>
            {
                var made = await _client.RollbackInstanceRefreshAsync(request, token).ConfigureAwait(false);
                return new ConfirmedWrite(made.RefreshActivityId, made.RequestId, made.AnsweredAt);
            },
            token => FindNewAsync(
                request.AutoScalingGroupId, ActivityType.Rollback, mark, activity => activity.OriginRefreshActivityId == request.OriginRefreshActivityId, token),
            cancellationToken);
    }

    /// <summary>Looks for an activity that a call has made. What has no time is not believed, whatever it looks like; what looks right is read again by
    /// its id first: one odd answer must not make an old success pass for a new start.</summary>
    private async Task<Sighting> FindNewAsync(
        string groupId, string type, SentMark mark, Func<RefreshActivity, bool> isOurs, CancellationToken cancellationToken)
    {
        // The known one may be of another type, so the type is compared here and not by a filter.
        var seen = await _client.DescribeNewestRefreshActivitiesAsync(groupId, mark.IsBehind, cancellationToken).ConfigureAwait(false);
        var sent = mark.SeenFrom(seen.AnsweredAt, _clock);
        var known = seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == sent.KnownId);
        var candidates = seen.RefreshActivitySet.Where(activity => activity.ActivityType == type && isOurs(activity)).ToArray();
        // The newest: a start is refused while another activity lives, so an older one cannot be what holds the group now.
        var newest = candidates.FirstOrDefault(activity => sent.Judge(activity, known) is Newness.New);
        if (newest is not null)
        {
            var again = await FindAsync(
                newest.RefreshActivityId, activity => isOurs(activity) && sent.Judge(activity, known) is Newness.New, cancellationToken).ConfigureAwait(false);
            return again is not null ? Sighting.Of(again) : Sighting.Unclear($"{newest.RefreshActivityId} showed in one answer and not in the next");
        }

        if (candidates.FirstOrDefault(activity => sent.Judge(activity, known) is Newness.Unclear) is { } unclear)
            return Sighting.Unclear($"{unclear.RefreshActivityId} has the same settings, and its time does not show whether this call made it");
        return sent.KnownId is not null && seen.RefreshActivitySet.Count == 0
            ? Sighting.Unclear("the list of activities came empty although there had been some")
            : Sighting.Nothing;
    }
}
