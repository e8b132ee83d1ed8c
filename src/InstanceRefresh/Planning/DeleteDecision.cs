namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What a delete does, from what this operation knows of the state. Pure; taken under the ledger's lock together with the change that it makes to the
/// ledger. DECISIONS.md is its table.
/// </summary>
internal static class DeleteDecision
{
    private const string DeleteFirst = "set the resource option deleteBeforeReplace and repeat the command";
    private const string Force = $"change a trigger, or {DeleteFirst}";

    /// <summary>An adopted activity is ended by no replacement: the program has to claim it first.</summary>
    private const string ClaimAndForce =
        $"set onConflict to Adopt and run `pulumi up`, so that the activity counts as this resource's own, and then change a trigger; or {DeleteFirst}";

    /// <param name="deleted">The entry as the engine names it.</param>
    public static (StateLedger Next, DeleteStep Step) For(LedgerEntry deleted, StateLedger ledger)
    {
        var (next, removed) = ledger.WithDelete(deleted);
        var step = Step(deleted, removed, next);
        // A deletion that fails changes nothing: the entry stays in the state, and so it does here.
        return step is DeleteStep.Fail ? (ledger, step) : (next, step);
    }

    private static DeleteStep Step(LedgerEntry deleted, LedgerEntry? removed, StateLedger rest)
    {
        // A replacement that was forced creates first, and that create has found nothing to do.
        if (rest.Claims.Exists(claim => claim.Kind == ClaimKind.Skipped && claim.Id.GroupId == deleted.Id.GroupId
            && (claim.Urn == deleted.Urn || !Holders.SameTriggers(claim.Inputs, deleted.Inputs))))
        {
            return new DeleteStep.Fail(
                $"No rollout was started on scaling group {deleted.Id.GroupId}: its instances run what a rollout would give them, and skipMatching leaves that out.",
                "set the resource option deleteBeforeReplace and repeat the command, or set skipMatching to false");
        }

        if (deleted.Id.IsNone)
            return new DeleteStep.Nothing();
        string id = deleted.Id.RefreshActivityId;
        if (rest.ClaimOf(deleted.Id) is { Kind: not ClaimKind.Started } claim)
        {
            // Only a replacement that was forced creates first; also where the program claims what it found, nothing was rolled.
            if (claim.Kind is ClaimKind.Adopted or ClaimKind.TakenOver && claim.Urn == deleted.Urn)
            {
                return new DeleteStep.Fail(
                    $"Activity {id} was adopted again by the resource that should replace it: no new rollout was started.",
                    claim.Kind == ClaimKind.Adopted && DriftDetection.MayLive(deleted.Stored) ? ClaimAndForce : Force);
            }

            if (!Holders.SameTriggers(claim.Inputs, deleted.Inputs))
            {
                return new DeleteStep.Fail(
                    $"Activity {id} was adopted by {Holders.NameOf(claim.Urn)} in this update, which has other triggers: the changed trigger has started no rollout.",
                    "rename first and change triggers afterwards, or give the resource the alias of its old name");
            }

            return new DeleteStep.DropEntry($"Activity {id} continues under {Holders.NameOf(claim.Urn)}: only this entry is deleted.", Warns: false);
        }

        if (rest.Entries.Find(entry => entry.Id == deleted.Id && (entry.Stored.Adopted || entry.Stored.IsIndeterminate) && !Holders.SameTriggers(entry.Inputs, deleted.Inputs))
            is { } indeterminate)
        {
            return new DeleteStep.Fail(
                $"Activity {id} was adopted by {Holders.NameOf(indeterminate.Urn)}, which has other triggers: the changed trigger has started no rollout.",
                "run `pulumi up` again to accept it, or change a trigger of that resource to start a new rollout");
        }

        bool mayLive = DriftDetection.MayLive(deleted.Stored);
        if (deleted.Stored.Adopted && mayLive)
        {
            return new DeleteStep.DropEntry(
                $"Activity {id} on scaling group {deleted.Id.GroupId} was adopted and may belong to somebody else: it is not ended, only this entry is deleted. "
                    + $"It was {deleted.Stored.Status} when last read, and holds the group until it ends.",
                Warns: true);
        }

        // What is replaced continues under no name: an entry of the same one that was only read is its old half, which is deleted as well.
        bool isReplaced = removed is { IsReplaced: true };
        if (rest.Entries.Exists(entry => entry.Id == deleted.Id && (entry.IsHeld || (entry.WasRead && !(isReplaced && entry.Urn == removed!.Urn)))))
            return new DeleteStep.DropEntry($"Activity {id} is held by another entry of the state: it is not ended, only this entry is deleted.", Warns: false);
        return mayLive ? new DeleteStep.End(RoomFor(removed ?? deleted, rest), removed) : new DeleteStep.Nothing();
    }

    /// <summary>What the new rollout would be, where a Diff of this operation has asked for one and everything about it is known.</summary>
    private static RefreshInputs? RoomFor(LedgerEntry entry, StateLedger ledger)
        => entry.IsReplaced && ledger.WantedUnder(entry.Urn) is { ContainsUnknown: false } wanted ? wanted.Typed : null;
}
