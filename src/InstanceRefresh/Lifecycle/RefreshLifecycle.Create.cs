using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>An ordinary scaling activity ends within minutes; a start that it blocks is tried again for so long.</summary>
    private static readonly TimeSpan BusyAtMost = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(10);

    /// <summary>So often an answer that lacks what a start depends on is asked for again, <see cref="RereadPause"/> apart.</summary>
    private const int MostRereads = 6;

    private static readonly TimeSpan RereadPause = TimeSpan.FromSeconds(5);

    /// <summary>So often another activity may slip in between the poll and the start.</summary>
    private const int MostRaces = 3;

    /// <summary>Starts a rollout, or adopts the one that an interrupted run of this very resource may have started, and follows it.</summary>
    /// <param name="urn">Of the resource: what this operation knows of it is in the ledger.</param>
    /// <exception cref="RolloutRefusedException">It cannot start; nothing was made.</exception>
    /// <exception cref="CloudException">Reading or starting failed, and no activity was made as far as can be seen. If one was after all, the next
    /// create adopts it.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before anything was made.</exception>
    public async Task<OperationResult> CreateAsync(string urn, RefreshInputs inputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(urn);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        return await ReportedAsync(FailOn.Apply(await StartOrContinueAsync(urn, inputs, context), inputs), context);
    }

    private async Task<OperationResult> StartOrContinueAsync(string urn, RefreshInputs inputs, OperationContext context)
    {
        _identity.AskAccount();
        using var limits = new OperationLimits(context, _cloud.Clock);
        var create = new CreateOperation(urn, inputs, context, limits, _ledger.Now.KnownUnder(urn));
        int rereads = 0;
        for (int races = 0; ;)
        {
            if (await IdleFleetAsync(inputs, context, limits) is not { } fleet)
                throw new RolloutRefusedException(Planner.Plan(inputs, fleet: null).Blockers);
            var plan = Planner.Plan(inputs, fleet);
            switch (Decide(create, fleet, plan))
            {
                case CreateStep.Start when fleet.IsEmpty && plan.Blockers.IsEmpty:
                    await context.Log.InfoAsync(PlanText.Empty(fleet));
                    foreach (string warning in plan.Warnings)
                        await context.Log.WarnAsync(warning);
                    return UpToDate(create, fleet, verified: fleet.Instances.Count == 0);
                case CreateStep.Start start when plan.Blockers.IsEmpty && plan.BatchNumber is { } batchNumber:
                    var isUnchanged = HistoryIsConfirmedAsync(fleet, limits);
                    fleet = await WithImagesAsync(fleet, limits);
                    if (!await isUnchanged)
                    {
                        CountReread(AdoptionText.Unsteady(fleet));
                        break;
                    }

                    if (SkipMatching.Applies(inputs, create.Predecessor, start) && SkipMatching.Of(fleet) is var match && await SkippedAsync(create, fleet, match) is { } skipped)
                        return skipped;
                    RefuseUnreviewed(inputs, fleet);
                    if (await TryStartAsync(create, fleet, plan, batchNumber, start.PassedOver, mayRace: ++races <= MostRaces) is { } started)
                        return started;
                    break;
                case CreateStep.EndFirst first:
                    await EndFirstAsync(create, first);
                    break;
                case CreateStep.Wait other:
                    await WaitForEndAsync(other.Activity, context, limits);
                    break;
                case CreateStep.Undecided undecided when plan.Blockers.IsEmpty:
                    CountReread(AdoptionText.Undecided(undecided, fleet));
                    if (rereads == 1)
                        await context.Log.InfoAsync(AdoptionText.ReadsAgain(undecided, fleet));
                    await PauseAsync(RereadPause, limits);
                    break;
                case CreateStep.EndedUnpaused ended:
                    throw new RolloutRefusedException([AdoptionText.EndedUnpaused(ended.Activity, fleet)]);
                case CreateStep.KeptByOption kept:
                    throw new RolloutRefusedException([AdoptionText.KeptByOption(kept.Activity, fleet)]);
                case CreateStep.HeldByEntry held:
                    throw new RolloutRefusedException([AdoptionText.HeldByEntry(held.Activity, held.Urn, fleet)]);
                case CreateStep.Start or CreateStep.Undecided or CreateStep.Refuse:
                    throw new RolloutRefusedException(plan.Blockers.IsEmpty ? ["The settings do not give the number of batches."] : plan.Blockers);
                case var found:
                    return await ContinueAsync(create, found, fleet, plan);
            }
        }

        void CountReread(string reason)
        {
            if (++rereads > MostRereads)
                throw new RolloutRefusedException([reason]);
        }
    }

    /// <summary>Takes the decision and notes what it claims, at once: another create of the same operation must see it.</summary>
    private CreateStep Decide(CreateOperation create, Fleet fleet, RolloutPlan plan) => _ledger.Change(ledger =>
    {
        var step = new CreateDecision(create.Urn, create.Inputs, fleet, plan.BatchNumber, ledger).Step();
        (ClaimKind Kind, RefreshActivity Activity)? claim = step switch
        {
            // Nothing was rolled for this create: a deletion of the same entry must not pass for a replacement.
            CreateStep.Adopt { Activity: var found } => (ClaimKind.Adopted, found),
            CreateStep.Keep { Activity: var found } => (ClaimKind.Adopted, found),
            CreateStep.TakeOver { Activity: var found } => (ClaimKind.TakenOver, found),
            CreateStep.Rename { Activity: var found } => (ClaimKind.Renamed, found),
            _ => null,
        };
        // A renamed entry is known by the id that it stands for, which its rollback does not have.
        var id = step is CreateStep.Rename rename ? rename.Entry.Id : claim is null ? null : new ActivityId(fleet.Id, claim.Value.Activity.RefreshActivityId);
        return (claim is null ? ledger : ledger.WithClaim(new Claim(create.Urn, id!, create.Inputs, claim.Value.Kind)), step);
    });

    /// <summary>On this path the engine calls no deletion before the create, so the create does what that would.</summary>
    private async Task EndFirstAsync(CreateOperation create, CreateStep.EndFirst first)
    {
        await create.Context.Log.InfoAsync($"{AdoptionText.Sentence(first.Activity)} makes room for the new rollout.");
        await EndAsync(first.Entry, first.Entry.Stored, create.Inputs, create.Context);
        _ledger.Change(ledger => ledger.WithDelete(first.Entry).Next);
    }

    /// <summary>Follows what is there already.</summary>
    private async Task<OperationResult> ContinueAsync(CreateOperation create, CreateStep step, Fleet fleet, RolloutPlan plan)
    {
        var (inputs, context, limits) = (create.Inputs, create.Context, create.Limits);
        await context.Log.WarnAsync(AdoptionText.Now(step, inputs, fleet, plan.BatchNumber));
        switch (step)
        {
            case CreateStep.Continue own:
                return await FollowAsync(Task(own.Activity, ResumeTrigger.Adoption), context, limits);
            case CreateStep.Keep kept:
                return await FollowAsync(Task(kept.Activity, ResumeTrigger.Adoption) with { Id = kept.Entry.Id, Known = kept.Entry.Stored }, context, limits);
            case CreateStep.Rename renamed:
                var held = Task(renamed.Activity, ResumeTrigger.None) with { Id = renamed.Entry.Id, Known = renamed.Entry.Stored };
                held = held with { Policy = held.Policy with { OnlyWatches = renamed.Entry.Stored.Adopted && !Ownership.IsClaimed(null, inputs, renamed.Entry.Stored) } };
                return await ConfirmedAsync(await FollowAsync(held, context, limits), held, limits);
            case CreateStep.TakeOver theirs:
                var takenOver = Task(theirs.Activity, ResumeTrigger.Adoption);
                // It may have begun with other items than those of now.
                takenOver = takenOver with { Known = takenOver.Known with { TakenOver = true, AppliedItems = null, Applied = null } };
                return await TakenOverAsync(await FollowAsync(takenOver, context, limits), takenOver, context, limits);
            case CreateStep.Adopt found:
                var watched = Task(found.Activity, ResumeTrigger.Adoption);
                watched = watched with
                {
                    Policy = watched.Policy with { OnlyWatches = true },
                    Known = watched.Known with
                    {
                        Adopted = true,
                        RollbackActivityId = found.UndoneBy?.RefreshActivityId,
                        Verification = found.UndoneBy is { } rollback ? UnseenEnd.Mark(rollback, VerificationAction.RollBack) : null,
                    },
                    AsksWhereCancelled = !found.Activity.IsAlive,
                };
                var result = await ConfirmedAsync(await FollowAsync(watched, context, limits), watched, limits);
                return Holders.HeldForOtherTriggers(_ledger.Now, create.Urn, watched.Id, inputs) is { } other
                    ? result.Because(result.Outputs with { IsIndeterminate = true }, Explanation.Of(result).After(other))
                    : result;
            default:
                throw new InvalidOperationException($"{step} leaves nothing to follow.");
        }

        FollowTask Task(RefreshActivity activity, ResumeTrigger resumeTrigger) => NewTask(
            create, new ActivityId(fleet.Id, activity.RefreshActivityId), RolloutPolicy.Of(inputs, resumeTrigger), fleet, plan,
            activity.CreatedTime ?? fleet.SeenAt);
    }

    private FollowTask NewTask(
        CreateOperation create, ActivityId id, RolloutPolicy policy, Fleet fleet, RolloutPlan plan, DateTimeOffset createdTime)
        => new(id, create.Inputs, policy, new RefreshOutputs
        {
            RefreshActivityId = id.RefreshActivityId,
            LaunchConfigurationId = fleet.Group.LaunchConfigurationId,
            LaunchConfigurationVersion = fleet.Configuration?.VersionNumber,
            AppliedItems = fleet.Configuration is { } configuration
                ? ComputedTriggers.DigestOf(create.Inputs.RefreshMode, configuration, id.RefreshActivityId) : null,
            Applied = fleet.Configuration is { } applied
                ? AppliedConfiguration.Of(create.Inputs.RefreshMode, applied, id.RefreshActivityId) : null,
            BatchCount = plan.BatchSizes.Length,
            TotalInstances = plan.TotalInstances,
            CreatedTime = createdTime,
            Region = _identity.Region,
        }, createdTime)
        {
            ExpectedBatch = plan.Pace.Batch,
            GroupName = fleet.Group.AutoScalingGroupName,
            GroupWasOff = fleet.Alive is null && fleet.Group.EnabledStatus == EnabledStatus.Disabled,
            Predecessor = create.Predecessor,
        };

    /// <summary>One call of Create.</summary>
    /// <param name="Predecessor">What the state held under the URN when it began; null if nothing is known.</param>
    private sealed record CreateOperation(
        string Urn, RefreshInputs Inputs, OperationContext Context, OperationLimits Limits, LedgerEntry? Predecessor);

    private async Task WaitForEndAsync(RefreshActivity other, OperationContext context, OperationLimits limits)
    {
        await context.Log.InfoAsync($"Waiting for the end of {ActivityText.Name(other)}, as configured by onConflict.");
        var hooks = await limits.BeforeStartAsync(token => _cloud.Fleet.HooksAsync(other.AutoScalingGroupId, token));
        limits.Derive(Pace.Of(false, null, null, [], hooks.Hold(hasSurge: true)).OperationLimit(other.BatchCount, retries: 0, surge: true));
        var progress = new ProgressReporter(context.Log);
        var seen = new ActivityObservation(other, other.CreatedTime ?? _cloud.Clock.GetUtcNow());
        while (true)
        {
            try
            {
                seen = await limits.WithinAsync(_cloud.Poller.NextAsync(
                    other.RefreshActivityId, _cloud.Poller.PaceAfter(seen) with { NotAfter = limits.EndsAt }, limits.Token));
            }
            catch (Exception late) when (late is TimeoutException or OperationCanceledException && limits.IsOver && !limits.IsInterrupted)
            {
                // What was seen last tells how far it had come.
            }

            if (seen.Activity is not { IsAlive: true } activity)
                return;
            await progress.ReportAsync(RolloutProgress.Of(activity, seen.AnsweredAt), seen.AnsweredAt);
            if (Conflicts.Blocker(ConflictPolicy.Wait, activity, seen.AnsweredAt) is { } paused)
                throw new RolloutRefusedException([paused]);
            if (limits.IsOver)
            {
                string described = Conflicts.Describe(activity, seen.AnsweredAt);
                throw new RolloutRefusedException([$"{described} had not ended within {Times.Span(limits.Limit ?? limits.Spent)}."]);
            }
        }
    }
}
