using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

/// <summary>
/// Everything there is, and the time up to which it has happened. Immutable records are swapped here and nowhere else; whoever holds a
/// world holds its lock (<see cref="SimulatedCloud"/> does).
/// </summary>
/// <remarks>
/// <code>
///   a call, or a look ──► CatchUp(now): due events in order ──► RefreshMachine.On ──► effects ──► more events
/// </code>
/// Nothing happens between two polls that would not have happened in the same order at its own time.
/// </remarks>
internal sealed partial class World
{
    private readonly Dictionary<string, ScalingGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LaunchConfiguration> _configurations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefreshActivity> _activities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScalingActivity> _scaling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _activitiesOfGroup = new(StringComparer.Ordinal);
    private readonly List<string> _activityOrder = [];
    private readonly List<string> _scalingOrder = [];
    private readonly HashSet<string> _inWork = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _counters = new(StringComparer.Ordinal);
    private readonly Schedule _schedule = new();
    private readonly SeededRandom _random;
    private readonly Durations _durations;
    private readonly Journal _journal;

    public World(Fleet fleet, DateTimeOffset start, AssumptionSet assumed, Durations durations, SeededRandom random, FaultPlan faults, Journal journal)
    {
        (Now, Assumed, Faults, _durations, _random, _journal) = (start, assumed, faults, durations, random, journal);
        (Region, RoleGranted, MissingImages, PublicImages) = (fleet.Region, fleet.RoleGranted, fleet.MissingImages, fleet.PublicImages);
        (IsRegional, AccountId) = (fleet.IsRegional, fleet.AccountId);
        (GroupQuota, LaunchConfigurationQuota) = (fleet.GroupQuota, fleet.LaunchConfigurationQuota);
        Load(fleet);
    }

    /// <summary>The service's time, as far as the world has come.</summary>
    public DateTimeOffset Now { get; private set; }

    public AssumptionSet Assumed { get; }

    public FaultPlan Faults { get; }

    public string Region { get; }

    public bool IsRegional { get; }

    public string AccountId { get; }

    public bool RoleGranted { get; set; }

    public ImmutableArray<string> MissingImages { get; set; }

    public ImmutableArray<string> PublicImages { get; }

    public int GroupQuota { get; }

    public int LaunchConfigurationQuota { get; }

    public IReadOnlyDictionary<string, ScalingGroup> Groups => _groups;

    public IReadOnlyDictionary<string, LaunchConfiguration> Configurations => _configurations;

    /// <summary>The time of the next thing that happens by itself.</summary>
    public DateTimeOffset? NextEvent => _schedule.Next;

    public RefreshActivity? Activity(string id) => _activities.GetValueOrDefault(id);

    public ScalingActivity? Scaling(string id) => _scaling.GetValueOrDefault(id);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> ActivityIds => _activityOrder;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> ScalingIds => _scalingOrder;

    /// <summary>The group's activities, oldest first.</summary>
    public IReadOnlyList<string> ActivityIdsOf(string groupId) => _activitiesOfGroup.TryGetValue(groupId, out var ids) ? ids : [];

    /// <summary>What happened lately, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Journal => _journal.After(0);

    public RefreshActivity? AliveOf(string groupId)
        => ActivityIdsOf(groupId) is { Count: > 0 } ids && _activities[ids[^1]] is { IsAlive: true } newest ? newest : null;

    /// <summary>Lets everything happen that is due until then, in order, each at its own time.</summary>
    public void CatchUp(DateTimeOffset until)
    {
        while (_schedule.TryTake(until, out var pending))
        {
            if (pending.At > Now)
                Now = pending.At;
            Happen(pending);
        }

        if (until > Now)
            Now = until;
    }

    /// <summary>Continues to the next event and lets it happen; false if nothing is pending.</summary>
    public bool StepOn()
    {
        if (_schedule.Next is not { } next)
            return false;
        CatchUp(next > Now ? next : Now);
        return true;
    }

    public void Put(ScalingGroup group) => _groups[group.Id] = group;

    public void Put(LaunchConfiguration configuration) => _configurations[configuration.Id] = configuration;

    public void Drop(ScalingGroup group)
    {
        _groups.Remove(group.Id);
        Log(group.Id, null, "the group was deleted");
        // Whatever still lived on the group has nothing to live on.
        if (AliveOf(group.Id) is { } alive)
            Do(alive, new ActivityEvent.Broken());
    }

    /// <summary>Loses the memory of an ended activity; false if there is none of that id or it still lives.</summary>
    public bool Forget(string activityId)
    {
        if (!_activities.TryGetValue(activityId, out var activity) || activity.IsAlive || activity.Working)
            return false;
        _activities.Remove(activityId);
        _activityOrder.Remove(activityId);
        _activitiesOfGroup[activity.GroupId].Remove(activityId);
        return true;
    }

    public void Drop(LaunchConfiguration configuration) => _configurations.Remove(configuration.Id);

    /// <summary>A new id of this kind that nothing has.</summary>
    public string NewId(string prefix)
    {
        while (true)
        {
            var number = _counters[prefix] = _counters.GetValueOrDefault(prefix) + 1;
            var id = prefix + _random.Suffix(prefix, number);
            // Machines are not looked for among a hundred thousand: one in a trillion is taken, and only if a seed named it.
            if (!_groups.ContainsKey(id) && !_configurations.ContainsKey(id) && !_activities.ContainsKey(id) && !_scaling.ContainsKey(id))
                return id;
        }
    }

    public string NewRequestId() => _random.RequestId(_counters["request"] = _counters.GetValueOrDefault("request") + 1);

    private void Happen(PendingEvent pending)
    {
        if (pending.Kind == PendingKind.Scaled)
        {
            EndScaling(pending.SubjectId);
            return;
        }

        // An event of work that was since overtaken means nothing any more.
        if (_activities.TryGetValue(pending.SubjectId, out var activity) && activity.Round == pending.Round)
            Happen(activity, pending);
    }

    private void Log(string groupId, string? activityId, string what, string? status = null) => _journal.Add(Now, groupId, activityId, what, status);
}
