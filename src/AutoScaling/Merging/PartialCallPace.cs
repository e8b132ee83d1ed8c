namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// How soon calls that are not full may follow each other: a few at once, then one in each spell. Many rollouts ask one after the other, as fast as the service
/// lets them start or as their ends come; without this each of them would take a call of its own. Not safe for several threads.
/// </summary>
/// <param name="spell">Zero: as soon as one likes.</param>
/// <param name="clock">What the spells are measured by, and waits run on.</param>
internal sealed class PartialCallPace(TimeSpan spell, TimeProvider clock)
{
    /// <summary>As many as a single rollout sends of one action before its start, so that it waits for nothing.</summary>
    public const int AtOnce = 4;

    private readonly long _begin = clock.GetTimestamp();
    private TimeSpan _nextTurn = TimeSpan.MinValue; // it has been quiet

    /// <summary>Takes a turn, or says how long there is none.</summary>
    /// <returns>Zero where the turn was taken.</returns>
    public TimeSpan TakeTurn()
    {
        var now = clock.GetElapsedTime(_begin);
        var earliest = now - (spell * (AtOnce - 1));
        var turn = _nextTurn > earliest ? _nextTurn : earliest;
        if (turn > now)
            return turn - now;
        _nextTurn = turn + spell;
        return TimeSpan.Zero;
    }

    // Timers cut off parts of a millisecond, which would be early.
    public Task DelayAsync(TimeSpan wait) => Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock);
}
