namespace TencentcloudRefresh.AutoScaling;

/// <summary>What is known at the moment at which a call leaves.</summary>
/// <param name="KnownId">The newest activity of the group, as read before.</param>
/// <param name="AnsweredBefore">When the service answered last, by its own clock.</param>
/// <param name="Timestamp">The same moment on our clock.</param>
internal sealed record SentMark(string? KnownId, DateTimeOffset? AnsweredBefore, long Timestamp)
{
    /// <summary>Whether reading further back than this activity is of no use, as far as known before an answer has come.</summary>
    public bool IsBehind(RefreshActivity activity)
        => activity.RefreshActivityId == KnownId || (AnsweredBefore is { } before && new SentCall(KnownId, before).IsBehind(activity));

    /// <summary>The service's time of the call. Both the answer before it and one after it tell, and the earlier counts: a single answer with a date
    /// far ahead then hides nothing.</summary>
    public SentCall SeenFrom(DateTimeOffset answeredAt, TimeProvider clock)
    {
        var reckoned = answeredAt - clock.GetElapsedTime(Timestamp);
        return new(KnownId, AnsweredBefore is { } before && before < reckoned ? before : reckoned);
    }
}
