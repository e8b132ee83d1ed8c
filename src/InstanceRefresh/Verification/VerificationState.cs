using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// How far the verification of one point of a rollout is: of a batch in progress, of the pause after it, or of the end. Pure; all times are the service's.
/// </summary>
/// <remarks>It passes once the bake is over and everything has been asked, with a good answer, after that moment.</remarks>
internal sealed record VerificationState
{
    /// <summary>While a batch is in progress, and while it bakes, alarms are asked about so often.</summary>
    public static readonly TimeSpan AlarmInterval = TimeSpan.FromMinutes(1);

    /// <summary>So long after the bake what cannot be asked just now is asked again, before that counts.</summary>
    public static readonly TimeSpan AlarmTimeout = TimeSpan.FromMinutes(5);

    public required VerificationSettings Settings { get; init; }

    public required VerificationPoint Point { get; init; }

    /// <summary>The bake counts from here; null while the batch is in progress.</summary>
    public DateTimeOffset? BakesSince { get; init; }

    /// <summary>No policy may have been in ALARM since.</summary>
    public DateTimeOffset AlarmsSince { get; init; }

    public DateTimeOffset? AlarmsAskedAt { get; init; }

    /// <summary>All policies exist and are on.</summary>
    public bool PoliciesAreKnown { get; init; }

    public ImmutableArray<HttpProgress> Http { get; init; } = [];

    /// <summary>What could not be asked the last time, while asking again may help.</summary>
    public string? Unasked { get; init; }

    /// <summary>Why it does not pass; null as long as it may.</summary>
    public VerificationFailure? Failure { get; init; }

    public bool IsPassed { get; init; }

    /// <summary>The service tells whole seconds only, so that the second in which the pause began counts as over at its end.</summary>
    public DateTimeOffset? BakeEnd => BakesSince + Settings.Bake + (Settings.Bake > TimeSpan.Zero ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);

    /// <summary>What the state file keeps of it; null while there is nothing to keep.</summary>
    public VerificationMark? Mark => (Failure, Point.IsInProgress) switch
    {
        ({ } failure, _) => new(Point.Batch, Verdict, failure.At, AlarmsSince, Settings.OnFailure, failure.Reason),
        (null, true) => null,
        _ => new(Point.Batch, Verdict, BakesSince!.Value, AlarmsSince, Settings.OnFailure, Reason: null),
    };

    public VerificationVerdict Verdict => Failure is { } failure ? (failure.IsKnown ? VerificationVerdict.Failed : VerificationVerdict.Unknown)
        : IsPassed ? VerificationVerdict.Passed
        : VerificationVerdict.Due;

    /// <summary>What is to be asked at a moment; empty: nothing yet.</summary>
    public VerificationQuestions DueAt(DateTimeOffset now) => Failure is not null || IsPassed ? new(null, false, [])
        : new(
            !Settings.AlarmPolicyIds.IsEmpty && IsDue(AlarmsAskedAt, AlarmInterval, now) ? AlarmsSince : null,
            Policies: !PoliciesAreKnown,
            BakesSince is null ? [] : [.. Enumerable.Range(0, Settings.HttpChecks.Length).Where(index => IsDue(Http[index].AskedAt, Settings.HttpChecks[index].Interval, now))]);

    /// <summary>When something is to be asked next, or the bake ends: no look needs to come sooner.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now)
    {
        if (Failure is not null || IsPassed)
            return null;
        DateTimeOffset?[] times =
        [
            BakeEnd,
            Settings.AlarmPolicyIds.IsEmpty ? null : AlarmsAskedAt + AlarmInterval,
            .. BakesSince is null ? [] : Http.Select((check, index) => check.AskedAt + Settings.HttpChecks[index].Interval),
        ];
        // What is due already is asked before the next look.
        return times.Where(time => time > now).Min();
    }

    /// <summary>The state once the questions were answered.</summary>
    /// <param name="at">When they were asked.</param>
    public VerificationState Answered(VerificationAnswers answers, DateTimeOffset at)
    {
        var next = (this with { Unasked = null }).With(answers.Alarms, at);
        foreach (var result in answers.HttpChecks)
            next = next.With(result, at);
        return next.Failure is null && next.HasPassed(at) ? next with { IsPassed = true } : next;
    }

