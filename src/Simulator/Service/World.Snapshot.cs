using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Service;

// In and out: the same form both ways.
internal sealed partial class World
{
    /// <summary>Everything as it is now. Credentials are not the world's and are added by whoever keeps them.</summary>
    public Fleet Snapshot() => new()
    {
        Time = Now,
        Region = Region,
        IsRegional = IsRegional,
        AccountId = AccountId,
        RoleGranted = RoleGranted,
        MissingImages = MissingImages,
        PublicImages = PublicImages,
        GroupQuota = GroupQuota,
        LaunchConfigurationQuota = LaunchConfigurationQuota,
        LaunchConfigurations = [.. _configurations.Values],
        Groups = [.. _groups.Values],
        Activities = [.. _activityOrder.Select(id => _activities[id])],
        ScalingActivities = [.. _scalingOrder.Select(id => _scaling[id])],
        AlarmPolicies = [.. _policies.Values],
        Alarms = [.. _alarms],
        HookActions = [.. _hookActions],
        Pending = [.. _schedule.All()],
        Counters = _counters.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Faults = [.. Faults.Planned.Select(planned => planned.Fault with { Times = planned.Remaining })],
        Assumptions = Assumptions.Assumed.All.ToImmutableSortedDictionary(assumption => assumption.Name, assumption => Assumed[assumption], StringComparer.Ordinal),
    };

    private void Load(Fleet fleet)
    {
        foreach (var configuration in fleet.LaunchConfigurations)
            Put(configuration);
        foreach (var group in fleet.Groups)
            Put(group);
        foreach (var activity in fleet.Activities)
        {
            _activities.Add(activity.Id, activity);
            _activityOrder.Add(activity.Id);
            if (!_activitiesOfGroup.TryGetValue(activity.GroupId, out var ids))
                _activitiesOfGroup[activity.GroupId] = ids = [];
            ids.Add(activity.Id);
        }

        foreach (var scaling in fleet.ScalingActivities)
            Add(scaling);
        foreach (var policy in fleet.AlarmPolicies)
            Put(policy);
        _alarms.AddRange(fleet.Alarms);
        _hookActions.AddRange(fleet.HookActions);
        foreach (var pending in fleet.Pending)
            _schedule.Add(pending);
        foreach (var (kind, count) in fleet.Counters)
            _counters[kind] = count;
    }
}
