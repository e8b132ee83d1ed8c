using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The resource's life: preview, create, update, read, delete. Safe to use for many resources at once; best kept for the life of the process.
/// </summary>
/// <remarks>
/// Decisions are pure (<see cref="CreateDecision"/>, <see cref="DeleteDecision"/>, <see cref="RolloutDecision"/>, <see cref="Planner"/>,
/// <see cref="RefreshDiff"/>); here they are carried out. Where an activity exists, an operation never throws for what the cloud does: it answers with the
/// whole state (<see cref="OperationResult.Incomplete"/>).
/// </remarks>
public sealed partial class RefreshLifecycle
{
    private readonly CloudAccess _cloud;
    private readonly OperationLedger _ledger;
    private readonly CloudIdentity _identity;

    /// <param name="client">Stays the caller's, as does <paramref name="poller"/>.</param>
    /// <param name="clock">What limits and waits run on; told times are the service's own.</param>
    /// <param name="ledger">What the engine has told of the state; of its own if not given.</param>
    /// <param name="writes">How long the effect of a write is looked for when its answer is lost; the default if not given.</param>
    public RefreshLifecycle(
        AutoScalingClient client, ActivityPoller poller, TimeProvider clock, OperationLedger? ledger = null, RefreshWritesOptions? writes = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(poller);
        ArgumentNullException.ThrowIfNull(clock);
        _cloud = new CloudAccess(new CloudReader(client, poller), new RefreshWrites(client, clock, writes), poller, new VerificationReads(client), new StandbyReturn(client), clock);
        _ledger = ledger ?? new OperationLedger();
        _identity = new CloudIdentity(client);
    }

    /// <summary>Takes a rollout further: look first, then act. A rollout that has ended where it should be is not asked about at all.</summary>
    /// <param name="urn">Of the resource.</param>
    /// <param name="oldInputs">As stored: what the program wants anew is reported by the difference. Null if they are not known.</param>
    /// <param name="oldOutputs">As stored; null if the state holds none, which an interrupted run may leave.</param>
    /// <exception cref="RolloutRefusedException">Nothing was called: it was made in another region or account, or another resource has adopted it for other
    /// triggers.</exception>
    public async Task<OperationResult> UpdateAsync(
        string urn, ActivityId id, RefreshInputs? oldInputs, RefreshOutputs? oldOutputs, RefreshInputs inputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        return await ReportedAsync(FailOn.Apply(await TakeFurtherAsync(urn, id, oldInputs, oldOutputs, inputs, context), inputs), context);
    }

    private async Task<OperationResult> TakeFurtherAsync(
        string urn, ActivityId id, RefreshInputs? oldInputs, RefreshOutputs? oldOutputs, RefreshInputs inputs, OperationContext context)
    {
        var entry = new LedgerEntry(urn, id, oldInputs ?? inputs, oldOutputs ?? Bare(id));
        if (Holders.AdoptedElsewhere(_ledger.Change(ledger => ledger.WithUpdate(entry)), entry) is { } elsewhere)
            throw new RolloutRefusedException([elsewhere]);

        if (oldOutputs is { IsIndeterminate: true } && Holders.HeldForOtherTriggers(_ledger.Now, urn, id, inputs) is { } held)
            throw new RolloutRefusedException([$"{held} Change one of them to start a rollout."]);
        var stored = oldOutputs is null ? (id.IsNone ? NothingStarted() : null) : await AcceptedAsync(id, oldOutputs, inputs, context);
        if (stored is not null && DriftDetection.IsFinal(stored, inputs, oldInputs))
        {
            if (StandbyReturn.ComesTooLate(oldInputs, inputs, stored) is { } late)
                await context.Log.WarnAsync(late);
            var final = inputs.DesiredState == DesiredState.RolledBack && stored.RolledBackTriggers is not null ? stored.Noted(rolledOut: null, inputs.Triggers) : stored;
            return new OperationResult.Done(id.ToString(), final with
            {
                IsImported = stored.IsImported && inputs.Triggers.IsEmpty,
                Verification = inputs.DesiredState == DesiredState.Completed ? stored.Verification : null,
            }, []);
        }

        using var limits = new OperationLimits(context, _cloud.Clock);
        if (await _identity.ElsewhereAsync(id, stored, limits.Token) is { } away)
            throw new RolloutRefusedException([away]);
        if (stored is not null && FailOn.Hits(inputs, stored) && DriftDetection.IsFinal(stored, inputs with { FailOn = [] }, oldInputs))
            return await ComparedAgainAsync(id, stored, inputs.StandbyInstances, context, limits);

        // Somebody has decided what the rollout is to become: what its verification has decided is over with that.
        if (inputs.DesiredState != DesiredState.Completed)
            stored = stored is null ? null : stored with { Verification = null };
        bool claimed = stored is { Adopted: true } && Ownership.IsClaimed(oldInputs, inputs, stored);
        var known = stored ?? Bare(id);
        var task = new FollowTask(
            id, inputs, RolloutPolicy.ForUpdate(inputs, stored) with { OnlyWatches = known.Adopted && !claimed },
            known with { Adopted = known.Adopted && !claimed }, known.CreatedTime ?? DateTimeOffset.MinValue)
        {
            Before = oldInputs,
        };
        return await ConfirmedAsync(await TakenOverAsync(await FollowAsync(task, context, limits), task, context, limits), task, limits);
    }

