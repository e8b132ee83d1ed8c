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

    /// <summary>Reads all pages, newest first; also for more than 100 ids. <c>Limit</c> is the size of the pages (100 unless given), <c>Offset</c> is
    /// not used.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeRefreshActivitiesResponse> DescribeAllRefreshActivitiesAsync(
        DescribeRefreshActivitiesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeRefreshActivitiesResponse, RefreshActivity>(
            request.RefreshActivityIds, request.Limit,
            (ids, limit, offset, token) =>
                DescribeRefreshActivitiesAsync(request with { RefreshActivityIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.RefreshActivitySet, page.TotalCount),
            static item => item.RefreshActivityId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderByDescending(item => item.CreatedTime)
            .ThenByDescending(item => item.RefreshActivityId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, RefreshActivitySet = [.. sorted] };
    }
}
