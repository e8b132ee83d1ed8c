namespace TencentcloudRefresh.AutoScaling;

public sealed partial class RefreshWrites
{
    /// <summary>Pauses an activity.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="cancellationToken">Ends the waiting, as with <see cref="StartOnceAsync"/>.</param>
    /// <returns>Done: after a lost answer, the activity was found neither running nor being prepared.</returns>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, and the activity continues.</exception>
    public Task<ConfirmedWrite> StopOnceAsync(StopInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReconcileAsync(
            async token => Done(request.RefreshActivityId, await _client.StopInstanceRefreshAsync(request, token).ConfigureAwait(false)),
            token => SightAsync(request.RefreshActivityId, Stands, token),
            cancellationToken);
    }

    /// <summary>Cancels an activity.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="cancellationToken">Ends the waiting, as with <see cref="StartOnceAsync"/>.</param>
    /// <returns>Done: after a lost answer, the activity was found over. How it ended is in <see cref="ConfirmedWrite.Found"/>.</returns>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, and the activity is alive.</exception>
    public Task<ConfirmedWrite> CancelOnceAsync(CancelInstanceRefreshRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReconcileAsync(
            async token => Done(request.RefreshActivityId, await _client.CancelInstanceRefreshAsync(request, token).ConfigureAwait(false)),
            token => SightAsync(request.RefreshActivityId, seen => !seen.IsAlive, token),
            cancellationToken);
    }

    /// <summary>Continues with a paused activity; never with a later pause than the one given.</summary>
    /// <param name="request">Which one, and how.</param>
    /// <param name="paused">The activity as it was last read, paused: it tells this pause from a later one.</param>
    /// <param name="cancellationToken">Ends the waiting, as with <see cref="StartOnceAsync"/>.</param>
    /// <returns>Done: after a lost answer, the activity was found in another place than that pause.</returns>
    /// <exception cref="ArgumentException"><paramref name="paused"/> is another activity.</exception>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, and the activity stands where it stood.</exception>
    public Task<ConfirmedWrite> ResumeOnceAsync(ResumeInstanceRefreshRequest request, RefreshActivity paused, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(paused);
        if (paused.RefreshActivityId != request.RefreshActivityId)
        {
            throw new ArgumentException(
                $"The request is about {request.RefreshActivityId}, the pause given is of {paused.RefreshActivityId}.", nameof(paused));
        }
        return ReconcileAsync(
            async token => Done(request.RefreshActivityId, await _client.ResumeInstanceRefreshAsync(request, token).ConfigureAwait(false)),
            token => SightAsync(request.RefreshActivityId, seen => !seen.IsPaused || ActivityChange.Between(paused, seen).OfAttempt, token),
            cancellationToken);
    }

    private static bool Stands(RefreshActivity seen) => seen.IsPaused || !seen.IsAlive;

    private static ConfirmedWrite Done(string activityId, CloudResponse response) => new(activityId, response.RequestId, response.AnsweredAt);

    private async Task<Sighting> SightAsync(string activityId, Func<RefreshActivity, bool> isDone, CancellationToken cancellationToken)
        => Sighting.Of(await FindAsync(activityId, isDone, cancellationToken).ConfigureAwait(false));

    private async Task<ConfirmedWrite?> FindAsync(string activityId, Func<RefreshActivity, bool> isDone, CancellationToken cancellationToken)
    {
        var seen = await _client.DescribeRefreshActivitiesAsync(new() { RefreshActivityIds = [activityId] }, cancellationToken).ConfigureAwait(false);
        var activity = seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == activityId);
        return activity is not null && isDone(activity) ? new(activityId, seen.RequestId, seen.AnsweredAt) { Found = activity } : null;
    }
}
