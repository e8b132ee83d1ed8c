using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A group as it is once an activity has ended: what it takes to tell whether every instance runs what it should.</summary>
/// <param name="Group">Null: it was not found.</param>
/// <param name="Activities">Newest first.</param>
internal sealed record FleetAfter(
    AutoScalingGroup? Group, LaunchConfiguration? Configuration, IReadOnlyList<AutoScalingInstance> Instances, IReadOnlyList<RefreshActivity> Activities,
    FleetImages Images);

/// <summary>Whether every instance of a group runs what an ended activity should have given it. Pure.</summary>
/// <param name="Deviations">At most <see cref="Deviation.MostListed"/>.</param>
/// <param name="Images">How many instances run which image.</param>
/// <param name="AllShown">Whether the image of every instance is known, and which one it should be.</param>
/// <param name="MayBeEarly">An image differs that may be on its way: the machine service may show a reinstall a moment later.</param>
/// <param name="Change">How the launch configuration differs from the one at the start; null: not at all, as far as is known.</param>
internal sealed record Verdict(
    ImmutableArray<Deviation> Deviations, ImmutableSortedDictionary<string, int> Images, bool AllShown, bool MayBeEarly, string? Change)
{
    private static readonly ImmutableHashSet<string> Leaving = [LifeCycleState.Terminating, "DETACHING"];

    /// <param name="known">What was noted at the start.</param>
    /// <param name="seesAll">The operation has followed the activity to this end, so that what is missing now was lost meanwhile.</param>
    public static Verdict Of(RefreshActivity ended, RefreshOutputs known, FleetAfter now, bool seesAll)
    {
        bool endedWell = ended.Status == ActivityStatus.Successful;
        var current = now.Configuration is { } configuration ? AppliedConfiguration.Of(ended.RefreshMode, configuration, known.RefreshActivityId) : null;
        var atStart = known.Applied ?? (now.Configuration is { } same && (same.UpdatedTime ?? same.CreatedTime) <= ended.CreatedTime ? current : null);
        // A rollback reads the launch configuration anew, so that a change of it is what the user was asked for.
        string? change = endedWell && !ended.IsRollback && atStart is not null && current is not null && !ChangedSince() ? atStart.ChangeTo(current) : null;

        var judged = Coverage.Of(ended, now.Instances).Instances
            // What a rollback has not selected was never refreshed, and should run what it ran before.
            .Where(instance => endedWell && (ended.IsRollback ? instance.As is Covered.BroughtThrough or Covered.NotSelected : instance.IsCovered))
            .Select(instance => (Instance: instance, Image: now.Images.Of(instance.InstanceId), Expected: Expected(instance.InstanceId)))
            .ToList();
        List<Deviation> found =
        [
            .. InstanceRefresh.Deviations.Of(ended, now.Instances, now.Activities).Select(WithImages),
            .. endedWell ? LostOf(ended, now, seesAll) : [],
            .. judged.Where(one => one.Image is not null && one.Expected is not null && one.Image != one.Expected).Select(OtherImage),
        ];
        if (change is not null)
        {
            bool showsOnImages = now.Images.Unread is null && atStart!.Image != current!.Image;
            found.AddRange(Changed(ended, showsOnImages ? null : now.Configuration, change, [.. found.Select(deviation => deviation.InstanceId)]).Select(WithImages));
        }

        return new(
            [.. found.Take(Deviation.MostListed)],
            now.Images.Count(now.Instances),
            AllShown: endedWell && now.Images.Unread is null && judged.TrueForAll(one => one.Image is not null && one.Expected is not null),
            MayBeEarly: change is null && now.Images.Unread is null && judged.Exists(one => one.Expected is not null && one.Image != one.Expected),
            change);

        // What changes after the end is what the next rollout brings.
        bool ChangedSince() => atStart!.Id == current!.Id ? now.Configuration!.UpdatedTime > ended.EndTime : !seesAll;

        string? Expected(string instanceId) => ended.IsRollback
            ? known.ImagesBefore?.Of(instanceId)
            : change is null ? atStart?.Image : current?.Image;

        Deviation WithImages(Deviation deviation)
            => deviation with { Image = now.Images.Of(deviation.InstanceId), ExpectedImage = deviation.InstanceId.Length == 0 ? null : Expected(deviation.InstanceId) };

        Deviation OtherImage((InstanceCoverage Instance, string? Image, string? Expected) one) => new(
            one.Instance.InstanceId, change is null ? DeviationKind.OtherImage : DeviationKind.ConfigurationChanged, one.Instance.Batch, one.Image, one.Expected,
            change is null
                ? $"it runs {one.Image} and should run {one.Expected}. Check its last scaling activity, then change a trigger to start a new rollout."
                : $"it runs {one.Image}; the launch configuration gives {one.Expected} since it changed during the rollout. To update it, change a trigger.");
    }

    /// <summary>All of it in one line for each kind; nothing where nothing is wrong.</summary>
    public string? ChangeWarning(RefreshActivity ended) => Change is null ? null
        : $"During {ActivityText.Name(ended)} {Change}. {(Images.Count > 1 ? $"{DescribeImages(Images)}. " : "")}"
            + "Instances that were refreshed before the change have the older values.";

    /// <summary><c>4 on img-a, 2 on img-b</c>, most first.</summary>
    public static string DescribeImages(IEnumerable<KeyValuePair<string, int>> images)
        => string.Join(", ", images.OrderByDescending(image => image.Value).ThenBy(image => image.Key, StringComparer.Ordinal).Select(image => $"{image.Value} on {image.Key}"));

    private static IEnumerable<Deviation> LostOf(RefreshActivity ended, FleetAfter now, bool seesAll)
    {
        var there = now.Instances.Where(instance => !Leaving.Contains(instance.LifeCycleState)).Select(instance => instance.InstanceId)
            .ToHashSet(StringComparer.Ordinal);
        // A replacement is listed by the id of the machine that is gone; and a group that has all it wants has given an instance up by itself.
        bool misses = ended.RefreshMode != RefreshMode.Replace && seesAll
            && now.Group?.DesiredCapacity > now.Instances.Count(instance => instance.LifeCycleState == LifeCycleState.InService);
        return from batch in ended.RefreshBatchSet
               from instance in batch.RefreshBatchRelatedInstanceSet
               where !there.Contains(instance.InstanceId)
                   && (instance.InstanceStatus == InstanceStatus.NotFound || (misses && instance.InstanceStatus == InstanceStatus.Successful))
               select new Deviation(
                   instance.InstanceId, DeviationKind.Lost, batch.RefreshBatchNum, Image: null, ExpectedImage: null,
                   "it was part of the rollout and is not in the group any more: destroyed, reclaimed, or terminated by a hook. The group replaces it if it has to.");
    }

    /// <summary>Items other than the image show on no machine: the times of the batches tell who has the older ones.</summary>
    /// <param name="configuration">Null: the images have told already.</param>
    private static List<Deviation> Changed(RefreshActivity ended, LaunchConfiguration? configuration, string change, HashSet<string> named)
    {
        List<Deviation> older = configuration is null ? []
            : [.. InstanceRefresh.Deviations.BeforeChange(ended, configuration.UpdatedTime ?? DateTimeOffset.MaxValue)
                .Select(deviation => deviation with { Kind = DeviationKind.ConfigurationChanged })
                .Where(deviation => !named.Contains(deviation.InstanceId))];
        return older.Count > 0 || named.Count > 0 ? older
            : [new("", DeviationKind.ConfigurationChanged, 0, Image: null, ExpectedImage: null, $"during the rollout {change}.")];
    }
}
