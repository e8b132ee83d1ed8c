namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads a describe action to its end.</summary>
internal static class Paging
{
    /// <summary>The most ids, and the most matches, that one page takes.</summary>
    public const int PageSize = 100;

    public readonly record struct Page<TItem>(IReadOnlyList<TItem> Items, int TotalCount);

    public readonly record struct Pages<TResponse, TItem>(IReadOnlyCollection<TItem> Items, TResponse Last);

    /// <summary>
    /// Every match once. Objects that come and go between two pages shift the ones behind them, so a page may repeat an object (kept once)
    /// and the count may change (the newest one is believed); an empty page always ends the reading.
    /// </summary>
    public static async Task<Pages<TResponse, TItem>> ReadAllAsync<TResponse, TItem>(
        IReadOnlyList<string>? ids,
        int? limit,
        Func<IReadOnlyList<string>?, int, int, CancellationToken, Task<TResponse>> read,
        Func<TResponse, Page<TItem>> open,
        Func<TItem, string> key,
        CancellationToken cancellationToken)
    {
        var size = limit ?? PageSize;
        var items = new Dictionary<string, TItem>(StringComparer.Ordinal);
        TResponse last = default!; // the body below runs at least once
        // Without ids there is one pass over everything; with ids one pass for each hundred of them.
        foreach (var chunk in ids is { Count: > 0 } ? ids.Chunk(PageSize) : (IEnumerable<string[]?>)[null])
        {
            for (var offset = 0; ;)
            {
                last = await read(chunk ?? ids, size, offset, cancellationToken).ConfigureAwait(false);
                var page = open(last);
                foreach (var item in page.Items)
                    items[key(item)] = item;
                offset += page.Items.Count;
                if (page.Items.Count == 0 || offset >= page.TotalCount)
                    break;
            }
        }

        return new(items.Values, last);
    }
}
