namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads groups. Ids and filters exclude each other.</summary>
/// <remarks>Source: Auto Scaling API, DescribeAutoScalingGroups page.</remarks>
public sealed record DescribeAutoScalingGroupsRequest
{
    /// <summary>The groups (<c>asg-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? AutoScalingGroupIds { get; init; }

    /// <summary>At most 10, by <c>auto-scaling-group-id</c>, <c>auto-scaling-group-name</c>, <c>vague-auto-scaling-group-name</c>,
    /// <c>launch-configuration-id</c>, <c>tag-key</c>, <c>tag-value</c> or <c>tag:KEY</c>.</summary>
    public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeAutoScalingGroupsResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches.</summary>
    public IReadOnlyList<AutoScalingGroup> AutoScalingGroupSet { get; init => field = value ?? []; } = [];
}

internal static class DescribeAutoScalingGroups
{
    // 40: the older of two published limits (60 is the newer).
    public static readonly CloudAction<DescribeAutoScalingGroupsRequest, DescribeAutoScalingGroupsResponse> Action = new(
        nameof(DescribeAutoScalingGroups), Repeat.Read,
        WireJson.Default.DescribeAutoScalingGroupsRequest,
        WireJson.Default.AnswerDescribeAutoScalingGroupsResponse, PublishedRate: 40);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads one page, in the service's order.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeAutoScalingGroups.Action, request, cancellationToken);
    }

    /// <summary>Reads all pages, by id; also for more than 100 ids. <c>Limit</c> is the size of the pages (100 unless given), <c>Offset</c> is not
    /// used.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeAutoScalingGroupsResponse> DescribeAllAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeAutoScalingGroupsResponse, AutoScalingGroup>(
            DescribeAutoScalingGroups.Action, request.AutoScalingGroupIds, new PageLimit(request.Limit, Paging.PageSize),
            (ids, limit, offset, token) =>
                DescribeAutoScalingGroupsAsync(request with { AutoScalingGroupIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.AutoScalingGroupSet, page.TotalCount),
            static item => item.AutoScalingGroupId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderBy(item => item.AutoScalingGroupId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, AutoScalingGroupSet = [.. sorted] };
    }
}
