using System.Collections.Frozen;
using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator;

/// <summary>The service behind the wire: what it knows, and a way to change it. Every look is at the present of the service's time.</summary>
public sealed class SimulatedCloud
{
    private readonly Lock _gate = new();
    private readonly SimulatorOptions _options;
    private readonly SeededRandom _random;
    private readonly Journal _journal = new();
    private Fleet _fleet;
    private World _world;
    private readonly Dictionary<Place, World> _elsewhere = [];
    private long _sessions;

    internal SimulatedCloud(SimulatorOptions options)
    {
        _options = options;
        _fleet = options.Fleet;
        _random = new SeededRandom(options.RandomSeed);
        Time = new ServiceTime(options.Clock);
        Faults = new FaultPlan(_random);
        Faults.Added += Notice;
        _world = Open();
    }

    public FaultPlan Faults { get; }

    /// <summary>The service's time.</summary>
    public DateTimeOffset Now => Time.Now;

    /// <summary>The time by which keys and tokens end.</summary>
    internal DateTimeOffset CallersNow => _options.CallersClock.GetUtcNow();

    /// <summary>Where the open points are decided, what the fleet's file says included.</summary>
    public AssumptionSet Assumed { get; private set; } = AssumptionSet.Usual;

    internal ServiceTime Time { get; }

    internal string Region { get; private set; } = "";

    internal ImmutableArray<Credential> Credentials { get; private set; } = [];

    /// <summary>Who may do everything with the fleet: whoever stands beside the simulator.</summary>
    internal Credential Owner => new("", "") { AccountId = _fleet.AccountId };

    public ScalingGroup? Group(string id) => Access(world => world.Groups.GetValueOrDefault(id));

    public LaunchConfiguration? LaunchConfiguration(string id) => Access(world => world.Configurations.GetValueOrDefault(id));

    public RefreshActivity? Activity(string id) => Access(world => world.Activity(id));

    /// <summary>The group's activities, newest first.</summary>
    public ImmutableArray<RefreshActivity> ActivitiesOf(string groupId)
        => Access(world => world.ActivityIdsOf(groupId).Reverse().Select(id => world.Activity(id)!).ToImmutableArray());

    /// <summary>The time of the next thing that happens by itself; null when nothing will.</summary>
    public DateTimeOffset? NextEvent => Access(world => world.NextEvent);

    /// <summary>Everything, in the form that a service can be started with.</summary>
    public Fleet Snapshot() => Access(world => world.Snapshot() with { Credentials = Credentials });

    /// <summary>What happened after a given line, oldest first.</summary>
    public ImmutableArray<JournalEntry> JournalAfter(long after = 0) => Access(_ => _journal.After(after));

