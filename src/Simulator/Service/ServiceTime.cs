using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator.Service;

/// <summary>The service's own time: a clock, and how far somebody has pushed it ahead.</summary>
internal sealed class ServiceTime(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return clock.GetUtcNow() + _ahead;
        }
    }

    /// <summary>How it passes: driven, scaled or real.</summary>
    public string Kind => clock switch { VirtualClock => "driven", ScaledClock => "scaled", _ => "real" };

    /// <summary>Seconds that pass in a real second; 0 for a driven clock.</summary>
    public double Speed => clock switch { VirtualClock => 0, ScaledClock scaled => scaled.Speed, _ => 1 };

    /// <summary>A virtual clock moves for everybody; any other is only ahead from now on.</summary>
    public void Advance(TimeSpan by)
    {
        if (clock is VirtualClock driven)
        {
            driven.Advance(by);
            return;
        }

        lock (_gate)
            _ahead += by;
    }

    /// <summary>Lets the service's time continue from there.</summary>
    public void SetTo(DateTimeOffset time)
    {
        lock (_gate)
            _ahead = time - clock.GetUtcNow();
    }
}
