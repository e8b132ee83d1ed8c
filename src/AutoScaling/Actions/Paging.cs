using System.Globalization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads a describe action to its end.</summary>
internal static class Paging
{
    /// <summary>The most ids, and the most matches, that one page takes.</summary>
    public const int PageSize = 100;

    /// <summary>The first page of activities of a group whose size is not known; the service's own default.</summary>
    public const int FirstActivities = 20;

    /// <summary>Ten times the instances that a group may have, which is the most that any of the documented limits allows one read to bring.</summary>
    private const int MostItems = 20_000;

    /// <summary>What all pages of one read may hold together, in bytes.</summary>
    private const long MostBytes = 256L << 20;

    /// <summary>Objects that come and go between two pages shift the ones behind them, and some are never shown; a changed count tells. Then all is
    /// read anew, this often.</summary>
    private const int Passes = 3;

    public readonly record struct Page<TItem>(IReadOnlyList<TItem> Items, int TotalCount);

    public readonly record struct Pages<TResponse, TItem>(IReadOnlyCollection<TItem> Items, TResponse Last);

    /// <summary>Every match once, and the last answer. Without ids in one go over everything; with ids in one go for each hundred of them.</summary>
    /// <exception cref="CloudTransportException">There is no end to it.</exception>
    public static async Task<Pages<TResponse, TItem>> ReadAllAsync<TResponse, TItem>(
        CloudAction action,
        IReadOnlyList<string>? ids,
        PageLimit limit,
        Func<IReadOnlyList<string>?, int, int, CancellationToken, Task<TResponse>> read,
        Func<TResponse, Page<TItem>> open,
        Func<TItem, string> key,
        CancellationToken cancellationToken)
        where TResponse : CloudResponse
    {
        var items = new Dictionary<string, TItem>(StringComparer.Ordinal);
        TResponse last = default!; // the body below runs at least once
        foreach (var chunk in ids is { Count: > 0 } ? ids.Chunk(PageSize) : (IEnumerable<string[]?>)[null])
        {
            var pages = await ReadChunkAsync(
                action, limit, (count, offset, token) => read(chunk ?? ids, count, offset, token), open, key, cancellationToken).ConfigureAwait(false);
            last = pages.Last;
            foreach (var item in pages.Items)
                items[key(item)] = item;
        }

        return new(items.Values, last);
    }

    /// <summary>One page; a smaller one where the answer would be too large.</summary>
    public static async Task<TResponse> ReadPageAsync<TResponse>(PageLimit limit, Func<int, Task<TResponse>> read)
    {
        while (true)
        {
            try
            {
                return await read(limit.Next).ConfigureAwait(false);
            }
            catch (CloudServiceException refused) when (refused.Code is ErrorCode.ResponseSizeLimitExceeded && limit.TryHalve())
            {
                // Asked again for half as much.
            }
        }
    }

    /// <summary>Ends a read that does not end: a count or pages that cannot be.</summary>
    /// <exception cref="CloudTransportException">It is more than there can be.</exception>
    public static void Bound(CloudAction action, int items, long bytes, int total)
    {
        if (total > MostItems || items > MostItems || bytes > MostBytes)
        {
            throw new CloudTransportException(
                action.Name, TransportFault.Garbled,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the list is longer than it can be ({total:N0} matches announced, {items:N0} read in {bytes:N0} bytes; at most {MostItems:N0} are " +
                    $"taken). Ask for fewer, for example of one group"),
                mayHaveActed: false);
        }
    }

    private static async Task<Pages<TResponse, TItem>> ReadChunkAsync<TResponse, TItem>(
        CloudAction action,
        PageLimit limit,
        Func<int, int, CancellationToken, Task<TResponse>> read,
        Func<TResponse, Page<TItem>> open,
        Func<TItem, string> key,
        CancellationToken cancellationToken)
        where TResponse : CloudResponse
    {
        for (var pass = 1; ; pass++)
        {
            var items = new Dictionary<string, TItem>(StringComparer.Ordinal);
            int? count = null;
            var isSteady = true;
            var bytes = 0L;
            for (var offset = 0; ;)
            {
                var from = offset;
                var last = await ReadPageAsync(limit, most => read(most, from, cancellationToken)).ConfigureAwait(false);
                var page = open(last);
                foreach (var item in page.Items)
                    items[key(item)] = item; // a shifted page may repeat one: the newer reading counts
                isSteady &= page.TotalCount == (count ??= page.TotalCount);
                offset += page.Items.Count;
                Bound(action, offset, bytes += last.Size, page.TotalCount);
                limit.Learn(last.Size, page.Items.Count);
                if (page.Items.Count > 0 && offset < page.TotalCount)
                    continue;
                if (isSteady || pass == Passes)
                    return new(items.Values, last);
                break;
            }
        }
    }
}
