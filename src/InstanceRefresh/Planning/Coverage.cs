using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What an activity has made of the instances that the group has now, by comparison of both lists: whether an instance is in standby is nothing that the
/// service shows for sure. Pure.
/// </summary>
internal sealed record Coverage(ImmutableArray<InstanceCoverage> Instances)
{
    /// <summary>The states of machines that are on their way in or out, or switched off: no rollout selects them, and none is asked for them.</summary>
    private static readonly ImmutableHashSet<string> Elsewhere =
    [
        LifeCycleState.Creating, "CREATION_FAILED", LifeCycleState.Terminating, "ATTACHING", "ATTACH_FAILED", "DETACHING", "STARTING", "START_FAILED",
        "STOPPING", "STOPPED", LifeCycleState.InLaunchingHook, LifeCycleState.InTerminatingHook,
    ];

    public static Coverage Of(RefreshActivity activity, Fleet fleet) => Of(activity, fleet.Instances);

    public static Coverage Of(RefreshActivity activity, IEnumerable<AutoScalingInstance> instances)
    {
        var selected = activity.RefreshBatchSet
            .SelectMany(batch => batch.RefreshBatchRelatedInstanceSet.Select(instance => (batch.RefreshBatchNum, Instance: instance)))
            .ToLookup(pair => pair.Instance.InstanceId, StringComparer.Ordinal);
        return new([.. instances
            .Where(instance => !Elsewhere.Contains(instance.LifeCycleState))
            .Select(instance => selected[instance.InstanceId].ToList() is [.., var (batch, seen)]
                ? new InstanceCoverage(instance.InstanceId, Of(seen), batch, seen.InstanceStatusMessage)
                : new InstanceCoverage(instance.InstanceId, OfUnlisted(activity, instance), Batch: 0, Message: ""))]);
    }

    /// <summary>
    /// Whether the activity has brought in what it was to bring in, everywhere where it could. An instance that it did not select was in standby when it
    /// began: that is for the outcome to tell, and no reason to doubt the activity.
    /// </summary>
    public bool IsComplete
        => Instances.Any(instance => instance.IsCovered) && Instances.All(instance => instance.IsCovered || instance.As == Covered.NotSelected);

    /// <summary>Whether times that are not told keep it from being complete.</summary>
    public bool IsUnknown => Instances.Any(instance => instance.As == Covered.Unknown);

    private static Covered Of(RefreshBatchInstance seen) => seen.InstanceStatus switch
    {
        InstanceStatus.Successful => Covered.BroughtThrough,
        InstanceStatus.Failed => Covered.Failed,
        _ => Covered.Unfinished,
    };

    private static Covered OfUnlisted(RefreshActivity activity, AutoScalingInstance instance) => (instance.AddTime, activity.CreatedTime) switch
    {
        // A replacement is listed by the id of the machine that is gone, and whatever the group makes has the present launch configuration.
        ({ } added, { } began) when added >= began => instance.CreationType == "MANUAL_ATTACHING" ? Covered.Attached : Covered.MadeSince,
        ({ }, { }) => Covered.NotSelected,
        _ => Covered.Unknown,
    };
}

/// <param name="Batch">The batch that the instance belonged to, from 1; 0 where the activity does not list it.</param>
/// <param name="Message">The service's message about it.</param>
internal sealed record InstanceCoverage(string InstanceId, Covered As, int Batch, string Message)
{
    public bool IsCovered => As is Covered.BroughtThrough or Covered.MadeSince;
}

/// <summary>What an activity has made of one instance of the group.</summary>
internal enum Covered
{
    BroughtThrough,

    /// <summary>Made by the group after the start of the activity: a replacement, or the result of a scale-out.</summary>
    MadeSince,

    Failed,

    /// <summary>Selected, and neither brought through nor failed.</summary>
    Unfinished,

    /// <summary>In the group since before the start, and not selected: it was in standby then.</summary>
    NotSelected,

    /// <summary>Somebody has put a machine of another origin into the group since.</summary>
    Attached,

    /// <summary>Not selected, and the times do not tell why.</summary>
    Unknown,
}
