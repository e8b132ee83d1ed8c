namespace TencentcloudRefresh.AutoScaling;

/// <summary>How many items the next page is asked for. An activity of a large group is half a megabyte and one of a small group a few kilobytes, so the
/// number follows the size of the answers.</summary>
internal sealed class PageLimit
{
    /// <summary>The size of answer that is aimed at, in bytes: large enough to be worth a call, small enough for many to be under way.</summary>
    private const int Wanted = 2 << 20;

    private readonly bool _isGiven;
    private int _most = Paging.PageSize;

    /// <summary>Begins with a number.</summary>
    /// <param name="given">What the caller wants; it is changed only where the service refuses to answer so much.</param>
    /// <param name="first">The first page's number where the caller wants none.</param>
    public PageLimit(int? given, int first) => (_isGiven, Next) = (given is not null, given ?? first);

    public int Next { get; private set; }

    /// <summary>The first page of activities of a group: each names every instance, with about this many bytes.</summary>
    public static int ForInstances(int instances) => Fitting(1024 + (256 * instances));

    /// <summary>How many items of a size fit.</summary>
    public static int Fitting(int bytesEach) => Math.Clamp(Wanted / Math.Max(1, bytesEach), 1, Paging.PageSize);

    public void Learn(int bytes, int items)
    {
        if (!_isGiven && items > 0)
            Next = Math.Min(_most, Fitting(bytes / items));
    }

    /// <summary>Half as many, if there is a half: the answer would have been too large.</summary>
    public bool TryHalve()
    {
        if (Next <= 1)
            return false;
        Next = _most = Next / 2;
        return true;
    }
}
