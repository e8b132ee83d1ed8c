using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Notices an activity that should move and does not: by its own changes and the monotonic clock, never by a time that an answer tells. A pause is no
/// stall: it stands still by intent.
/// </summary>
internal sealed class StallWatch
{
    private ActivityMark? _mark;
    private TimeSpan _movedAt;

    /// <param name="now">The time since some moment that stays the same.</param>
    /// <returns>For how long nothing has moved.</returns>
    public TimeSpan See(RefreshActivity activity, TimeSpan now)
    {
        var mark = ActivityMark.Of(activity);
        // While a stopped activity finishes its batch it works; it rests only afterwards.
        bool rests = ActivityStatus.IsPaused(activity.Status) && !Situation.Of(activity).BatchInWork;
        if (mark != _mark || rests)
            _movedAt = now;
        _mark = mark;
        return now - _movedAt;
    }
}
