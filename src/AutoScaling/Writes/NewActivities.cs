namespace TencentcloudRefresh.AutoScaling;

/// <summary>Which activities of a group can have been made by a call.</summary>
internal static class NewActivities
{
    /// <summary>When the known activity has aged out of the service's list, times must do: ours cannot be older than the call, but for the clocks'
    /// difference.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Those made after the known one.</summary>
    /// <param name="knownId">The newest one before the call; <see langword="null"/> if there was none, so that each one is new.</param>
    /// <param name="sentAt">When the call was made, in the service's time.</param>
    /// <param name="newestFirst">All of the group.</param>
    public static IEnumerable<RefreshActivity> After(string? knownId, DateTimeOffset sentAt, IReadOnlyList<RefreshActivity> newestFirst)
    {
        if (knownId is null)
            return newestFirst;
        // Times have whole seconds, so one made in the same second as the known one may be sorted behind it.
        var since = newestFirst.FirstOrDefault(activity => activity.RefreshActivityId == knownId)?.CreatedTime ?? sentAt - Tolerance;
        return newestFirst
            .Where(activity => activity.RefreshActivityId != knownId)
            .Where(activity => activity.CreatedTime is null || activity.CreatedTime >= since);
    }
}
