using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Notices an activity that should move and does not: by its own changes and the monotonic clock, never by a time that an answer tells. A pause is no
/// stall: it stands still by intent.
/// </summary>
internal sealed class StallWatch
{
    private RefreshActivity? _seen;
    private TimeSpan _movedAt;

    /// <param name="now">The time since some moment that stays the same.</param>
    /// <returns>For how long nothing has moved.</returns>
    public TimeSpan See(RefreshActivity activity, TimeSpan now)
    {
        // While a stopped activity finishes its batch it works; it rests only afterwards.
        bool rests = activity.IsPaused && !Situation.Of(activity).BatchInWork;
        if (rests || !ActivityChange.Between(_seen, activity).IsNone)
            _movedAt = now;
        _seen = activity;
        return now - _movedAt;
    }
}
