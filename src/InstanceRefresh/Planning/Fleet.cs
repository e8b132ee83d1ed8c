using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A scaling group and what surrounds it, at one moment.</summary>
/// <param name="Running">How many instances a rollout is expected to select: those in service that are not in standby as far as is known.</param>
/// <param name="Configuration">The launch configuration that the group refers to; null if it could not be found.</param>
/// <param name="Activities">Refresh activities of the group, newest first; older ones may be missing.</param>
/// <param name="SeenAt">The service's time.</param>
internal sealed record Fleet(
    AutoScalingGroup Group, int Running, LaunchConfiguration? Configuration, IReadOnlyList<RefreshActivity> Activities, DateTimeOffset SeenAt)
{
    /// <summary>The instances of the group, in whatever state.</summary>
    public IReadOnlyList<AutoScalingInstance> Instances { get; init; } = [];

    /// <summary>What the instances run; null: nobody has asked.</summary>
    public FleetImages? Images { get; init; }

    /// <summary>The lifecycle hooks of the group; none where nobody has asked.</summary>
    public RefreshHooks Hooks { get; init; } = RefreshHooks.None;

    /// <summary>
    /// The most that a rollout can select. More than <see cref="Running"/> where an instance only seems to be in standby: the service does not show that.
    /// </summary>
    public int Selectable { get => Math.Max(field, Running); init; }

    /// <summary>Instances that are shown in service and were left in standby by a failure.</summary>
    public ImmutableHashSet<string> Failed { get; init; } = [];

    /// <summary>Why fewer are expected to be selected than are shown in service. One sentence for each reason.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    public string Id => Group.AutoScalingGroupId;

    /// <summary>The activity that holds the group; the service allows one at a time.</summary>
    public RefreshActivity? Alive => Activities.FirstOrDefault(activity => activity.IsAlive);

    public string? NewestActivityId => Activities.Count > 0 ? Activities[0].RefreshActivityId : null;

    /// <summary>
    /// Whether the group is still on its way to the instances that it should have: what is planned now would be planned for too few.
    /// </summary>
    public bool IsBusy
        => Alive is null && Group.EnabledStatus != EnabledStatus.Disabled
            && Group.AutoScalingGroupStatus is "" or AutoScalingGroupStatus.Normal
            && (Group.InActivityStatus == InActivityStatus.InActivity || (Group.DesiredCapacity > 0 && Selectable == 0));

    /// <summary>No instance that a rollout could select, and none on the way: there is nothing to do.</summary>
    public bool IsEmpty => Alive is null && Selectable == 0 && !IsBusy;

    public static Fleet Of(
        AutoScalingGroup group, IReadOnlyList<AutoScalingInstance> instances, LaunchConfiguration? configuration,
        IReadOnlyList<RefreshActivity> activities, DateTimeOffset seenAt)
    {
        var standby = Standby.Of(group, instances, activities);
        return new Fleet(group, standby.Running, configuration, activities, seenAt)
        {
            Instances = instances,
            Selectable = standby.Selectable,
            LeftOut = standby.Why,
            Failed = standby.Failed,
        };
    }

    /// <summary>As it would be once the activity that holds the group has ended.</summary>
    public Fleet WithoutAlive() => this with
    {
        Activities = [.. Activities.Where(activity => !activity.IsAlive)],
        Group = Group with { EnabledStatus = EnabledStatus.Enabled },
    };

    public override string ToString() => $"Fleet({Id}, {Running} running)";
}
