namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads lifecycle hooks. Ids and filters exclude each other.</summary>
/// <remarks>Source: Auto Scaling API, DescribeLifecycleHooks page.</remarks>
public sealed record DescribeLifecycleHooksRequest
{
    /// <summary>The hooks (<c>ash-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? LifecycleHookIds { get; init; }

    /// <summary>At most 10, by <c>lifecycle-hook-id</c>, <c>lifecycle-hook-name</c> or <c>auto-scaling-group-id</c>.</summary>
    public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeLifecycleHooksResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches, in no documented order.</summary>
    public IReadOnlyList<LifecycleHook> LifecycleHookSet { get; init => field = value ?? []; } = [];
}

internal static class DescribeLifecycleHooks
{
    public static readonly CloudAction<DescribeLifecycleHooksRequest, DescribeLifecycleHooksResponse> Action = new(
        nameof(DescribeLifecycleHooks), Repeat.Read, WireJson.Default.DescribeLifecycleHooksRequest, WireJson.Default.AnswerDescribeLifecycleHooksResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads all pages, by id; also for more than 100 ids. <c>Limit</c> is the size of the pages (100 unless given), <c>Offset</c> is not used.
    /// Needs the permission <c>as:DescribeLifecycleHooks</c>.</summary>
    /// <exception cref="CloudServiceException">The service refused; with <see cref="ErrorCode.IsUnauthorized"/> the permission is missing.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeLifecycleHooksResponse> DescribeAllLifecycleHooksAsync(DescribeLifecycleHooksRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeLifecycleHooksResponse, LifecycleHook>(
            DescribeLifecycleHooks.Action, request.LifecycleHookIds, new PageLimit(request.Limit, Paging.PageSize),
            (ids, limit, offset, token) => CallAsync(
                DescribeLifecycleHooks.Action, request with { LifecycleHookIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.LifecycleHookSet, page.TotalCount),
            static item => item.LifecycleHookId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderBy(item => item.LifecycleHookId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, LifecycleHookSet = [.. sorted] };
    }
}
