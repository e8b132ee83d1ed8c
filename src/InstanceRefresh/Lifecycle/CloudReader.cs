using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Everything the domain reads of the cloud, but for the polling of one activity. Reads only.</summary>
internal sealed class CloudReader(AutoScalingClient client, ActivityPoller poller)
{
    private readonly MergedReads _merged = new(client, poller);

    /// <summary>
    /// So far back a plan looks at the least: an activity of that age may still be one that a run started which was killed.
    /// </summary>
    private static readonly TimeSpan HistoryWindow = TimeSpan.FromHours(24);

    /// <summary>The group with all that a plan needs; null if there is no such group.</summary>
    public async Task<Fleet?> ReadAsync(string groupId, CancellationToken cancellationToken)
    {
        if (await GroupAsync(groupId, cancellationToken) is not { } found)
            return null;

        var (group, seenAt) = found;
        var instances = InstancesAsync(groupId, cancellationToken);
        // What went before a rollout that ended well says nothing any more, neither of standby nor of the time that a batch takes.
        var activities = NewestAsync(groupId, activity => EndedWell(activity) && seenAt - activity.CreatedTime > HistoryWindow, group.InstanceCount, cancellationToken);
        var configuration = ConfigurationAsync(group.LaunchConfigurationId, cancellationToken);
        await Task.WhenAll(instances, activities, configuration);

        // An activity that has ended between the two polls leaves a group that seems to be off by itself: one more poll tells.
        if (group.EnabledStatus == EnabledStatus.Disabled && !(await activities).Any(activity => activity.IsAlive)
            && await GroupAsync(groupId, cancellationToken) is { } again)
        {
            (group, seenAt) = again;
        }

        return Fleet.Of(group, await instances, await configuration, await activities, seenAt);
    }

    /// <summary>The group after an activity: what it takes to tell what each instance runs, what the activity has left out, and why.</summary>
    public async Task<FleetAfter> AfterAsync(string groupId, RefreshActivity ended, CancellationToken cancellationToken)
    {
        var group = (await GroupAsync(groupId, cancellationToken))?.Group;
        var instances = await InstancesAsync(groupId, cancellationToken);
        var images = ImagesAsync(instances, cancellationToken);
        var configuration = ConfigurationAsync(group?.LaunchConfigurationId ?? "", cancellationToken);
        var activities = NewestAsync(
            groupId, activity => EndedWell(activity) && activity.CreatedTime < ended.CreatedTime, instances.Count, cancellationToken);
        await Task.WhenAll(images, configuration, activities);
        return new(group, await configuration, instances, await activities, await images);
    }

    /// <summary>What the instances run. Where that cannot be read, the answer says why.</summary>
    public async Task<FleetImages> ImagesAsync(IEnumerable<AutoScalingInstance> instances, CancellationToken cancellationToken)
    {
        try
        {
            return FleetImages.Of(await _merged.MachinesAsync([.. instances.Select(instance => instance.InstanceId)], cancellationToken));
        }
        catch (CloudException unread)
        {
            return FleetImages.NotRead(unread);
        }
    }

    /// <summary>The lifecycle hooks of a group. Where they cannot be read, the answer says why.</summary>
    public async Task<RefreshHooks> HooksAsync(string groupId, CancellationToken cancellationToken)
    {
        try
        {
            return RefreshHooks.Of(await _merged.LifecycleHooksAsync(groupId, cancellationToken));
        }
        catch (CloudException unread)
        {
            return RefreshHooks.NotRead(unread);
        }
    }

    /// <summary>The group with what a preview adds: what its instances run, and its lifecycle hooks.</summary>
    public async Task<Fleet?> ReadForPreviewAsync(string groupId, CancellationToken cancellationToken)
    {
        var hooks = HooksAsync(groupId, cancellationToken);
        var fleet = await ReadAsync(groupId, cancellationToken);
        return fleet is null ? null : fleet with { Images = await ImagesAsync(fleet.Instances, cancellationToken), Hooks = await hooks };
    }

    /// <summary>Instances by their ids, at most a hundred.</summary>
    public async Task<IReadOnlyList<AutoScalingInstance>> InstancesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
        => (await client.DescribeAutoScalingInstancesAsync(new() { InstanceIds = ids, Limit = ids.Count }, cancellationToken)).AutoScalingInstanceSet;

    /// <summary>The newest activity of a group; null if it has none.</summary>
    public async Task<string?> NewestIdAsync(string groupId, CancellationToken cancellationToken)
        => await NewestAsync(groupId, _ => true, instances: null, cancellationToken) is [var newest, ..] ? newest.RefreshActivityId : null;

    private static bool EndedWell(RefreshActivity activity)
        => activity.Status == ActivityStatus.Successful && !activity.IsRollback;

