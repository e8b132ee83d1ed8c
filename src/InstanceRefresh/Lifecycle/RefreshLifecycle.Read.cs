using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>Looks at the cloud; changes nothing there.</summary>
    /// <param name="urn">Of the resource.</param>
    /// <param name="inputs">As stored; null on an import, for which inputs are made up that give no difference.</param>
    /// <param name="outputs">As stored; null on an import.</param>
    /// <exception cref="CloudException">Looking failed.</exception>
    /// <exception cref="NothingSeenException">Nothing is seen at all: region or account are most likely wrong.</exception>
    /// <exception cref="LimitReachedException">The service had not answered within the limit.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<ReadResult> ReadAsync(string urn, ActivityId id, RefreshInputs? inputs, RefreshOutputs? outputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(context);
        using var limits = new OperationLimits(context, _cloud.Clock);
        if (await _identity.ElsewhereAsync(id, outputs, limits.Token) is { } away)
        {
            if (DriftDetection.MayLive(outputs))
                throw new NothingSeenException(away);
            await context.Log.InfoAsync($"{away} It had ended {outputs!.Status}, so the resource is dropped from the state.");
            return new ReadResult.NotFound();
        }

        var result = await limits.ReadAsync(token => id.IsNone
            ? ReadNothingAsync(id, inputs, outputs, token) : ReadHereAsync(id, inputs, outputs, context, token));
        if (inputs is null)
        {
            if (result is not ReadResult.NotFound)
                _ledger.Change(ledger => ledger.WithImport(id));
            return result;
        }

        var entry = new LedgerEntry(urn, id, inputs, outputs ?? Bare(id));
        switch (result)
        {
            case ReadResult.Found found:
                _ledger.Change(ledger => ledger.WithRead(entry).WithReading(entry, found.Outputs));
                break;
            case ReadResult.Unhealthy unhealthy:
                _ledger.Change(ledger => ledger.WithRead(entry).WithReading(entry, unhealthy.Outputs));
                break;
            default:
                break;
        }

        return result;
    }

    private async Task<ReadResult> ReadHereAsync(
        ActivityId id, RefreshInputs? inputs, RefreshOutputs? outputs, OperationContext context, CancellationToken token)
    {
        string? rollbackId = outputs?.RollbackActivityId is { } noted && noted != id.RefreshActivityId ? noted : null;
        var seen = await _cloud.Fleet.DescribeAsync(rollbackId is null ? [id.RefreshActivityId] : [id.RefreshActivityId, rollbackId], token);
        var ofGroup = seen.RefreshActivitySet
            .Where(activity => activity.AutoScalingGroupId == id.GroupId)
            .Select(activity => activity.Cleaned(context.Clean))
            .ToList();
        var rollout = ofGroup.Find(activity => activity.RefreshActivityId == id.RefreshActivityId);
        var rollback = ofGroup.Find(activity => activity.RefreshActivityId == rollbackId);

        // The service continues listing the activities of a group that is gone.
        if (await _cloud.Fleet.GroupAsync(id.GroupId, token) is not { Group: var group })
        {
            // One answer is no proof against an activity that is listed as alive: dropping the entry would lose it.
            if ((rollback ?? rollout) is { IsAlive: true } alive)
            {
                throw new NothingSeenException($"Scaling group {id.GroupId} was not found in region {_identity.Region}, although {ActivityText.Name(alive)} on it is listed as {alive.Status}. "
                    + "Run the command again; if the group was deleted, `pulumi state delete` drops the resource.");
            }

            if (rollout is null && rollback is null && await _cloud.Fleet.ExplainNothingVisibleAsync(id.GroupId, token) is { } indeterminate)
                throw new NothingSeenException(indeterminate);
            if (outputs is not null && outputs.Region is null)
            {
                await context.Log.WarnAsync($"Scaling group {id.GroupId} does not exist in region {_identity.Region}, and the state does not say where activity "
                    + $"{id.RefreshActivityId} was made: the resource is dropped from the state.");
            }

            return new ReadResult.NotFound();
        }

        // Not listed: aged out of the service's history. Dropping it would refresh the fleet again on the next run, so what is stored is kept.
        if (rollout is null && rollback is null)
            return inputs is null || outputs is null ? new ReadResult.NotFound() : new ReadResult.Found(id.ToString(), inputs, outputs);
        // Whatever has ended may have been undone since, by its own failProcess or by hand.
        if (rollback is null && rollout is { IsAlive: false } && !rollout.IsRollback)
            rollback = (await _cloud.Fleet.RollbackOfAsync(id.GroupId, id.RefreshActivityId, token))?.Cleaned(context.Clean);

        var known = outputs ?? (await FirstSeenAsync(id, group, rollout, token)) with { IsImported = inputs is null };
        var now = OutputsBuilder.Build(known, rollout, rollback, seen.AnsweredAt);
        var followed = (rollback ?? rollout)!;
        now = await ComparedAsync(id, outputs, now, followed, context, inputs?.StandbyInstances ?? default, token);
        if (rollback is not null && inputs is not null)
            now = now.Noted(inputs.Triggers, inputs.Triggers);
        var wanted = inputs ?? Imports.InputsOf(id, rollout ?? followed, followed);

        now = now.WithVerificationOf(wanted, followed);
        if (outputs is not null && UnseenEnd.MarkOf(outputs, followed, wanted, before: null) is { } unseen)
            now = now with { Verification = unseen };
        if (now.IsIndeterminate)
            return new ReadResult.Unhealthy(id.ToString(), wanted, now, AdoptionText.Indeterminate(id, now).Lines);
        var step = RolloutDecision.Decide(Situation.Of(followed), RolloutPolicy.Of(wanted, ResumeTrigger.None) with
        {
            RollbackSought = true,
            // Nothing is done here: what did not pass is told.
            Verification = now.Verification is { IsHeld: true } mark && mark.Batch == Situation.Of(followed).Reached ? VerificationVerdict.Failed : VerificationVerdict.NotWanted,
            OnVerificationFailure = VerificationAction.Pause,
            UndoneByVerification = now.Verification is { IsUndone: true },
            OnlyWatches = now.Adopted,
            KeepsRollback = AfterRollback.IsWhatIsWanted(now, wanted),
        });
        var reasons = Reasons.For(step, followed, wanted, seen.RequestId, rollout, verification: now.Verification) ?? (FailOn.Hits(wanted, now) ? FailOn.Why(id, now, wanted) : null);
        return reasons is { } why
            ? new ReadResult.Unhealthy(id.ToString(), wanted, now, why.Lines)
            : new ReadResult.Found(id.ToString(), wanted, now);
    }

    private async Task<RefreshOutputs> FirstSeenAsync(
        ActivityId id, AutoScalingGroup group, RefreshActivity? rollout, CancellationToken cancellationToken)
    {
        var configuration = await _cloud.Fleet.ConfigurationAsync(group.LaunchConfigurationId, cancellationToken);
        // Only a configuration that has not changed since is known to be the one that was rolled out.
        bool unchanged = (configuration?.UpdatedTime ?? configuration?.CreatedTime) <= rollout?.CreatedTime;
        return Bare(id) with
        {
            Region = _identity.Region,
            AccountId = _identity.KnownAccount,
            LaunchConfigurationId = group.LaunchConfigurationId,
            LaunchConfigurationVersion = unchanged ? configuration?.VersionNumber : null,
        };
    }
}
