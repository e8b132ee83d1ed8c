namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads the instances of groups. Ids and filters exclude each other.</summary>
/// <remarks>Source: Auto Scaling API, DescribeAutoScalingInstances page.</remarks>
public sealed record DescribeAutoScalingInstancesRequest
{
    /// <summary>The instances (<c>ins-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? InstanceIds { get; init; }

    /// <summary>At most 10, by <c>instance-id</c>, <c>auto-scaling-group-id</c> or <c>private-ip-address</c>.</summary>
    public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeAutoScalingInstancesResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches.</summary>
    public IReadOnlyList<AutoScalingInstance> AutoScalingInstanceSet { get; init => field = value ?? []; } = [];
}

internal static class DescribeAutoScalingInstances
{
    // 40: the older of two published limits (60 is the newer).
    public static readonly CloudAction<DescribeAutoScalingInstancesRequest, DescribeAutoScalingInstancesResponse> Action = new(
        nameof(DescribeAutoScalingInstances), Repeat.Read,
        WireJson.Default.DescribeAutoScalingInstancesRequest,
        WireJson.Default.AnswerDescribeAutoScalingInstancesResponse, PublishedRate: 40);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads one page, in the service's order.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeAutoScalingInstancesResponse> DescribeAutoScalingInstancesAsync(
        DescribeAutoScalingInstancesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeAutoScalingInstances.Action, request, cancellationToken);
    }

    /// <summary>Reads all pages, those first that joined first; also for more than 100 ids. <c>Limit</c> is the size of the pages (100 unless given),
    /// <c>Offset</c> is not used.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeAutoScalingInstancesResponse> DescribeAllAutoScalingInstancesAsync(
        DescribeAutoScalingInstancesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeAutoScalingInstancesResponse, AutoScalingInstance>(
            DescribeAutoScalingInstances.Action, request.InstanceIds, new PageLimit(request.Limit, Paging.PageSize),
            (ids, limit, offset, token) =>
                DescribeAutoScalingInstancesAsync(request with { InstanceIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.AutoScalingInstanceSet, page.TotalCount),
            static item => item.InstanceId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderBy(item => item.AddTime)
            .ThenBy(item => item.InstanceId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, AutoScalingInstanceSet = [.. sorted] };
    }
}
