namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads refresh activities. Ids and filters exclude each other.</summary>
/// <remarks>Source: Auto Scaling API, DescribeRefreshActivities page.</remarks>
public sealed record DescribeRefreshActivitiesRequest
{
    /// <summary>The activities (<c>asr-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? RefreshActivityIds { get; init; }

    /// <summary>At most 10, by <c>auto-scaling-group-id</c>, <c>refresh-activity-status-code</c>, <c>refresh-activity-type</c> (NORMAL or ROLLBACK)
    /// or <c>refresh-activity-id</c>.</summary>
    public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeRefreshActivitiesResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches.</summary>
    public IReadOnlyList<RefreshActivity> RefreshActivitySet { get; init => field = value ?? []; } = [];
}

internal static class DescribeRefreshActivities
{
    public static readonly CloudAction<DescribeRefreshActivitiesRequest, DescribeRefreshActivitiesResponse> Action = new(
        nameof(DescribeRefreshActivities), Repeat.Read,
        WireJson.Default.DescribeRefreshActivitiesRequest,
        WireJson.Default.AnswerDescribeRefreshActivitiesResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads one page, in the service's order.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeRefreshActivitiesResponse> DescribeRefreshActivitiesAsync(
        DescribeRefreshActivitiesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeRefreshActivities.Action, request, cancellationToken);
    }

    /// <summary>Reads all pages, newest first; also for more than 100 ids. <c>Limit</c> is the size of the pages (it follows the size of the answers
    /// unless given), <c>Offset</c> is not used.</summary>
    /// <remarks>A group keeps its activities for long, and one of 2,000 instances has half a megabyte: prefer
    /// <see cref="DescribeNewestRefreshActivitiesAsync"/> where the newest are enough.</remarks>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, or the list is longer than it can be.</exception>
    public async Task<DescribeRefreshActivitiesResponse> DescribeAllRefreshActivitiesAsync(
        DescribeRefreshActivitiesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeRefreshActivitiesResponse, RefreshActivity>(
            DescribeRefreshActivities.Action, request.RefreshActivityIds, new PageLimit(request.Limit, Paging.FirstActivities),
            (ids, limit, offset, token) =>
                DescribeRefreshActivitiesAsync(request with { RefreshActivityIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.RefreshActivitySet, page.TotalCount),
            static item => item.RefreshActivityId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderByDescending(item => item.CreatedTime)
            .ThenByDescending(item => item.RefreshActivityId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, RefreshActivitySet = [.. sorted] };
    }

    /// <summary>Reads the activities of a group, newest first, only as far back as needed.</summary>
    /// <param name="autoScalingGroupId">The group, <c>asg-…</c>.</param>
    /// <param name="isEnough">Whether the reading may end with this activity, for example because it is the one known, or older than wanted. Older
    /// ones may come along, since whole pages are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="instances">How many instances the group has, if known: the first page is sized by it.</param>
    /// <returns>The newest activities without a gap, newest first. <see cref="DescribeRefreshActivitiesResponse.TotalCount"/> is how many the group
    /// has.</returns>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered, or the list is longer than it can be.</exception>
    public Task<DescribeRefreshActivitiesResponse> DescribeNewestRefreshActivitiesAsync(
        string autoScalingGroupId, Func<RefreshActivity, bool> isEnough, CancellationToken cancellationToken, int? instances = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(autoScalingGroupId);
        ArgumentNullException.ThrowIfNull(isEnough);
        return DescribeNewestOfGroupsAsync([autoScalingGroupId], found => found.Any(isEnough), instances, cancellationToken);
    }

    /// <summary>The same of at most five groups, the most that one filter takes, in one list. Whether the reading may end is asked of all that was found so
    /// far.</summary>
    internal Task<DescribeRefreshActivitiesResponse> DescribeNewestOfGroupsAsync(
        string[] groupIds, Func<IReadOnlyCollection<RefreshActivity>, bool> isEnough, int? instances, CancellationToken cancellationToken)
    {
        var request = new DescribeRefreshActivitiesRequest { Filters = [Filter.OfGroups(groupIds)] };
        var first = instances is { } count ? PageLimit.ForInstances(count) : Paging.FirstActivities;
        return new NewestActivities(
            (limit, offset) => DescribeRefreshActivitiesAsync(request with { Limit = limit, Offset = offset }, cancellationToken), isEnough, first).ReadAsync();
    }
}
