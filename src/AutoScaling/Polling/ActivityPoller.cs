using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// Watches activities for everybody in the process: waits that are due together share calls, one for each hundred activities. A poll that fails or is
/// throttled is repeated by itself, later and later; only what cannot get better (not allowed, not understood) reaches a waiter.
/// </summary>
/// <remarks>
/// There is one loop, which runs while somebody waits and sleeps until the first wait is due. Then it takes along every wait that is at least half
/// over, sends one describe for each hundred activities, and continues without waiting for the answers: a slow answer delays nobody else, and whoever
/// joins meanwhile takes part in the next poll. An answer is for those who waited when the call went out, so an observation is never older than its
/// request.
/// </remarks>
public sealed partial class ActivityPoller : IAsyncDisposable
{
    private readonly AutoScalingClient _client;
    private readonly ActivityPollerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly long _begin;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<PollWait> _waits = [];
    private readonly HashSet<Task> _polls = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _loop;
    private volatile int _perPoll = Paging.PageSize;
    private bool _disposed;

    /// <summary>Makes a poller; nothing is sent before somebody waits.</summary>
    /// <param name="client">What looks.</param>
    /// <param name="options">The cadence.</param>
    /// <param name="clock">What the waits run on.</param>
    /// <param name="log">Where failed polls are reported; events 1101 to 1199.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ActivityPoller(AutoScalingClient client, ActivityPollerOptions options, TimeProvider clock, ILogger<ActivityPoller>? log = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _client = client;
        _options = options.Validated();
        _clock = clock;
        _begin = clock.GetTimestamp();
        _log = (ILogger?)log ?? NullLogger.Instance;
    }

    /// <summary>The pace that an observation suggests: often near the expected end of a batch, seldom in a pause.</summary>
    /// <param name="seen">The newest observation.</param>
    /// <param name="expectedBatch">How long a batch of this group is expected to take, for an activity none of whose batches has ended yet. Default: not
    /// known.</param>
    public PollPace PaceAfter(ActivityObservation seen, TimeSpan? expectedBatch = null)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return new(PollCadence.Next(seen, expectedBatch, _options, _client.Speed.Value));
    }

    /// <summary>For the reads of the rollouts that are polled: they may wait a fraction of what a poll waits.</summary>
    internal PartialCallPace PaceOfReads() => new(_options.MinInterval / 4, _clock);

    /// <summary>The next poll of an activity, made after this call.</summary>
    /// <param name="activityId">The activity, <c>asr-…</c>.</param>
    /// <param name="pace">How soon.</param>
    /// <param name="cancellationToken">Ends this wait; a call under way for others continues.</param>
    /// <exception cref="CloudServiceException">Looking is not allowed, or not understood: another poll would be refused too.</exception>
    /// <exception cref="CredentialException">Several looks in a row found no credentials.</exception>
    /// <exception cref="ObjectDisposedException">The poller was disposed.</exception>
    public async Task<ActivityObservation> NextAsync(string activityId, PollPace pace, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(activityId);
        ArgumentNullException.ThrowIfNull(pace);
        cancellationToken.ThrowIfCancellationRequested();
        var wait = Enter(activityId, pace);
        using var cancelled = cancellationToken.UnsafeRegister(_ => Leave(wait, cancellationToken), state: null);
        return await wait.Seen.ConfigureAwait(false);
    }

    /// <summary>Ends the loop and the calls under way; whoever still waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] pending;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            pending = [.. _polls, _loop ?? Task.CompletedTask];
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // they still use the client
        foreach (var wait in _waits)
            wait.Fail(Disposed());
        _stopping.Dispose();
    }

    private static ObjectDisposedException Disposed() => new(nameof(ActivityPoller));

    private TimeSpan Now() => _clock.GetElapsedTime(_begin);

    private PollWait Enter(string activityId, PollPace pace)
    {
        var now = Now();
        var interval = pace.Interval < _options.MaxInterval ? pace.Interval : _options.MaxInterval;
        var due = now + (interval * (1 + (_options.Jitter * ((_client.Jitter.Next() * 2) - 1))));
        if (pace.NotAfter is { } last && now + (last - _clock.GetUtcNow()) is var latest && latest < due)
            due = latest > now ? latest : now;
        var wait = new PollWait(activityId) { Due = due, EligibleAt = now + ((due - now) / 2) };
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Add(wait);
        }

        return wait;
    }

    private void Leave(PollWait wait, CancellationToken cancellationToken)
    {
        wait.Cancel(cancellationToken);
        lock (_gate)
        {
            if (_waits.Remove(wait))
                _changed.TrySetResult();
        }
    }

    /// <summary>Under the gate.</summary>
    private void Add(PollWait wait)
    {
        _waits.Add(wait);
        if (_loop is null)
            _loop = Task.Run(RunAsync, CancellationToken.None);
        else
            _changed.TrySetResult();
    }
}
