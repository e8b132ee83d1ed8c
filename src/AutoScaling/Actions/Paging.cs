namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads a describe action to its end.</summary>
internal static class Paging
{
    /// <summary>The most ids, and the most matches, that one page takes.</summary>
    public const int PageSize = 100;

    /// <summary>Objects that come and go between two pages shift the ones behind them, and some are never shown; a changed count tells. Then all is
    /// read anew, this often.</summary>
    private const int Passes = 3;

    public readonly record struct Page<TItem>(IReadOnlyList<TItem> Items, int TotalCount);

    public readonly record struct Pages<TResponse, TItem>(IReadOnlyCollection<TItem> Items, TResponse Last);

    /// <summary>Every match once, and the last answer. Without ids in one go over everything; with ids in one go for each hundred of them.</summary>
    public static async Task<Pages<TResponse, TItem>> ReadAllAsync<TResponse, TItem>(
        IReadOnlyList<string>? ids,
        int? limit,
        Func<IReadOnlyList<string>?, int, int, CancellationToken, Task<TResponse>> read,
        Func<TResponse, Page<TItem>> open,
        Func<TItem, string> key,
        CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, TItem>(StringComparer.Ordinal);
        TResponse last = default!; // the body below runs at least once
        foreach (var chunk in ids is { Count: > 0 } ? ids.Chunk(PageSize) : (IEnumerable<string[]?>)[null])
        {
            var pages = await ReadChunkAsync(
                (offset, token) => read(chunk ?? ids, limit ?? PageSize, offset, token), open, key, cancellationToken).ConfigureAwait(false);
            last = pages.Last;
            foreach (var item in pages.Items)
                items[key(item)] = item;
        }

        return new(items.Values, last);
    }

    private static async Task<Pages<TResponse, TItem>> ReadChunkAsync<TResponse, TItem>(
        Func<int, CancellationToken, Task<TResponse>> read,
        Func<TResponse, Page<TItem>> open,
        Func<TItem, string> key,
        CancellationToken cancellationToken)
    {
        for (var pass = 1; ; pass++)
        {
            var items = new Dictionary<string, TItem>(StringComparer.Ordinal);
            int? count = null;
            var isSteady = true;
            for (var offset = 0; ;)
            {
                var last = await read(offset, cancellationToken).ConfigureAwait(false);
                var page = open(last);
                foreach (var item in page.Items)
                    items[key(item)] = item; // a shifted page may repeat one: the newer reading counts
                isSteady &= page.TotalCount == (count ??= page.TotalCount);
                offset += page.Items.Count;
                if (page.Items.Count > 0 && offset < page.TotalCount)
                    continue;
                if (isSteady || pass == Passes)
                    return new(items.Values, last);
                break;
            }
        }
    }
}
