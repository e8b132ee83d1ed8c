namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads a list of activities from its new end. The service lists the newest first, as far as anybody has seen, and promises no order: the
/// first page tells which end it is.</summary>
/// <param name="read">Reads a page: limit and offset.</param>
/// <param name="isEnough">Whether the reading may end with what was found so far.</param>
/// <param name="first">The size of the first page.</param>
internal sealed class NewestActivities(
    Func<int, int, Task<DescribeRefreshActivitiesResponse>> read, Func<IReadOnlyCollection<RefreshActivity>, bool> isEnough, int first)
{
    /// <summary>What starts while the old end comes first moves no page, but is missing from it.</summary>
    private const int Passes = 3;

    private readonly PageLimit _limit = new(given: null, Math.Max(first, 2)); // one alone has no order
    private readonly Dictionary<string, RefreshActivity> _found = new(StringComparer.Ordinal);
    private long _bytes;

    public async Task<DescribeRefreshActivitiesResponse> ReadAsync()
    {
        for (var pass = 1; ; pass++)
        {
            _found.Clear();
            var head = await PageAsync(_limit, 0).ConfigureAwait(false);
            var isNewestFirst = IsNewestFirst(head.RefreshActivitySet);
            var last = isNewestFirst is false && head.RefreshActivitySet.Count < head.TotalCount
                ? await FromTheEndAsync(head).ConfigureAwait(false)
                : await OnwardsAsync(head, mayStop: isNewestFirst is true).ConfigureAwait(false);
            if (isNewestFirst is not false || last.TotalCount == head.TotalCount || pass == Passes)
                return last with { RefreshActivitySet = [.. Sorted(_found.Values)] };
        }
    }

    public static IEnumerable<RefreshActivity> Sorted(IEnumerable<RefreshActivity> activities) => activities
        .OrderByDescending(activity => activity.CreatedTime)
        .ThenByDescending(activity => activity.RefreshActivityId, StringComparer.Ordinal);

    /// <summary>Where nothing tells the order, all is read.</summary>
    private static bool? IsNewestFirst(IReadOnlyList<RefreshActivity> page)
        => page is [{ CreatedTime: { } top }, .., { CreatedTime: { } bottom }] && top != bottom ? top > bottom : null;

    private async Task<DescribeRefreshActivitiesResponse> OnwardsAsync(DescribeRefreshActivitiesResponse head, bool mayStop)
    {
        var page = head;
        Keep(page);
        for (var offset = page.RefreshActivitySet.Count; page.RefreshActivitySet.Count > 0 && offset < page.TotalCount; offset += page.RefreshActivitySet.Count)
        {
            if (mayStop && isEnough(_found.Values))
                break;
            page = await PageAsync(_limit, offset).ConfigureAwait(false);
            Keep(page);
        }

        return page;
    }

    private async Task<DescribeRefreshActivitiesResponse> FromTheEndAsync(DescribeRefreshActivitiesResponse head)
    {
        var page = head;
        for (var end = head.TotalCount; end > 0 && (ReferenceEquals(page, head) || !isEnough(_found.Values));)
        {
            // Exactly the ones before what is known, so that no gap and no overlap comes about; fewer where they are too large.
            var limit = new PageLimit(given: Math.Min(_limit.Next, end), first: 0);
            var before = end;
            page = await Paging.ReadPageAsync(limit, most => read(most, before - most)).ConfigureAwait(false);
            if (page.RefreshActivitySet.Count == 0)
                break;
            Keep(page);
            end -= limit.Next;
        }

        return page;
    }

    private Task<DescribeRefreshActivitiesResponse> PageAsync(PageLimit limit, int offset) => Paging.ReadPageAsync(limit, most => read(most, offset));

    private void Keep(DescribeRefreshActivitiesResponse page)
    {
        foreach (var activity in page.RefreshActivitySet)
            _found[activity.RefreshActivityId] = activity;
        Paging.Bound(DescribeRefreshActivities.Action, _found.Count, _bytes += page.Size, page.TotalCount);
        _limit.Learn(page.Size, page.RefreshActivitySet.Count);
    }
}
