using System.Collections.Frozen;
using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// Ordinary scaling: the group follows its desired count while it is enabled.
internal sealed partial class World
{
    /// <summary>The ordinary scaling activity that runs on the group, if one does.</summary>
    public ScalingActivity? OrdinaryWorkOn(string groupId) => Running(groupId).FirstOrDefault(scaling => scaling.RefreshActivityId is null);

    /// <summary>Whether any scaling activity runs on the group, a batch's included.</summary>
    public bool IsInActivity(string groupId) => Running(groupId).Any();

    /// <summary>Makes or removes machines until there are as many as desired. Does nothing while something else is in progress.</summary>
    public void Match(string groupId)
    {
        if (!_groups.TryGetValue(groupId, out var group) || !group.Enabled || group.Status != "NORMAL" || OrdinaryWorkOn(groupId) is not null)
            return;
        var counted = group.Instances.Where(instance => instance is { Surge: false, Standby: not Standby.ByCaller }
            && instance.State is LifeCycleState.InService or LifeCycleState.Creating).ToList();
        var missing = group.DesiredCapacity - counted.Count;
        if (missing > 0)
            Grow(group, missing);
        else if (missing < 0)
            Shrink(group, counted, -missing);
    }

    /// <summary>Takes machines away; they are gone when the returned scaling activity has ended.</summary>
    public ScalingActivity Remove(ScalingGroup group, ImmutableArray<string> instanceIds, LifeCycleState on, string type, string cause)
    {
        Put(group.Change(instanceIds.ToFrozenSet(StringComparer.Ordinal), instance => instance with { State = on }));
        Log(group.Id, null, $"{instanceIds.Length} instances go");
        return Work(group.Id, type, cause, $"Remove {instanceIds.Length} instances.", instanceIds, _durations.Removal);
    }

    /// <summary>Notes a scaling activity that was over as soon as it began.</summary>
    public ScalingActivity Done(string groupId, string type, string cause, string description, ImmutableArray<string> instanceIds)
    {
        var activity = Add(new ScalingActivity
        {
            Id = NewId(Ids.Scaling),
            GroupId = groupId,
            Type = type,
            Cause = cause,
            Description = description,
            StartTime = Now,
            InstanceIds = instanceIds,
        });
        return Put(activity with { Status = ScalingStatus.Successful, EndTime = Now });
    }

    private void Grow(ScalingGroup group, int count)
    {
        var made = Enumerable.Range(0, count).Select(_ => NewInstance(group, LifeCycleState.Creating) with { AddTime = Now }).ToImmutableArray();
        Put(group with { Instances = group.Instances.AddRange(made) });
        Log(group.Id, null, $"{count} instances are made");
        Work(group.Id, "SCALE_OUT", $"The desired capacity is {group.DesiredCapacity}.", $"Add {count} instances.",
            [.. made.Select(instance => instance.Id)], _durations.Creation);
    }

    private void Shrink(ScalingGroup group, List<Instance> counted, int count)
    {
        var newestFirst = group.Members.TryGetValue("TerminationPolicySet", out var policies)
            && policies.GetRawText().Contains("NEWEST_INSTANCE", StringComparison.Ordinal);
        var ordered = counted.Where(instance => !instance.Protected).OrderBy(instance => instance.AddTime).ThenBy(instance => instance.Id, StringComparer.Ordinal);
        ImmutableArray<string> gone = [.. (newestFirst ? ordered.Reverse() : ordered).Take(count).Select(instance => instance.Id)];
        if (!gone.IsEmpty)
            Remove(group, gone, LifeCycleState.Terminating, "SCALE_IN", $"The desired capacity is {group.DesiredCapacity}.");
    }

    private ScalingActivity Work(string groupId, string type, string cause, string description, ImmutableArray<string> instanceIds, Span span)
    {
        var activity = Add(new ScalingActivity
        {
            Id = NewId(Ids.Scaling),
            GroupId = groupId,
            Type = type,
            Cause = cause,
            Description = description,
            StartTime = Now,
            InstanceIds = instanceIds,
        });
        _schedule.Add(Now + Length(span, activity.Id, 0), PendingKind.Scaled, activity.Id);
        return activity;
    }

    private void EndScaling(string scalingId)
    {
        if (!_scaling.TryGetValue(scalingId, out var scaling) || scaling.Status != ScalingStatus.Running)
            return;
        Put(scaling with { Status = ScalingStatus.Successful, EndTime = Now });
        if (!_groups.TryGetValue(scaling.GroupId, out var group))
            return;
        var about = scaling.InstanceIds.ToFrozenSet(StringComparer.Ordinal);
        if (scaling.Type == "SCALE_OUT")
            Put(group.Change(about, static instance => instance with { State = LifeCycleState.InService }));
        else
            Vanish(scaling.GroupId, about);
        Log(scaling.GroupId, null, $"{scaling.Type} of {about.Count} instances ends");
        Match(scaling.GroupId);
    }

    private Instance NewInstance(ScalingGroup group, LifeCycleState state)
    {
        var configuration = _configurations.GetValueOrDefault(group.LaunchConfigurationId);
        return new()
        {
            Id = NewId(Ids.Instance),
            ImageId = configuration?.ImageId ?? "",
            LaunchConfigurationId = group.LaunchConfigurationId,
            InstanceType = configuration?.InstanceType ?? "",
            Zone = group.Instances.IsEmpty ? $"{Region}-3" : group.Instances[0].Zone,
            VersionNumber = configuration?.Version ?? 1,
            SettingsVersion = configuration?.Version ?? 1,
            State = state,
        };
    }

    private ScalingActivity Add(ScalingActivity activity)
    {
        _scalingOrder.Add(activity.Id);
        return Put(activity);
    }

    private ScalingActivity Put(ScalingActivity activity)
    {
        _scaling[activity.Id] = activity;
        if (activity.Status == ScalingStatus.Running)
            _inWork.Add(activity.Id);
        else
            _inWork.Remove(activity.Id);
        return activity;
    }

    private IEnumerable<ScalingActivity> Running(string groupId)
        => _inWork.Count == 0 ? [] : _inWork.Select(id => _scaling[id]).Where(scaling => scaling.GroupId == groupId);
}
