namespace TencentcloudRefresh.AutoScaling;

/// <summary>Whether an activity can have been made by a call.</summary>
internal enum Newness
{
    /// <summary>It was there before.</summary>
    Older,

    /// <summary>It may have been: its time is missing, or it is alive although it seems to be older.</summary>
    Unclear,

    /// <summary>It was made at the time of the call or later.</summary>
    New,
}

/// <summary>The moment of a call that makes an activity.</summary>
/// <param name="KnownId">The newest activity before the call, as far as known. Not knowing one says nothing: the answer that should have named it may
/// have been empty.</param>
/// <param name="At">The service's time: the call left then or later.</param>
internal sealed record SentCall(string? KnownId, DateTimeOffset At)
{
    /// <summary>The clocks of the parts of the service differ: what was made by a call may bear an earlier time than an answer before it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Judges one activity of the group.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="known">The known activity, if it was read again.</param>
    public Newness Judge(RefreshActivity activity, RefreshActivity? known)
    {
        if (activity.RefreshActivityId == KnownId)
            return Newness.Older;
        if (activity.CreatedTime is not { } created)
            return Newness.Unclear;
        // Times have whole seconds, so one made in the same second as the known one may be the newer of the two.
        if (created < known?.CreatedTime || (created < At && activity.EndTime < At))
            return Newness.Older;
        return created >= At - Tolerance ? Newness.New : activity.IsAlive ? Newness.Unclear : Newness.Older;
    }

    /// <summary>Whether nothing at or behind this one can be new, so that reading further back is not needed.</summary>
    public bool IsBehind(RefreshActivity activity) => activity.RefreshActivityId == KnownId || activity.CreatedTime < At - Tolerance;
}