    /// <summary>Moves the service's time on. A <see cref="VirtualTime.VirtualClock"/> moves for everybody who uses it.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Time.Advance(by);
        Access(static _ => true);
    }

    /// <summary>A machine is destroyed outside of the service.</summary>
    /// <returns>False if no group has it.</returns>
    public bool DestroyInstance(string instanceId) => Access(world =>
    {
        var group = world.Groups.Values.FirstOrDefault(group => group.Find(instanceId) is not null);
        if (group is null)
            return false;
        world.Destroy(group.Id, FrozenSet.Create(StringComparer.Ordinal, instanceId));
        return true;
    });

    /// <summary>Changes a group from outside, for instance its status to LB_ABNORMAL.</summary>
    /// <returns>False if there is no such group.</returns>
    public bool ChangeGroup(string groupId, Func<ScalingGroup, ScalingGroup> change) => Access(world =>
    {
        if (!world.Groups.TryGetValue(groupId, out var group))
            return false;
        world.Put(change(group));
        return true;
    });

    /// <summary>A group is gone from outside, together with everything on it.</summary>
    /// <returns>False if there is no such group.</returns>
    public bool DropGroup(string groupId) => Access(world =>
    {
        if (!world.Groups.TryGetValue(groupId, out var group))
            return false;
        world.Drop(group);
        return true;
    });

    /// <summary>An activity disappears from the service's memory, as an old one might.</summary>
    /// <returns>False if there is none of that id, or it still lives.</returns>
    public bool ForgetActivity(string activityId) => Access(world => world.Forget(activityId));

    /// <summary>Everything as at the start: groups, activities, faults, ids. A fleet given here takes the place of the one at the start.</summary>
    public void Reset(Fleet? fleet = null)
    {
        lock (_gate)
        {
            var before = _fleet;
            try
            {
                _fleet = fleet ?? _fleet;
                Faults.Restart();
                _world = Open();
                _journal.Add(_world.Now, "", null, "everything was reset");
            }
            catch
            {
                _fleet = before;
                throw;
            }
        }
    }

    /// <summary>Does something with the world as it is now, alone with it.</summary>
    internal T Access<T>(Func<World, T> access)
    {
        lock (_gate)
        {
            _world.CatchUp(Time.Now);
            return access(_world);
        }
    }

    /// <summary>The same with what a caller sees, which is the fleet unless that belongs to another account or region. There, each has a place of their
    /// own, empty at first and not part of a saved state.</summary>
    internal T AccessAs<T>(Credential caller, string region, Func<World, T> access)
    {
        lock (_gate)
        {
            var world = PlaceOf(caller, region) is { } elsewhere ? Elsewhere(elsewhere) : _world;
            world.CatchUp(Time.Now);
            return access(world);
        }
    }

    /// <summary>A temporary key pair of a role, known from now on.</summary>
    internal Credential BeginSession(string accountId, string role, string session, TimeSpan lasts)
    {
        lock (_gate)
        {
            var (now, name) = (CallersNow, $"session/{accountId}/{role}/{++_sessions}");
            var made = new Credential($"AKIDsession{SeededRandom.NamedSuffix(name)}", $"session-key-{SeededRandom.NamedSuffix(name + "/key")}")
            {
                Token = $"session-token-{SeededRandom.NamedSuffix(name + "/token")}",
                // The page gives whole seconds.
                Expires = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) + lasts,
                AccountId = accountId,
                Role = role,
                Session = session,
            };
            Credentials = [.. Credentials.Where(known => known.Role is null || known.Expires > now), made];
            return made;
        }
    }

    private Place? PlaceOf(Credential caller, string region)
    {
        var isHere = !_fleet.IsRegional || region.Length == 0 || region == Region;
        return caller.AccountId == _fleet.AccountId && isHere ? null : new(caller.AccountId, isHere ? Region : region);
    }

    private World Elsewhere(Place place)
    {
        if (_elsewhere.TryGetValue(place, out var world))
            return world;
        // Ids of its own: what one place has made must not be found in another by chance.
        var random = new SeededRandom(_options.RandomSeed + 1 + _elsewhere.Count);
        var empty = Fleet.Empty with { AccountId = place.AccountId, Region = place.Region, IsRegional = true };
        return _elsewhere[place] = new(empty, Time.Now, Assumed, _options.Durations, random, Faults, new Journal());
    }

    private World Open()
    {
        _elsewhere.Clear();
        if (_fleet.Time is { } time)
            Time.SetTo(time);
        Assumed = _options.Assumed.WithAll(_fleet.Assumptions.Where(choice => !_options.Assumed.Chosen.ContainsKey(choice.Key)));
        (Credentials, Region) = (_fleet.Credentials, _fleet.Region);
        var now = Time.Now;
        if (!_fleet.Stages.IsEmpty)
        {
            // Measured first, so that what is staged lies in the past and the present is the clock's.
            var rehearsal = NewWorld(now, new Journal());
            FleetPreparation.Run(rehearsal, _fleet.Stages);
            now -= rehearsal.Now - now;
        }

        var world = NewWorld(now, _journal);
        FleetPreparation.Run(world, _fleet.Stages);
        foreach (var fault in _fleet.Faults)
            Faults.Add(fault);
        return world;
    }

    private World NewWorld(DateTimeOffset start, Journal journal) => new(_fleet, start, Assumed, _options.Durations, _random, Faults, journal);

    private void Notice(Fault fault)
    {
        // While a world is being opened there is nothing in progress yet that a fault could hit.
        if (_world is not null)
            Access(world => { world.Notice(fault); return true; });
    }
}
