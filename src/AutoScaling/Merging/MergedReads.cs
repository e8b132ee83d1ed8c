namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The reads of a fleet, merged: what several rollouts ask at the same time is asked in one call, as far as the action takes several ids. Reads only; safe
/// to use from many threads, best kept for the life of the client.
/// </summary>
/// <remarks>Source: an action takes at most 100 ids, a filter at most five values (Auto Scaling API and CVM API, the pages of the Describe actions).</remarks>
public sealed class MergedReads
{
    private const int MostFilterValues = 5;

    private readonly AutoScalingClient _client;
    private readonly MergedRead<string, GroupReading> _groups;
    private readonly MergedRead<string, LaunchConfiguration?> _configurations;
    private readonly MergedRead<string, IReadOnlyList<AutoScalingInstance>> _instances;
    private readonly MergedRead<string, IReadOnlyList<LifecycleHook>> _hooks;
    private readonly MergedRead<NewestQuestion, IReadOnlyList<RefreshActivity>> _newest;
    private readonly MergedRead<IReadOnlyList<string>, DescribeRefreshActivitiesResponse> _activities;
    private readonly MergedRead<IReadOnlyList<string>, IReadOnlyList<Machine>> _machines;

    /// <summary>Makes the reads of a client; nothing is sent before somebody asks.</summary>
    /// <param name="client">Stays the caller's.</param>
    /// <param name="poller">Whose reads these are beside: they are gathered by its clock, over a fraction of its shortest interval. Null: what is asked for one by one is not
    /// gathered.</param>
    public MergedReads(AutoScalingClient client, ActivityPoller? poller = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        var clock = client.Options.NetworkClock;
        _groups = new(Paging.PageSize, static _ => 1, ReadGroupsAsync, Pace(), clock);
        _configurations = new(Paging.PageSize, static _ => 1, ReadConfigurationsAsync, Pace(), clock);
        _instances = new(MostFilterValues, static _ => 1, ReadInstancesAsync, Pace(), clock);
        _hooks = new(MostFilterValues, static _ => 1, ReadHooksAsync, Pace(), clock);
        _newest = new(MostFilterValues, static _ => 1, ReadNewestAsync, Pace(), clock);
        _activities = new(Paging.PageSize, static ids => ids.Count, ReadActivitiesAsync, Pace(), clock);
        _machines = new(Paging.PageSize, static ids => ids.Count, ReadMachinesAsync, Pace(), clock);

        PartialCallPace Pace() => poller?.PaceOfReads() ?? new(TimeSpan.Zero, clock);
    }

    /// <summary>A group.</summary>
    /// <exception cref="CloudException">It could not be read; a group that does not exist may be refused, or missing in the answer.</exception>
    public Task<GroupReading> GroupAsync(string autoScalingGroupId, CancellationToken cancellationToken) => _groups.AskAsync(autoScalingGroupId, cancellationToken);

    /// <summary>A launch configuration; null if the answer lacks it.</summary>
    /// <exception cref="CloudException">It could not be read.</exception>
    public Task<LaunchConfiguration?> LaunchConfigurationAsync(string launchConfigurationId, CancellationToken cancellationToken)
        => _configurations.AskAsync(launchConfigurationId, cancellationToken);

    /// <summary>The instances of a group, those first that joined first.</summary>
    /// <exception cref="CloudException">They could not be read.</exception>
    public Task<IReadOnlyList<AutoScalingInstance>> InstancesAsync(string autoScalingGroupId, CancellationToken cancellationToken)
        => _instances.AskAsync(autoScalingGroupId, cancellationToken);

    /// <summary>The lifecycle hooks of a group, by id. Needs the permission <c>as:DescribeLifecycleHooks</c>.</summary>
    /// <exception cref="CloudException">They could not be read.</exception>
    public Task<IReadOnlyList<LifecycleHook>> LifecycleHooksAsync(string autoScalingGroupId, CancellationToken cancellationToken)
        => _hooks.AskAsync(autoScalingGroupId, cancellationToken);

    /// <summary>The newest activities of a group, as <see cref="AutoScalingClient.DescribeNewestRefreshActivitiesAsync"/> reads them.</summary>
    /// <exception cref="CloudException">They could not be read.</exception>
    public Task<IReadOnlyList<RefreshActivity>> NewestActivitiesAsync(
        string autoScalingGroupId, Func<RefreshActivity, bool> isEnough, int? instances, CancellationToken cancellationToken)
        => _newest.AskAsync(new(autoScalingGroupId, isEnough, instances), cancellationToken);

    /// <summary>The given activities, as far as the service knows them.</summary>
    /// <exception cref="CloudException">They could not be read.</exception>
    public Task<DescribeRefreshActivitiesResponse> ActivitiesAsync(IReadOnlyList<string> activityIds, CancellationToken cancellationToken)
        => _activities.AskAsync(activityIds, cancellationToken);

