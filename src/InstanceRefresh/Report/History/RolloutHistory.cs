using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report.History;

/// <summary>
/// What a driver saw and did, gathered while it watches: the service only tells the latest state of each instance, so a retry can be drawn
/// only by somebody who looked before it. A value: each call gives a new history and changes nothing.
/// </summary>
internal sealed record RolloutHistory
{
    public static RolloutHistory Empty { get; } = new();

    /// <summary>In the order in which they were first seen: the rollout, then its rollback.</summary>
    public ImmutableArray<ActivityTrack> Activities { get; init; } = [];

    /// <summary>In the order in which they became known; <see cref="RolloutReport"/> sorts them by time.</summary>
    public ImmutableArray<ReportEvent> Events { get; init; } = [];

    /// <summary>In the order in which they began.</summary>
    public ImmutableArray<ReportVerification> Verifications { get; init; } = [];

    public ImmutableArray<AcceptedWrite> AcceptedWrites { get; init; } = [];

    /// <summary>The service's time of the latest look or deed; null before the first.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Adds an answer of the service. Call it with every observation; one that shows nothing new only moves <see cref="LastSeen"/>.</summary>
    /// <param name="activity">What it answered.</param>
    /// <param name="answeredAt">The service's time of the answer. One from before the latest look counts as that look's: time does not run back.</param>
    public RolloutHistory Observe(RefreshActivity activity, DateTimeOffset answeredAt)
    {
        int index = IndexOf(activity.RefreshActivityId);
        ActivityTrack? known = index < 0 ? null : Activities[index];
        DateTimeOffset now = Later(answeredAt);
        var window = new PollWindow(known?.PolledAt, now, [.. AcceptedWrites.Where(write => write.RefreshActivityId == activity.RefreshActivityId)]);
        (ActivityTrack track, ImmutableArray<ReportEvent> news) = Observation.Of(known, activity, window);
        return this with
        {
            Activities = known is null ? Activities.Add(track) : Activities.SetItem(index, track),
            Events = Events.AddRange(news),
            LastSeen = now,
        };
    }

    /// <summary>Adds a write of ours that the service accepted.</summary>
    /// <param name="refreshActivityId">The activity it was about; of a rollback, the one to be undone.</param>
    /// <param name="at">The service's time of its answer.</param>
    /// <param name="detail">What belongs to it, e.g. the resume mode or the id of the rollback activity.</param>
    public RolloutHistory Asked(Asked asked, string refreshActivityId, DateTimeOffset at, string? detail = null)
    {
        DateTimeOffset now = Later(at);
        string text = ReportText.CleanOrNull(detail) is { } about ? $"Sent {asked}InstanceRefresh ({about})" : $"Sent {asked}InstanceRefresh";
        return this with
        {
            AcceptedWrites = AcceptedWrites.Add(new(now, asked, refreshActivityId)),
            Events = Events.Add(new(now, ReportEventKind.Action, text, refreshActivityId)),
            LastSeen = now,
        };
    }

    /// <summary>Adds what a verification has come to so far.</summary>
    public RolloutHistory Verified(ReportVerification now) => this with { Verifications = ReportVerification.With(Verifications, now) };

    /// <summary>Adds anything else that a reader should know, e.g. that the wait was interrupted. Never anything secret.</summary>
    public RolloutHistory Note(string text, DateTimeOffset at) => this with
    {
        Events = Events.Add(new(Later(at), ReportEventKind.Note, ReportText.Clean(text))),
        LastSeen = Later(at),
    };

    private DateTimeOffset Later(DateTimeOffset at) => LastSeen is { } last && last > at ? last : at;

    private int IndexOf(string activityId)
    {
        for (int i = 0; i < Activities.Length; i++)
        {
            if (Activities[i].Latest.RefreshActivityId == activityId)
                return i;
        }
        return -1;
    }
}