    /// <summary>A person was told that it cannot be proved what the activity has rolled; continuing accepts it.</summary>
    private static async Task<RefreshOutputs> AcceptedAsync(ActivityId id, RefreshOutputs stored, RefreshInputs inputs, OperationContext context)
    {
        bool accepts = stored.Status == ActivityStatus.Successful || (stored.Status == ActivityStatus.Cancelled && inputs.DesiredState == DesiredState.Cancelled);
        if (!stored.IsIndeterminate || !accepts)
            return stored;
        await context.Log.WarnAsync($"Activity {id.RefreshActivityId} is accepted as the rollout of this resource. To start a new rollout, change a trigger.");
        return (stored with { IsIndeterminate = false, Adopted = false }).With(stored.Deviations);
    }

    /// <summary>Ends what is in flight: stop, wait for the batch, cancel, wait. What has ended, is gone, or is held by another entry is left alone.</summary>
    /// <param name="urn">Of the resource.</param>
    /// <param name="inputs">As stored; null if they are not known.</param>
    /// <param name="outputs">As stored; null if the state holds none.</param>
    /// <exception cref="DeletionIncompleteException">It could not be ended, or must not be deleted: keep the resource.</exception>
    /// <exception cref="LimitReachedException">The limit was over before it was known whether it may be ended: keep the resource.</exception>
    public async Task DeleteAsync(string urn, ActivityId id, RefreshInputs? inputs, RefreshOutputs? outputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(context);
        var entry = new LedgerEntry(urn, id, inputs ?? new RefreshInputs { AutoScalingGroupId = id.GroupId }, outputs ?? Bare(id));
        switch (_ledger.Change(ledger => DeleteDecision.For(entry, ledger)))
        {
            case DeleteStep.Fail fail:
                throw new DeletionIncompleteException(new Explanation([fail.Why], [fail.NextSteps]).Lines);
            case DeleteStep.DropEntry { Warns: true } drop:
                await context.Log.WarnAsync(drop.Why);
                break;
            case DeleteStep.DropEntry drop:
                await context.Log.InfoAsync(drop.Why);
                break;
            case DeleteStep.End end:
                await EndAsync(entry, outputs, end, context);
                break;
            default:
                if (outputs?.Region is { } made && made != _identity.Region)
                    await context.Log.InfoAsync($"Activity {id.RefreshActivityId} had ended {outputs.Status} in region {made}: only this entry is deleted.");
                break;
        }
    }

    /// <summary>
    /// Ends a rollout for a deletion. One that fails leaves the entry in the state: what is asked next in this operation must find it in the ledger.
    /// </summary>
    private async Task EndAsync(LedgerEntry entry, RefreshOutputs? stored, DeleteStep.End end, OperationContext context)
    {
        bool ended = false;
        try
        {
            await EndAsync(entry, stored, end.RoomFor, context);
            ended = true;
        }
        finally
        {
            if (!ended)
                _ledger.Change(ledger => ledger.WithoutDelete(entry.Id, end.Taken));
        }
    }

    /// <param name="stored">Null if the state holds none.</param>
    /// <param name="roomFor">The rollout that is to follow: nothing is ended if that one could not start.</param>
    private async Task EndAsync(LedgerEntry entry, RefreshOutputs? stored, RefreshInputs? roomFor, OperationContext context)
    {
        var id = entry.Id;
        using var limits = new OperationLimits(context, _cloud.Clock);
        if (await _identity.ElsewhereAsync(id, stored, limits.Token) is { } away)
            throw new DeletionIncompleteException([away]);

        if (roomFor is not null && await BlockersAfterAsync(entry, roomFor, limits) is { Count: > 0 } blockers)
        {
            throw new DeletionIncompleteException(
                [$"Activity {id.RefreshActivityId} was not ended, since the rollout that should replace it could not start:", .. blockers]);
        }

        var inputs = new RefreshInputs { AutoScalingGroupId = id.GroupId, DesiredState = DesiredState.Cancelled };
        var task = new FollowTask(id, inputs, RolloutPolicy.ForDeletion, entry.Stored, entry.Stored.CreatedTime ?? DateTimeOffset.MinValue);
        var ending = await new RolloutDriver(_cloud, context, limits, task).RunAsync();
        await ReportedAsync(ending.ToResult(id), context);
        if (ending.Why is { } why)
            throw new DeletionIncompleteException(why.Lines);
    }

    /// <summary>What would keep a rollout from starting once the given one has ended. Empty where the old one does not live on the same group.</summary>
    private async Task<IReadOnlyList<string>> BlockersAfterAsync(LedgerEntry old, RefreshInputs inputs, OperationLimits limits)
    {
        if (inputs.AutoScalingGroupId.Length == 0)
            return [];
        var fleet = await limits.ReadAsync(token => _cloud.Fleet.ReadAsync(inputs.AutoScalingGroupId, token));
        return fleet?.Alive is { } alive && !Ownership.Is(old, alive) ? [] : Planner.Plan(inputs, fleet?.WithoutAlive()).Blockers;
    }

    private async Task<OperationResult> FollowAsync(FollowTask task, OperationContext context, OperationLimits limits)
    {
        var ending = await new RolloutDriver(_cloud, context, limits, task).RunAsync();
        var result = ending.ToResult(task.Id);
        var outputs = result.Outputs;
        return result with
        {
            Outputs = outputs with
            {
                Reported = new(outputs.Status, Situation.Of(outputs).Reached),
                // Only of an activity that this operation has found or made here: the next process may work in another account.
                AccountId = outputs.AccountId ?? (task.Known is { Reported: null, Region: not null } ? _identity.KnownAccount : null),
            },
        };
    }

    private static RefreshOutputs Bare(ActivityId id) => id.IsNone ? NothingStarted() : new() { RefreshActivityId = id.RefreshActivityId };
}