    /// <summary>The given machines, as far as the service knows and shows them. Needs the permission <c>cvm:DescribeInstances</c>.</summary>
    /// <exception cref="CloudException">They could not be read.</exception>
    public async Task<IReadOnlyList<Machine>> MachinesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
        => instanceIds.Count == 0 ? [] : await _machines.AskAsync(instanceIds, cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<GroupReading>> ReadGroupsAsync(IReadOnlyList<string> ids, CancellationToken token)
    {
        var read = await _client.DescribeAllAutoScalingGroupsAsync(new() { AutoScalingGroupIds = Distinct(ids) }, token).ConfigureAwait(false);
        var byId = read.AutoScalingGroupSet.ToLookup(group => group.AutoScalingGroupId, StringComparer.Ordinal);
        return [.. ids.Select(id => new GroupReading(byId[id].FirstOrDefault(), read.AnsweredAt))];
    }

    private async Task<IReadOnlyList<LaunchConfiguration?>> ReadConfigurationsAsync(IReadOnlyList<string> ids, CancellationToken token)
    {
        var read = await _client.DescribeAllLaunchConfigurationsAsync(new() { LaunchConfigurationIds = Distinct(ids) }, token).ConfigureAwait(false);
        var byId = read.LaunchConfigurationSet.ToLookup(configuration => configuration.LaunchConfigurationId, StringComparer.Ordinal);
        return [.. ids.Select(id => byId[id].FirstOrDefault())];
    }

    private async Task<IReadOnlyList<IReadOnlyList<AutoScalingInstance>>> ReadInstancesAsync(IReadOnlyList<string> groupIds, CancellationToken token)
    {
        var read = await _client.DescribeAllAutoScalingInstancesAsync(
            new() { Filters = [Filter.OfGroups(Distinct(groupIds))] }, token).ConfigureAwait(false);
        return Split(groupIds, read.AutoScalingInstanceSet, static instance => instance.AutoScalingGroupId);
    }

    private async Task<IReadOnlyList<IReadOnlyList<LifecycleHook>>> ReadHooksAsync(IReadOnlyList<string> groupIds, CancellationToken token)
    {
        var read = await _client.DescribeAllLifecycleHooksAsync(new() { Filters = [Filter.OfGroups(Distinct(groupIds))] }, token).ConfigureAwait(false);
        return Split(groupIds, read.LifecycleHookSet, static hook => hook.AutoScalingGroupId);
    }

    private async Task<IReadOnlyList<IReadOnlyList<RefreshActivity>>> ReadNewestAsync(IReadOnlyList<NewestQuestion> questions, CancellationToken token)
    {
        string[] groupIds = [.. questions.Select(question => question.GroupId)];
        var read = await _client.DescribeNewestOfGroupsAsync(
            Distinct(groupIds), found => questions.All(question => question.IsAnsweredBy(found)), questions.Max(question => question.Instances), token)
            .ConfigureAwait(false);
        return Split(groupIds, read.RefreshActivitySet, static activity => activity.AutoScalingGroupId);
    }

    private async Task<IReadOnlyList<DescribeRefreshActivitiesResponse>> ReadActivitiesAsync(IReadOnlyList<IReadOnlyList<string>> questions, CancellationToken token)
    {
        string[] ids = Distinct(questions.SelectMany(question => question));
        var read = await _client.DescribeRefreshActivitiesAsync(
            new() { RefreshActivityIds = ids, Limit = ids.Length > Paging.FirstActivities ? Paging.PageSize : null }, token).ConfigureAwait(false);
        var byId = read.RefreshActivitySet.ToLookup(activity => activity.RefreshActivityId, StringComparer.Ordinal);
        return [.. questions.Select(question => read with { RefreshActivitySet = [.. question.SelectMany(id => byId[id])] })];
    }

    private async Task<IReadOnlyList<IReadOnlyList<Machine>>> ReadMachinesAsync(IReadOnlyList<IReadOnlyList<string>> questions, CancellationToken token)
    {
        var read = await _client.DescribeInstancesAsync(Distinct(questions.SelectMany(question => question)), token).ConfigureAwait(false);
        var byId = read.InstanceSet.ToLookup(machine => machine.InstanceId, StringComparer.Ordinal);
        return [.. questions.Select(question => (IReadOnlyList<Machine>)[.. question.SelectMany(id => byId[id])])];
    }

    /// <summary>To each group what is its own. What was read for one group alone is that group's.</summary>
    private static IReadOnlyList<T>[] Split<T>(IReadOnlyList<string> groupIds, IReadOnlyList<T> items, Func<T, string> groupOf)
    {
        if (groupIds.Count == 1)
            return [items];
        var byGroup = items.ToLookup(groupOf, StringComparer.Ordinal);
        return [.. groupIds.Select(id => (IReadOnlyList<T>)[.. byGroup[id]])];
    }

    private static string[] Distinct(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal)];

    private sealed record NewestQuestion(string GroupId, Func<RefreshActivity, bool> IsEnough, int? Instances)
    {
        public bool IsAnsweredBy(IReadOnlyCollection<RefreshActivity> found)
            => found.Any(activity => activity.AutoScalingGroupId == GroupId && IsEnough(activity));
    }
}

/// <summary>A group as an answer shows it.</summary>
/// <param name="Group">Null if the answer lacks it.</param>
/// <param name="AnsweredAt">The service's time of the answer.</param>
public readonly record struct GroupReading(AutoScalingGroup? Group, DateTimeOffset AnsweredAt);
