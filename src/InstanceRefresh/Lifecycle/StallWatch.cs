using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Notices an activity that should move and does not. All times are the service's. A pause is no stall: it stands still by intent.</summary>
internal sealed class StallWatch
{
    private ActivityMark? _mark;
    private DateTimeOffset _movedAt;

    /// <returns>For how long nothing has moved.</returns>
    public TimeSpan See(RefreshActivity activity, DateTimeOffset now)
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