    /// <summary>Without anything to ask, the bake alone passes.</summary>
    public VerificationState Baked(DateTimeOffset now) => Failure is null && !IsPassed && HasPassed(now) ? this with { IsPassed = true } : this;

    private bool HasPassed(DateTimeOffset now)
        => BakeEnd is { } end && now >= end
            && (Settings.AlarmPolicyIds.IsEmpty || (PoliciesAreKnown && Unasked is null && AlarmsAskedAt >= end))
            && Http.All(check => check.AskedAt >= end && check.IsGood);

    private VerificationState With(AlarmAnswer? answer, DateTimeOffset at) => answer switch
    {
        null => this,
        AlarmAnswer.Answered { Alarms: [var first, ..] } reported => this with
        {
            AlarmsAskedAt = at,
            Failure = Failure ?? new(VerificationText.Alarm(first, reported.Alarms.Length), at, IsKnown: true),
        },
        AlarmAnswer.Answered => this with { AlarmsAskedAt = at, PoliciesAreKnown = true },
        AlarmAnswer.Unasked { MayPass: true } unasked when !(at >= BakeEnd + AlarmTimeout) => this with { AlarmsAskedAt = at, Unasked = unasked.Why },
        AlarmAnswer.Unasked unasked => this with { AlarmsAskedAt = at, Failure = Failure ?? new(unasked.Why, at, IsKnown: false) },
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private VerificationState With(HttpResult result, DateTimeOffset at)
    {
        var check = Settings.HttpChecks[result.Index];
        bool isGood = result.Answer is HttpAnswer.Status { Code: var code } && code == check.ExpectedStatus;
        int failures = Http[result.Index].Failures + (isGood ? 0 : 1);
        var next = this with { Http = Http.SetItem(result.Index, new HttpProgress(at, failures, isGood)) };
        return failures <= check.FailuresAllowed ? next : next with
        {
            Failure = Failure ?? new(VerificationText.Http(check, result.Answer, failures), at, IsKnown: result.Answer is not HttpAnswer.Unreachable),
        };
    }

    /// <summary>Not asked yet, not for a while, or not since the bake has ended.</summary>
    private bool IsDue(DateTimeOffset? askedAt, TimeSpan interval, DateTimeOffset now)
        => askedAt is not { } asked || now - asked >= interval || (asked < BakeEnd && now >= BakeEnd);
}

/// <summary>How one HTTP check stands.</summary>
internal readonly record struct HttpProgress(DateTimeOffset? AskedAt, int Failures, bool IsGood);

/// <summary>Why a verification does not pass.</summary>
/// <param name="Reason">A sentence: which alarm or URL, and what it answered.</param>
/// <param name="At">The service's time of the answer.</param>
/// <param name="IsKnown">False: it could not be asked.</param>
internal sealed record VerificationFailure(string Reason, DateTimeOffset At, bool IsKnown);

/// <summary>Where in a rollout something is verified.</summary>
/// <param name="Batch">The last batch that has begun, from 1.</param>
/// <param name="IsInProgress">The batch has not ended: only alarms are asked about.</param>
/// <param name="IsEnd">The rollout has ended.</param>
/// <param name="EndedAt">The service's time of the pause or of the end; null where it does not tell.</param>
internal readonly record struct VerificationPoint(int Batch, bool IsInProgress, bool IsEnd, DateTimeOffset? EndedAt)
{
    public static VerificationPoint Of(RefreshActivity activity)
    {
        var situation = Situation.Of(activity);
        var reached = activity.RefreshBatchSet.FirstOrDefault(batch => batch.RefreshBatchNum == situation.Reached);
        bool isEnd = !activity.IsAlive;
        bool isInProgress = !isEnd && (situation.BatchInWork || !activity.IsPaused);
        return new(situation.Reached, isInProgress, isEnd, isEnd ? activity.EndTime ?? reached?.EndTime : isInProgress ? null : reached?.EndTime);
    }
}
