namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads scaling activities. Ids and filters exclude each other.</summary>
/// <remarks>Source: Auto Scaling API, DescribeAutoScalingActivities page.</remarks>
public sealed record DescribeAutoScalingActivitiesRequest
{
    /// <summary>The activities (<c>asa-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? ActivityIds { get; init; }

    /// <summary>At most 10, by <c>auto-scaling-group-id</c>, <c>activity-status-code</c>, <c>activity-type</c> or <c>activity-id</c>.</summary>
    public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>Only those that began at this time or later. Means nothing beside ids.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only those that ended at this time or earlier. Means nothing beside ids.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeAutoScalingActivitiesResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches.</summary>
    public IReadOnlyList<ScalingActivity> ActivitySet { get; init => field = value ?? []; } = [];
}

internal static class DescribeAutoScalingActivities
{
    public static readonly CloudAction<DescribeAutoScalingActivitiesRequest, DescribeAutoScalingActivitiesResponse> Action = new(
        nameof(DescribeAutoScalingActivities), Repeat.Read,
        WireJson.Default.DescribeAutoScalingActivitiesRequest,
        WireJson.Default.AnswerDescribeAutoScalingActivitiesResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads one page, in the service's order.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeAutoScalingActivitiesResponse> DescribeAutoScalingActivitiesAsync(
        DescribeAutoScalingActivitiesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeAutoScalingActivities.Action, request, cancellationToken);
    }

    /// <summary>Reads all pages, newest first; also for more than 100 ids. <c>Limit</c> is the size of the pages (100 unless given), <c>Offset</c> is
    /// not used.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeAutoScalingActivitiesResponse> DescribeAllAutoScalingActivitiesAsync(
        DescribeAutoScalingActivitiesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeAutoScalingActivitiesResponse, ScalingActivity>(
            DescribeAutoScalingActivities.Action, request.ActivityIds, new PageLimit(request.Limit, Paging.FirstActivities),
            (ids, limit, offset, token) =>
                DescribeAutoScalingActivitiesAsync(request with { ActivityIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.ActivitySet, page.TotalCount),
            static item => item.ActivityId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderByDescending(item => item.CreatedTime)
            .ThenByDescending(item => item.ActivityId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, ActivitySet = [.. sorted] };
    }
}
