namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The permits of one action. Our own, since System.Threading.RateLimiting refills by the machine's clock and cannot be given another one.
/// </summary>
/// <remarks>
/// Each caller is told when its turn is and waits for that: turns are a rate's interval apart, and up to half a second's worth may be taken at once
/// after a quiet time. So no window of one second sees more than one and a half times the rate; with the usual half of the account's limit that stays
/// below it. When the service throttles nevertheless (other programs count too) the rate is halved, and grows back over about twenty seconds.
/// </remarks>
internal sealed class ActionBucket(TimeProvider clock, double requestsPerSecond)
{
    /// <summary>Several calls may be under way when the service begins to throttle: their refusals count as one.</summary>
    private static readonly TimeSpan OneCut = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FullRecovery = TimeSpan.FromSeconds(20);

    private const double Lowest = 0.5;

    private readonly Lock _gate = new();
    private readonly long _begin = clock.GetTimestamp();
    private double _rateAfterCut;
    private TimeSpan _cutAt = TimeSpan.MinValue;
    private TimeSpan _nextTurn = TimeSpan.MinValue; // it has been quiet

    /// <summary>Calls a second, now.</summary>
    public double Rate
    {
        get
        {
            lock (_gate)
                return RateUnderGate(Elapsed());
        }
    }

    /// <summary>Completes when it is the caller's turn. Turns are given in the order of the calls; a cancelled one is lost.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = Elapsed();
            var rate = RateUnderGate(now);
            var interval = TimeSpan.FromSeconds(1 / rate);
            var earliest = now - (interval * (BurstOf(rate) - 1));
            var turn = _nextTurn > earliest ? _nextTurn : earliest;
            _nextTurn = turn + interval;
            wait = turn - now;
        }

        // Timers cut off parts of a millisecond, which would be early.
        return wait <= TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellationToken);
    }

    /// <summary>The service said that this action is called too often.</summary>
    public void Throttled()
    {
        lock (_gate)
        {
            var now = Elapsed();
            if (_cutAt != TimeSpan.MinValue && now - _cutAt < OneCut)
                return;
            _rateAfterCut = Math.Max(Math.Min(requestsPerSecond, Lowest), RateUnderGate(now) / 2);
            _cutAt = now;
            var pause = now + OneCut; // the second that is full already
            if (_nextTurn < pause)
                _nextTurn = pause;
        }
    }

    private static double BurstOf(double rate) => Math.Max(1, Math.Floor(rate / 2));

    private TimeSpan Elapsed() => clock.GetElapsedTime(_begin);

    private double RateUnderGate(TimeSpan now) => _cutAt == TimeSpan.MinValue
        ? requestsPerSecond
        : Math.Min(requestsPerSecond, _rateAfterCut + (requestsPerSecond * ((now - _cutAt) / FullRecovery)));
}
