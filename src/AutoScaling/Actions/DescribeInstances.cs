namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads machines by their ids. Those that are gone, and those that the caller's policy does not show, are left out of the answer.</summary>
/// <remarks>Source: CVM API, DescribeInstances page.</remarks>
public sealed record DescribeInstancesRequest
{
    /// <summary>The machines (<c>ins-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? InstanceIds { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20, also for a read by ids.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeInstancesResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches, in no documented order.</summary>
    public IReadOnlyList<Machine> InstanceSet { get; init => field = value ?? []; } = [];
}

internal static class DescribeInstances
{
    public static readonly CloudAction<DescribeInstancesRequest, DescribeInstancesResponse> Action = new(
        nameof(DescribeInstances), Repeat.Read, WireJson.Default.DescribeInstancesRequest, WireJson.Default.AnswerDescribeInstancesResponse, PublishedRate: 40)
    {
        Service = "cvm",
        Version = "2017-03-12",
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads the machines of these ids, a hundred in a call. Needs the permission <c>cvm:DescribeInstances</c>.</summary>
    /// <exception cref="CloudServiceException">The service refused; with <see cref="ErrorCode.IsUnauthorized"/> the permission is missing.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeInstancesResponse> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instanceIds);
        // No ids would ask for every machine of the region.
        if (instanceIds.Count == 0)
            return new();
        var pages = await Paging.ReadAllAsync<DescribeInstancesResponse, Machine>(
            DescribeInstances.Action, instanceIds, new PageLimit(given: null, Paging.PageSize),
            (ids, limit, offset, token) => CallAsync(
                DescribeInstances.Action, new DescribeInstancesRequest { InstanceIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.InstanceSet, page.TotalCount),
            static item => item.InstanceId, cancellationToken).ConfigureAwait(false);
        return pages.Last with { TotalCount = pages.Items.Count, InstanceSet = [.. pages.Items] };
    }
}
