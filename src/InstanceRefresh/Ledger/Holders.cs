namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Who else holds an activity. Pure.</summary>
internal static class Holders
{
    /// <summary>Another entry that holds the activity, whether it continues with it or was only read.</summary>
    public static LedgerEntry? Other(StateLedger ledger, string urn, ActivityId id)
        => ledger.Entries.Find(entry => entry.Id == id && entry.Urn != urn && (entry.IsHeld || entry.WasRead))
            ?? ledger.Entries.Find(entry => entry.Id == id && entry.Urn == urn && entry.IsHeld);

    /// <summary>
    /// The entry that holds an activity of the group, other than under this URN; by its own id or by its rollback's. Null: nobody is known to.
    /// </summary>
    public static LedgerEntry? Of(StateLedger ledger, string urn, string activityId)
        => ledger.Entries.Find(entry => entry.Urn != urn && entry.Names(activityId));

    /// <summary>
    /// Why an entry must not continue: a Create of this operation has adopted its activity for other triggers, which have rolled nothing. Null: it may.
    /// </summary>
    public static string? AdoptedElsewhere(StateLedger ledger, LedgerEntry entry)
        => ledger.ClaimOf(entry.Id) is { Kind: ClaimKind.Adopted } claim && claim.Urn != entry.Urn && !SameTriggers(claim.Inputs, entry.Inputs)
            ? $"Activity {entry.Id.RefreshActivityId} was adopted by {NameOf(claim.Urn)} in this update, which has other triggers: they have started no rollout. "
                + "Change a trigger of that resource, or set onConflict to Wait on both."
            : null;

    /// <summary>
    /// Why a Create that has adopted an activity has rolled nothing: an entry of the state turned out to hold it for other triggers. Null: none did.
    /// </summary>
    public static string? HeldForOtherTriggers(StateLedger ledger, string urn, ActivityId id, RefreshInputs inputs)
        => ledger.Entries.Find(entry => entry.Id == id && entry.Urn != urn && !SameTriggers(entry.Inputs, inputs)) is { } other
            ? $"Activity {id.RefreshActivityId} is the rollout of {NameOf(other.Urn)}, which has other triggers: the triggers of this resource have started no rollout."
            : null;

    public static bool SameTriggers(RefreshInputs a, RefreshInputs b) => a.Triggers.SequenceEqual(b.Triggers);

    /// <summary>The name at the end of a URN, as people know the resource.</summary>
    public static string NameOf(string urn) => urn.LastIndexOf("::", StringComparison.Ordinal) is >= 0 and var at ? $"resource \"{urn[(at + 2)..]}\"" : "another resource";
}
