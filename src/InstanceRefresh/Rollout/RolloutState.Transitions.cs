using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

internal sealed partial record RolloutState
{
    /// <summary>An answer to a poll of the followed activity, which may tell of the other one as well.</summary>
    public RolloutState Polled(RolloutObservation.Polled polled, TimeSpan now)
    {
        var rollout = Find(Id.RefreshActivityId);
        var followed = Find(FollowedId);
        bool moved = followed is not null && (Rests(followed) || !ActivityChange.Between(Followed, followed).IsNone);
        var next = this with
        {
            Rollout = rollout ?? Rollout,
            Rollback = FollowsRollback ? followed ?? Rollback : Rollback,
            SeenAt = polled.AnsweredAt,
            RequestId = polled.RequestId,
            MissingSince = followed is null ? MissingSince ?? now : null,
            EmptyPolls = followed is null ? EmptyPolls + 1 : 0,
            SawAlive = SawAlive || followed is { IsAlive: true },
            Configuration = polled.Configuration ?? Configuration,
            ConfigurationSeenAt = polled.Configuration is not null && followed is not null ? ConfigurationSight.Of(followed, polled.AnsweredAt) : ConfigurationSeenAt,
            InHook = followed is null ? InHook : HookWatch.StillIn(polled.InHook ?? InHook, followed),
            HooksSeenAt = polled.InHook is null ? HooksSeenAt : polled.AnsweredAt,
            MovedAt = moved ? now : MovedAt,
            IdleSeen = moved ? TimeSpan.Zero : IdleSeen + SeenBetween(SeenAt, polled.AnsweredAt),
        };
        next = next.Remembered(rollout);
        return FollowsRollback ? next.Remembered(followed) : next;

        RefreshActivity? Find(string id) => polled.Listed.FirstOrDefault(activity => activity.RefreshActivityId == id);
    }

    /// <summary>What is verified where the followed activity is now: nothing of a rollback, nor where something else than its completion is wanted.</summary>
    public RolloutState Verifying(RefreshActivity seen)
    {
        bool isWanted = Inputs.Verification is { ChecksAnything: true } && Policy.Desired == DesiredState.Completed && !seen.IsRollback
            && (seen.IsAlive ? !Policy.OnlyWatches : seen.Status == ActivityStatus.Successful);
        var marked = this with { Known = Known with { Verification = UnseenEndOf(seen) ?? Bare.Verification } };
        return marked with { Verification = isWanted ? VerificationProgress.Seen(Verification, Inputs.Verification!, seen, marked.Known.Verification, SeenAt) : null };
    }

    /// <summary>What was asked for a verification was answered, or could not be asked.</summary>
    public RolloutState Answered(VerificationAnswers answers)
        => Verification is { } verifying ? this with { Verification = verifying.Answered(answers, SeenAt) } : this;

    /// <summary>A write that was accepted.</summary>
    public RolloutState Wrote(RolloutObservation.Written written, TimeSpan now)
    {
        var (step, seen, confirmed) = written;
        var asked = step.AsksFor!.Value;
        string? detail = step is NextStep.Resume { Mode: var mode } ? mode : step is NextStep.Rollback ? confirmed.RefreshActivityId : null;
        var next = this with
        {
            LastWrite = new(seen, asked, now),
            SeenAt = confirmed.AnsweredAt,
            History = History?.Asked(asked, seen.RefreshActivityId, confirmed.AnsweredAt, detail),
        };
        next = step switch
        {
            NextStep.Resume => next with { Known = Known with { ResumeCount = Known.ResumeCount + 1 }, Policy = Policy.AfterResume() },
            NextStep.Stop => next with { StopsForChange = UnreportedChange is not null },
            NextStep.Rollback => next.Following(confirmed.RefreshActivityId, confirmed.Found, now),
            _ => next,
        };
        return next with { Policy = next.Policy with { ResumeTrigger = ResumeTrigger.None } };
    }

    /// <summary>From here on the rollback is what counts.</summary>
    /// <param name="seen">Null if it is not listed yet.</param>
    public RolloutState Following(string rollbackId, RefreshActivity? seen, TimeSpan now) => this with
    {
        RollbackId = rollbackId,
        Rollback = seen,
        MissingSince = null,
        EmptyPolls = 0,
        MovedAt = now,
        IdleSeen = TimeSpan.Zero,
        Pace = null,
        Known = Policy.Deleting ? Known : Known.Noted(Task.Before?.Triggers ?? Inputs.Triggers, Inputs.Triggers),
    };

    /// <summary>A pause by this operation that was accepted, or found.</summary>
    public RolloutState Stopped(ConfirmedWrite confirmed)
    {
        var next = this with
        {
            Rollout = confirmed.Found ?? (Rollout is { } running ? running with { Status = ActivityStatus.ManualPause } : null),
            SeenAt = confirmed.AnsweredAt,
            LastWrite = null,
            IndeterminateWrite = null,
            History = History?.Asked(Asked.Stop, FollowedId, confirmed.AnsweredAt),
        };
        return next.Remembered(next.Rollout);
    }

    /// <summary>The user is told of the launch configuration as it is now; the next update continues with it.</summary>
    public RolloutState ReportedChange() => this with { Known = Known with { ReportedConfiguration = Configuration?.Digest } };

    /// <summary>A line for the timeline of the report.</summary>
    public RolloutState Noted(string line) => this with { History = History?.Note(line, SeenAt) };

    public RolloutState Warned(string line) => this with { Warnings = Warnings.Add(line) };

    private RolloutState Remembered(RefreshActivity? seen) => seen is null ? this : this with { History = History?.Observe(seen, SeenAt) };
}