    private Task<IReadOnlyList<RefreshActivity>> NewestAsync(
        string groupId, Func<RefreshActivity, bool> isEnough, int? instances, CancellationToken cancellationToken)
        => _merged.NewestActivitiesAsync(groupId, isEnough, instances, cancellationToken);

    public Task<IReadOnlyList<AutoScalingInstance>> InstancesAsync(string groupId, CancellationToken cancellationToken)
        => _merged.InstancesAsync(groupId, cancellationToken);

    public async Task<(AutoScalingGroup Group, DateTimeOffset SeenAt)?> GroupAsync(string groupId, CancellationToken cancellationToken)
    {
        try
        {
            var (found, seenAt) = await _merged.GroupAsync(groupId, cancellationToken);
            return found is null ? null : (found, seenAt);
        }
        catch (CloudServiceException missing) when (ErrorCode.IsNotFound(missing.Code))
        {
            return null;
        }
    }

    /// <summary>What to say of a group that is not seen, if nothing at all is: the absence proves nothing then. Null if there is something.</summary>
    public async Task<string?> ExplainNothingVisibleAsync(string groupId, CancellationToken cancellationToken)
    {
        if ((await client.DescribeAutoScalingGroupsAsync(new() { Limit = 1 }, cancellationToken)).AutoScalingGroupSet.Count > 0
            || (await client.DescribeLaunchConfigurationsAsync(new() { Limit = 1 }, cancellationToken)).LaunchConfigurationSet.Count > 0)
        {
            return null;
        }

        return $"Scaling group {groupId} is not seen, and neither is any other scaling group or launch configuration in region {client.Region} with the account "
            + "of these credentials: most likely the region or the account is not the one that the group was made in. "
            + "If it is, and all is gone, `pulumi state delete` drops the resource.";
    }

    public async Task<LaunchConfiguration?> ConfigurationAsync(string configurationId, CancellationToken cancellationToken)
        => configurationId.Length == 0 ? null : await _merged.LaunchConfigurationAsync(configurationId, cancellationToken);

    /// <summary>The launch configuration that a group refers to; null if one of the two is not found.</summary>
    public async Task<LaunchConfiguration?> ConfigurationOfAsync(string groupId, CancellationToken cancellationToken)
        => await GroupAsync(groupId, cancellationToken) is { Group: var group } ? await ConfigurationAsync(group.LaunchConfigurationId, cancellationToken) : null;

    /// <summary>An image, as far as the caller may look: null where there is none, and where the permission is missing.</summary>
    public async Task<MachineImage?> ImageAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DescribeImagesAsync(new() { ImageIds = [imageId] }, cancellationToken)).ImageSet.FirstOrDefault(image => image.ImageId == imageId);
        }
        catch (CloudException)
        {
            // Asked for a warning only.
            return null;
        }
    }

    /// <summary>All refresh activities of a group, newest first. No statuses: in whatever status.</summary>
    public async Task<IReadOnlyList<RefreshActivity>> ActivitiesAsync(
        string groupId, IReadOnlyList<string> statuses, CancellationToken cancellationToken)
    {
        // A filter takes five values; with more, all are read and sorted out here.
        bool byService = statuses.Count is > 0 and <= 5;
        var found = await client.DescribeAllRefreshActivitiesAsync(
            new()
            {
                Filters = byService
                    ? [Filter.OfGroups(groupId), new Filter("refresh-activity-status-code", [.. statuses])]
                    : [Filter.OfGroups(groupId)],
            }, cancellationToken);
        return [.. found.RefreshActivitySet.Where(activity => statuses.Count == 0 || statuses.Contains(activity.Status, StringComparer.Ordinal))];
    }

    /// <summary>The newest rollback of an activity; null if there is none.</summary>
    public async Task<RefreshActivity?> RollbackOfAsync(string groupId, string originActivityId, CancellationToken cancellationToken)
    {
        // It cannot be older than what it undoes.
        var newest = await NewestAsync(groupId, activity => activity.RefreshActivityId == originActivityId, instances: null, cancellationToken);
        return newest.FirstOrDefault(activity => activity.OriginRefreshActivityId == originActivityId && activity.IsRollback);
    }

    /// <summary>Scaling activities (<c>asa-…</c>) by their ids.</summary>
    public async Task<IReadOnlyList<ScalingActivity>> ScalingActivitiesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
        => ids.Count == 0 ? [] : (await client.DescribeAllAutoScalingActivitiesAsync(new() { ActivityIds = ids }, cancellationToken)).ActivitySet;

    /// <summary>The given activities, as far as the service knows them.</summary>
    public Task<DescribeRefreshActivitiesResponse> DescribeAsync(IReadOnlyList<string> activityIds, CancellationToken cancellationToken)
        => _merged.ActivitiesAsync(activityIds, cancellationToken);
}
