namespace TencentcloudRefresh.AutoScaling;

public sealed partial class RefreshWrites
{
    private const int MostSends = 2;

    /// <summary>What a timer can tell from nothing.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    /// <summary>The flow that is drawn at the top of this class.</summary>
    private async Task<ConfirmedWrite> ReconcileAsync(
        Func<CancellationToken, Task<ConfirmedWrite>> send, Func<CancellationToken, Task<Sighting>> poll, CancellationToken cancellationToken)
    {
        CloudException? indeterminate = null;
        for (var sends = 1; ; sends++)
        {
            CloudException failure;
            try
            {
                return await send(cancellationToken).ConfigureAwait(false);
            }
            catch (CloudException lost) when (lost.MayHaveActed)
            {
                indeterminate = failure = lost;
            }
            catch (CloudServiceException refused) when (indeterminate is not null && refused.Kind is RefusalKind.Conflict)
            {
                failure = refused; // most likely in conflict with our own first call, which shows late
            }
            catch (Exception unsent) when (indeterminate is not null)
            {
                // Whatever kept the second call from acting (refused, no credentials, cancelled): the first one is still indeterminate.
                throw StillIndeterminate(indeterminate, unsent, seen: null);
            }

            var (seen, sure) = await PollAsync(poll, cancellationToken).ConfigureAwait(false);
            if (seen.Found is { } found)
                return found;
            // A cancelled call is not sent again; and it does not end as merely cancelled, since its effect may still show.
            if (sends == MostSends || !sure || cancellationToken.IsCancellationRequested)
                throw StillIndeterminate(indeterminate, failure, seen.Indeterminate);
        }
    }

    /// <summary>Looks until the effect shows or the time is over. Sure is: the last poll was answered clearly, so the effect is really not
    /// there.</summary>
    private async Task<(Sighting Seen, bool Sure)> PollAsync(
        Func<CancellationToken, Task<Sighting>> poll, CancellationToken cancellationToken)
    {
        var begin = _clock.GetTimestamp();
        var seen = Sighting.Nothing;
        for (var pause = _options.FirstPause; ;)
        {
            var sure = false;
            try
            {
                seen = await PollOnceAsync(poll, cancellationToken).ConfigureAwait(false);
                if (seen.Found is not null)
                    return (seen, true);
                sure = seen.Indeterminate is null;
            }
            catch (Exception unseen) when (unseen is CloudException or CredentialException)
            {
                // Not being able to look is no news about the write; the next poll may be answered.
            }

            var left = _options.ReconcileTimeout - _clock.GetElapsedTime(begin);
            if (left < ShortestPause || cancellationToken.IsCancellationRequested)
                return (seen, sure);
            await Task.Delay(pause < left ? pause : left, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var longer = pause * 2;
            pause = longer < _options.FirstPause * 4 ? longer : _options.FirstPause * 4;
        }
    }

    /// <summary>After a cancellation there is one more poll, in the time that a call under way is given too.</summary>
    private async Task<Sighting> PollOnceAsync(Func<CancellationToken, Task<Sighting>> poll, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                return await poll(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Falls through to the last poll.
            }
        }

        using var lastPoll = new CancellationTokenSource(_client.Options.AnswerGrace, _client.Options.NetworkClock);
        try
        {
            return await poll(lastPoll.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Sighting.Nothing;
        }
    }

    /// <summary>The one end of a doubt that looking did not settle: it names the doubt, what came after it, and what was seen.</summary>
    private static CloudTransportException StillIndeterminate(CloudException indeterminate, Exception last, string? seen)
    {
        var (fault, detail) = indeterminate is CloudTransportException lost
            ? (lost.Fault, lost.Detail)
            : (TransportFault.NotTheService, $"the service had an error ({(indeterminate as CloudServiceException)?.Code}) and the effect did not show");
        if (!ReferenceEquals(last, indeterminate) && last is CloudException or CredentialException)
            detail += $"; then {last.Message.TrimEnd('.')}";
        if (seen is not null)
            detail += $"; {seen}";
        return new(indeterminate.Action, fault, detail, mayHaveActed: true, last);
    }
}
