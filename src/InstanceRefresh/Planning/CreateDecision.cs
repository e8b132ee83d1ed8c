using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What a create does about the activities of its group: one pure function of what this operation knows of the state and of the fleet. DECISIONS.md is its
/// table.
/// </summary>
/// <remarks>
/// Nothing in a Create tells a replacement that the user forces from a run that was killed after its start. So an activity that was found is taken as done
/// only where that is proved, and else a person is asked, once.
/// </remarks>
internal sealed record CreateDecision(string Urn, RefreshInputs Inputs, Fleet Fleet, int? BatchNumber, StateLedger Ledger)
{
    /// <summary>So long after its creation an activity may be one whose process was killed before it could note it.</summary>
    public static readonly TimeSpan LostAtMost = TimeSpan.FromHours(24);

    private readonly LedgerEntry? _known = Ledger.KnownUnder(Urn);

    private bool IsKnownDeleted => _known is not null && Ledger.Deleted.Contains(_known.Id);

    public CreateStep Step()
        => Inputs.StartsNothing ? new CreateStep.Refuse()
            : OwnStart() ?? OwnEntry() ?? OfUndated() ?? KeptEntry() ?? RenamedEntry()
            ?? (Fleet.Alive is { } alive ? OfLiving(alive) : OfEnded());

    private CreateStep.Continue? OwnStart()
        => Ledger.StartedFor(Urn) is { } mine && Holders.SameTriggers(mine.Inputs, Inputs) && Find(mine.Id.RefreshActivityId) is { } own ? new(own) : null;

    /// <summary>The rollout that the state holds under this URN lives, and no deletion of this operation was about it.</summary>
    private CreateStep? OwnEntry()
    {
        if (_known is null || IsKnownDeleted || Fleet.Alive is not { } alive || !Ownership.Is(_known, alive))
            return null;
        // What was only adopted, the deletion of a replacement leaves alone: that no deletion has ended it needs no option.
        if (_known.Stored.Adopted && (_known.Answer != DiffAnswer.None || !Ownership.IsClaimed(_known.Inputs, Inputs, _known.Stored)))
            return Conflict(alive);
        if (Holders.Other(Ledger, Urn, _known.Id) is { } other)
            return new CreateStep.HeldByEntry(alive, other.Urn);
        return _known.Answer == DiffAnswer.None ? new CreateStep.EndFirst(alive, _known) : new CreateStep.KeptByOption(alive);
    }

    /// <summary>Which activity is the newest takes the times of all.</summary>
    private CreateStep.Undecided? OfUndated()
        => Fleet.Alive is null && Fleet.Activities.FirstOrDefault(activity => activity.CreatedTime is null) is { } undated
            ? new(undated, MissingFact.CreatedTime)
            : null;

    private CreateStep.Keep? KeptEntry()
        => _known is { Answer: DiffAnswer.Keeps, IsReplaced: false, Stored.IsIndeterminate: false } && !IsKnownDeleted && Holders.SameTriggers(_known.Inputs, Inputs)
            && Fleet.Activities is [{ Status: ActivityStatus.Successful } kept, ..] && kept.RefreshActivityId == _known.Id.RefreshActivityId
            ? new(kept, _known)
            : null;

    private CreateStep.Rename? RenamedEntry()
        => (Fleet.Alive ?? Newest) is { } candidate && (candidate.IsAlive || candidate.Status == ActivityStatus.Successful)
            && Ledger.Entries.Find(entry => entry is { WasRead: true, WasChecked: false } && entry.Urn != Urn
                && entry.Names(candidate.RefreshActivityId) && entry.Inputs.Equals(Inputs) && !Ledger.Deleted.Contains(entry.Id)) is { } renamed
            ? new(candidate, renamed)
            : null;

    private CreateStep OfLiving(RefreshActivity alive)
        => HolderOf(alive) is { } urn
            ? Inputs.OnConflict == ConflictPolicy.Wait ? Waiting(alive) : new CreateStep.HeldByEntry(alive, urn)
            : Inputs.OnConflict != ConflictPolicy.Fail || !MayBeLost(alive) ? Conflict(alive)
            : Evidence.BegunAfterLastChange(alive, Fleet, Inputs, _known) switch
            {
                null => Undecided(alive),
                true => new CreateStep.Adopt(alive, Proved: Evidence.IsProved(alive, Fleet, Inputs, _known)),
                false => Conflict(alive),
            };

    private static CreateStep.Undecided Undecided(RefreshActivity activity)
        => new(activity, activity.CreatedTime is null ? MissingFact.CreatedTime : MissingFact.ConfigurationTime);

