using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>A fault that is planned.</summary>
/// <param name="Number">Its number, to be taken back by.</param>
/// <param name="Fault">What was asked for.</param>
/// <param name="Remaining">How often it may still happen; null for ever.</param>
/// <param name="Happened">How often it happened.</param>
public sealed record PlannedFault(int Number, Fault Fault, int? Remaining, int Happened)
{
    /// <summary>It acts for longer than a moment, has begun to and is counted for it.</summary>
    internal bool HasBegun { get; init; }
}

/// <summary>Everything that is to go wrong. Used up faults are forgotten. Safe from several threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly SeededRandom _random;
    private ImmutableList<PlannedFault> _planned = [];
    private int _numbers;
    private long _draws;

    internal FaultPlan(SeededRandom random) => _random = random;

    /// <summary>Raised after a fault was added: one about a machine being refreshed takes effect at once.</summary>
    internal event Action<Fault>? Added;

    public ImmutableList<PlannedFault> Planned => _planned;

    /// <summary>Raised when a fault happens, within the call or the moment of the service's time in which it does: listeners only take note.</summary>
    public event Action<Fault>? Happened;

    /// <summary>Plans a fault.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense; the message says what is wrong with it.</exception>
    public int Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Errors().ToList() is { Count: > 0 } errors)
            throw new ArgumentException($"This fault cannot be: {string.Join("; ", errors)}.", nameof(fault));
        int number;
        lock (_gate)
        {
            number = ++_numbers;
            _planned = _planned.Add(new(number, fault, fault.Times, Happened: 0));
        }

        Added?.Invoke(fault);
        return number;
    }

    /// <summary>Takes one fault back; false if there is none of that number.</summary>
    public bool Remove(int number)
    {
        lock (_gate)
        {
            var before = _planned;
            _planned = before.RemoveAll(planned => planned.Number == number);
            return _planned.Count < before.Count;
        }
    }

    /// <summary>Takes every fault back.</summary>
    public void Clear()
    {
        lock (_gate)
            _planned = [];
    }

    /// <summary>As new, random numbers included.</summary>
    internal void Restart()
    {
        lock (_gate)
            (_planned, _numbers, _draws) = ([], 0, 0);
    }

    /// <summary>The first planned fault that fits and is drawn by its probability; it has happened once more then.</summary>
    internal Fault? Take(Func<Fault, bool> fits)
    {
        // Nearly always there is none, and a describe should not pay for that.
        if (_planned.IsEmpty)
            return null;
        var taken = TakeFirst(fits);
        if (taken is { HasBegun: false })
            Happened?.Invoke(taken.Fault);
        return taken?.Fault;
    }

    /// <summary>Whether such a fault is planned. It acts from now on until it is taken or taken back, and has happened once by that.</summary>
    internal bool Begin(Func<Fault, bool> fits)
    {
        if (_planned.IsEmpty)
            return false;
        PlannedFault? planned;
        lock (_gate)
        {
            planned = _planned.Find(one => fits(one.Fault));
            if (planned is { HasBegun: false })
                _planned = _planned.Replace(planned, planned with { HasBegun = true, Happened = planned.Happened + 1 });
        }

        if (planned is { HasBegun: false })
            Happened?.Invoke(planned.Fault);
        return planned is not null;
    }

    /// <returns>As it was planned.</returns>
    private PlannedFault? TakeFirst(Func<Fault, bool> fits)
    {
        lock (_gate)
        {
            foreach (var planned in _planned)
            {
                if (!fits(planned.Fault) || _random.Fraction("fault", ++_draws) >= planned.Fault.Probability)
                    continue;
                _planned = planned.Remaining == 1
                    ? _planned.Remove(planned)
                    : _planned.Replace(planned, planned with
                    {
                        Remaining = planned.Remaining - 1,
                        Happened = planned.Happened + (planned.HasBegun ? 0 : 1),
                        HasBegun = false,
                    });
                return planned;
            }
        }

        return null;
    }

    /// <summary>Puts a fault about a batch in terms of the machine that it hit.</summary>
    internal void Aim(PlannedFault planned, string instanceId)
    {
        lock (_gate)
            _planned = _planned.Replace(planned, planned with { Fault = planned.Fault with { GroupId = null, InstanceId = instanceId } });
    }
}
