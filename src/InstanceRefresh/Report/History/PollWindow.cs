using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh.Report.History;

/// <summary>
/// One answer of the service, and how to date what is new in it: it happened after <paramref name="Previous"/> and by <paramref name="Now"/>.
/// A time that the service itself gives is better than the time of our look, as long as it lies in that window; a batch that is retried keeps
/// its first start, which does not.
/// </summary>
/// <param name="Previous">The poll before this one; null at the first.</param>
/// <param name="Now">The service's time of this answer.</param>
/// <param name="AcceptedWrites">What we asked this activity for, oldest first.</param>
internal readonly record struct PollWindow(DateTimeOffset? Previous, DateTimeOffset Now, ImmutableArray<AcceptedWrite> AcceptedWrites)
{
    /// <summary>The first of these times that lies in the window, else <see cref="Now"/>.</summary>
    public DateTimeOffset Date(params ReadOnlySpan<DateTimeOffset?> candidates)
    {
        foreach (DateTimeOffset? candidate in candidates)
        {
            if (candidate is { } time && Holds(time))
                return time;
        }
        return Now;
    }

    /// <summary>When we last asked for this; null when we never did.</summary>
    public DateTimeOffset? AskedFor(Asked asked)
        => AcceptedWrites.LastOrDefault(write => write.For == asked)?.At;

    /// <summary>What we asked for last, at the given time or later; null for nothing.</summary>
    public Asked? AskedSince(DateTimeOffset? time)
        => AcceptedWrites is [.., var last] && !(last.At < time) ? last.For : null;

    private bool Holds(DateTimeOffset time) => time <= Now && (Previous is not { } previous || time >= previous);
}

/// <summary>A write of ours that the service accepted.</summary>
internal sealed record AcceptedWrite(DateTimeOffset At, Asked For, string RefreshActivityId);