    private CreateStep OfEnded()
    {
        // A rollout that a verification may have rolled back is not started again.
        var undoneBy = Newest is { IsRollback: true } rollback && UnseenEnd.MayFollow(VerificationAction.RollBack, Inputs) ? rollback : null;
        var newest = undoneBy is null ? Newest : Find(undoneBy.OriginRefreshActivityId);
        var step = newest is null ? null : OfCandidate(newest, undoneBy);
        step = step is null or CreateStep.Start ? OfEarlier(newest) ?? step : step;
        return step switch
        {
            null => new CreateStep.Start(),
            CreateStep.Adopt { UndoneBy: null, Activity: { Status: ActivityStatus.Successful } found } when Inputs.DesiredState == DesiredState.Paused
                => new CreateStep.EndedUnpaused(found),
            CreateStep.Adopt when Inputs.DesiredState == DesiredState.Paused => new CreateStep.Start(),
            _ => step,
        };
    }

    /// <summary>What ended well before somebody else's rollout, and was not undone, may be lost just as well as the newest.</summary>
    private CreateStep? OfEarlier(RefreshActivity? newest) => Fleet.Activities
        .Where(activity => activity != newest && activity.Status == ActivityStatus.Successful
            && !Fleet.Activities.Any(other => other.IsRollback && other.OriginRefreshActivityId == activity.RefreshActivityId))
        .Select(activity => OfCandidate(activity, undoneBy: null))
        .FirstOrDefault(step => step is not (null or CreateStep.Start));

    /// <summary>Null: it is none that an interrupted run of this resource can have started.</summary>
    private CreateStep? OfCandidate(RefreshActivity ended, RefreshActivity? undoneBy)
        => HolderOf(ended) is not null || !MayBeLost(ended) ? null
            : Evidence.BegunAfterLastChange(ended, Fleet, Inputs, _known) switch
            {
                null => Undecided(ended),
                true => OfMatching(ended, undoneBy),
                false => null,
            };

    private CreateStep OfMatching(RefreshActivity ended, RefreshActivity? undoneBy)
    {
        // With a bake of days a rollout that its verification has ended may have been created long ago.
        var lostSince = undoneBy?.EndTime ?? (ended.Status == ActivityStatus.Cancelled && UnseenEnd.MayFollow(VerificationAction.Cancel, Inputs) ? ended.EndTime : null) ?? ended.CreatedTime;
        bool recent = Fleet.SeenAt - lostSince <= LostAtMost;
        var coverage = Coverage.Of(ended, Fleet);
        return ended.Status switch
        {
            _ when undoneBy is not null => recent ? new CreateStep.Adopt(ended, Proved: false, undoneBy) : new CreateStep.Start(),
            ActivityStatus.Successful when recent && ended.FailedInstances.Count == 0 && coverage.IsComplete
                => new CreateStep.Adopt(ended, Proved: Evidence.IsProved(ended, Fleet, Inputs, _known)),
            ActivityStatus.Successful when recent && ended.FailedInstances.Count == 0 && coverage.IsUnknown => new CreateStep.Undecided(ended, MissingFact.AddTime),
            ActivityStatus.Cancelled when recent => new CreateStep.Adopt(ended, Proved: false),
            _ => new CreateStep.Start(PassedOver: ended),
        };
    }

    private CreateStep Conflict(RefreshActivity alive) => Inputs.OnConflict switch
    {
        ConflictPolicy.Adopt when !alive.IsRollback => new CreateStep.TakeOver(alive),
        ConflictPolicy.Wait => Waiting(alive),
        _ => new CreateStep.Refuse(),
    };

    private static CreateStep Waiting(RefreshActivity alive)
        => alive.IsPaused ? new CreateStep.Refuse() : new CreateStep.Wait(alive);

    /// <summary>
    /// Whether an earlier run may have started an activity for this resource without noting it. Only newer ones than the state's may be; and none may if
    /// this operation itself has deleted the old one, since no earlier run got so far, unless a start of this operation is indeterminate.
    /// </summary>
    private bool MayBeLost(RefreshActivity activity)
        => !activity.IsRollback
            && (_known is null || (!Ownership.Is(_known, activity) && !(activity.CreatedTime < _known.Stored.CreatedTime)))
            && (!IsKnownDeleted || Ledger.MayHaveStarted(Urn))
            && !Ledger.Deleted.Any(deleted => deleted.RefreshActivityId == activity.RefreshActivityId)
            && Conflicts.Differences(activity, Inputs, BatchNumber).Count == 0;

    /// <summary>The URN of another resource that is known to hold an activity, or for which this operation has started it.</summary>
    private string? HolderOf(RefreshActivity activity)
        => Holders.Of(Ledger, Urn, activity.RefreshActivityId)?.Urn
            ?? Ledger.Claims.FindLast(claim => claim.Urn != Urn && claim.Id.RefreshActivityId == activity.RefreshActivityId)?.Urn;

    private RefreshActivity? Newest => Fleet.Activities.Count > 0 ? Fleet.Activities[0] : null;

    private RefreshActivity? Find(string id) => Fleet.Activities.FirstOrDefault(activity => activity.RefreshActivityId == id);
}
