using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh.Report.History;

/// <summary>
/// One answer of the service, and how to date what is new in it: it happened after <paramref name="Previous"/> and by <paramref name="Now"/>.
/// A time that the service itself gives is better than the time of our look, as long as it lies in that window; a batch that is retried keeps
/// its first start, which does not.
/// </summary>
/// <param name="Previous">The look before this one; null at the first.</param>
/// <param name="Now">The service's time of this answer.</param>
/// <param name="Asked">What we asked this activity for, oldest first.</param>
internal readonly record struct Look(DateTimeOffset? Previous, DateTimeOffset Now, ImmutableArray<Asking> Asked)
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
    public DateTimeOffset? AskedFor(string action)
        => Asked.LastOrDefault(asking => asking.Action == action)?.At;

    public bool WasAskedFor(string action) => AskedFor(action) is not null;

    private bool Holds(DateTimeOffset time) => time <= Now && (Previous is not { } previous || time >= previous);
}

/// <summary>A write of ours that the service accepted.</summary>
internal sealed record Asking(DateTimeOffset At, string Action, string RefreshActivityId);

/// <summary>The five writes, in the API's own words.</summary>
internal static class RolloutAction
{
    public const string Start = "StartInstanceRefresh";
    public const string Resume = "ResumeInstanceRefresh";
    public const string Stop = "StopInstanceRefresh";
    public const string Cancel = "CancelInstanceRefresh";
    public const string Rollback = "RollbackInstanceRefresh";
}
