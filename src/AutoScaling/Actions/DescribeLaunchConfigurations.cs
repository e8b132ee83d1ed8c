namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads launch configurations. Ids and filters exclude each other.</summary>
/// <remarks>Source: Auto Scaling API, DescribeLaunchConfigurations page.</remarks>
public sealed record DescribeLaunchConfigurationsRequest
{
    /// <summary>The configurations (<c>asc-…</c>), at most 100 in one page.</summary>
    public IReadOnlyList<string>? LaunchConfigurationIds { get; init; }

    /// <summary>At most 10, by <c>launch-configuration-id</c>, <c>launch-configuration-name</c>, <c>vague-launch-configuration-name</c>,
    /// <c>tag-key</c>, <c>tag-value</c> or <c>tag:KEY</c>.</summary>
    public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20.</summary>
    public int? Limit { get; init; }

    /// <summary>How many matches to leave out. The service's default is 0.</summary>
    public int? Offset { get; init; }
}

/// <summary>A page of matches, or all of them.</summary>
public sealed record DescribeLaunchConfigurationsResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches.</summary>
    public IReadOnlyList<LaunchConfiguration> LaunchConfigurationSet { get; init => field = value ?? []; } = [];
}

internal static class DescribeLaunchConfigurations
{
    public static readonly CloudAction<DescribeLaunchConfigurationsRequest, DescribeLaunchConfigurationsResponse> Action = new(
        nameof(DescribeLaunchConfigurations), Repeat.Read,
        WireJson.Default.DescribeLaunchConfigurationsRequest,
        WireJson.Default.AnswerDescribeLaunchConfigurationsResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads one page, in the service's order.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeLaunchConfigurationsResponse> DescribeLaunchConfigurationsAsync(
        DescribeLaunchConfigurationsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeLaunchConfigurations.Action, request, cancellationToken);
    }

    /// <summary>Reads all pages, by id; also for more than 100 ids. <c>Limit</c> is the size of the pages (100 unless given), <c>Offset</c> is not
    /// used.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<DescribeLaunchConfigurationsResponse> DescribeAllLaunchConfigurationsAsync(
        DescribeLaunchConfigurationsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await Paging.ReadAllAsync<DescribeLaunchConfigurationsResponse, LaunchConfiguration>(
            DescribeLaunchConfigurations.Action, request.LaunchConfigurationIds, new PageLimit(request.Limit, Paging.PageSize),
            (ids, limit, offset, token) =>
                DescribeLaunchConfigurationsAsync(request with { LaunchConfigurationIds = ids, Limit = limit, Offset = offset }, token),
            static page => new(page.LaunchConfigurationSet, page.TotalCount),
            static item => item.LaunchConfigurationId, cancellationToken).ConfigureAwait(false);
        var sorted = pages.Items.OrderBy(item => item.LaunchConfigurationId, StringComparer.Ordinal);
        return pages.Last with { TotalCount = pages.Items.Count, LaunchConfigurationSet = [.. sorted] };
    }
}
