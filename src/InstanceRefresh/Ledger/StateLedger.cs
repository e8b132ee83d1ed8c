using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What one operation of the engine knows of the state: which entry holds which activity, which were deleted, which a Create has claimed. Immutable; each
/// call of the engine makes the next one.
/// </summary>
/// <remarks>
/// Only positive facts: that an activity is not in the ledger does not mean that nobody holds it, since on many paths the engine calls Create without
/// telling of the entry that is replaced. Entries are known by id, not by URN, since aliases move them.
/// </remarks>
internal sealed record StateLedger
{
    public static StateLedger Empty { get; } = new();

    public ImmutableList<LedgerEntry> Entries { get; private init; } = [];

    public ImmutableList<Claim> Claims { get; private init; } = [];

    /// <summary>The activities whose entries were deleted in this operation, also where nothing was called.</summary>
    public ImmutableHashSet<ActivityId> Deleted { get; private init; } = [];

    /// <summary>What the program wants under a URN, as last checked; null values of a preview may be among it.</summary>
    private ImmutableDictionary<string, WantedInputs> Wanted { get; init; } = ImmutableDictionary.Create<string, WantedInputs>(StringComparer.Ordinal);

    /// <summary>The activity last known under a URN.</summary>
    private ImmutableDictionary<string, LedgerEntry> Known { get; init; } = ImmutableDictionary.Create<string, LedgerEntry>(StringComparer.Ordinal);

    /// <summary>URNs of which a Check with stored inputs awaits its Diff.</summary>
    private ImmutableHashSet<string> Checked { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>URNs for which a start of this operation may have been made although it failed.</summary>
    private ImmutableHashSet<string> IndeterminateStarts { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Activities that were read for an import: what such a Read makes up gives no difference.</summary>
    private ImmutableHashSet<ActivityId> Imports { get; init; } = [];

    /// <summary>What a Read has found, until the Diff that asks for it.</summary>
    private ImmutableDictionary<(string Urn, ActivityId Id), Reading> Readings { get; init; } = ImmutableDictionary<(string, ActivityId), Reading>.Empty;

    /// <summary>Check with stored inputs. An older engine does not tell the id (<paramref name="entry"/> is null then); the Diff that follows does.</summary>
    public StateLedger WithCheck(string urn, LedgerEntry? entry, WantedInputs wanted)
    {
        var next = this with { Wanted = Wanted.SetItem(urn, wanted), Checked = Checked.Add(urn), Readings = Readings.RemoveRange(Readings.Keys.Where(key => key.Urn == urn)) };
        return entry is null ? next : next.Put(entry with { Urn = urn }, known => known with { WasChecked = true });
    }

    /// <summary>Check without stored inputs: a create follows, so an entry of this URN does not continue.</summary>
    public StateLedger WithEmptyCheck(string urn, WantedInputs wanted) => this with
    {
        Wanted = Wanted.SetItem(urn, wanted),
        Checked = Checked.Remove(urn),
        Entries = [.. Entries.Select(entry => entry.Urn == urn ? entry with { IsHeld = false } : entry)],
    };

    public StateLedger WithDiff(LedgerEntry entry, bool replaces, bool changes = false)
    {
        bool afterCheck = Checked.Contains(entry.Urn);
        var next = this with { Checked = Checked.Remove(entry.Urn) };
        return afterCheck
            ? next.Put(entry, known => known with
            {
                WasChecked = true,
                IsHeld = !replaces,
                IsReplaced = replaces,
                Answer = replaces ? DiffAnswer.Replaces : changes ? DiffAnswer.Updates : DiffAnswer.Keeps,
            })
            // Asked again, with values that are not known yet or without a change of its own: only a replacement is news.
            : next.Put(entry, known => replaces ? known with { IsHeld = false, IsReplaced = true } : known);
    }

    /// <summary>Each Read is of an entry of its own: two of one activity are twins.</summary>
    public StateLedger WithRead(LedgerEntry entry)
        => this with { Entries = Entries.Add(entry with { WasRead = true }), Known = Known.SetItem(entry.Urn, entry with { WasRead = true }) };

    /// <param name="before">Inputs and outputs as stored.</param>
    /// <param name="after">Outputs as read.</param>
    public StateLedger WithReading(LedgerEntry before, RefreshOutputs after)
        => this with { Readings = Readings.SetItem((before.Urn, before.Id), new(before.Inputs, before.Stored, after)) };

    /// <summary>
    /// What the refresh has changed, where that is what a Diff asks: it is the first since the entry's Read, no Check came between, and it wants just what was
    /// stored. Null: it asks what an update would do.
    /// </summary>
    public (RefreshOutputs Before, RefreshOutputs After)? ChangeFoundBy(string urn, ActivityId id, WantedInputs news)
        => Readings.GetValueOrDefault((urn, id)) is { } reading && !news.ContainsUnknown && news.Typed.Equals(reading.Inputs)
            ? (reading.Before, reading.After)
            : null;

    public StateLedger WithoutReading(string urn, ActivityId id) => this with { Readings = Readings.Remove((urn, id)) };

    public StateLedger WithImport(ActivityId id) => this with { Imports = Imports.Add(id) };

    public bool IsImported(ActivityId id) => Imports.Contains(id);

    public StateLedger WithUpdate(LedgerEntry entry) => Put(entry, known => known with { IsHeld = true });

    public StateLedger WithClaim(Claim claim)
        => this with { Claims = Claims.Add(claim), IndeterminateStarts = IndeterminateStarts.Remove(claim.Urn) };

    public StateLedger WithIndeterminateStart(string urn) => this with { IndeterminateStarts = IndeterminateStarts.Add(urn) };

    /// <summary>Takes out the entry that a Delete is about: one that the program does not continue with. A held one stays; then the Delete is its twin's.</summary>
    public (StateLedger Next, LedgerEntry? Removed) WithDelete(LedgerEntry deleted)
    {
        var removed = Entries.Find(entry => entry.Id == deleted.Id && !entry.IsHeld && entry.Urn == deleted.Urn && entry.IsReplaced)
            ?? Entries.Find(entry => entry.Id == deleted.Id && !entry.IsHeld && entry.Urn == deleted.Urn)
            ?? (deleted.Id.IsNone ? null : Entries.Find(entry => entry.Id == deleted.Id && !entry.IsHeld));
        var next = this with
        {
            Deleted = Deleted.Add(deleted.Id),
            Known = Known.ContainsKey(deleted.Urn) ? Known : Known.Add(deleted.Urn, deleted),
            Entries = removed is null ? Entries : Entries.Remove(removed),
        };
        return (next, removed);
    }

    /// <summary>The deletion has failed: the state keeps the entry, and so does the ledger.</summary>
    /// <param name="removed">As <see cref="WithDelete"/> gave it.</param>
    public StateLedger WithoutDelete(ActivityId id, LedgerEntry? removed)
        => this with { Deleted = Deleted.Remove(id), Entries = removed is null ? Entries : Entries.Add(removed) };

    /// <summary>The entry last known under a URN, also after it was deleted.</summary>
    public LedgerEntry? KnownUnder(string urn)
        => Known.GetValueOrDefault(urn) is { } known ? Entries.Find(entry => entry.Urn == urn && entry.Id == known.Id) ?? known : null;

    public WantedInputs? WantedUnder(string urn) => Wanted.GetValueOrDefault(urn);

    public bool MayHaveStarted(string urn) => IndeterminateStarts.Contains(urn);

    /// <summary>What this process has started for a URN and not deleted.</summary>
    public Claim? StartedFor(string urn)
        => Claims.FindLast(claim => claim.Urn == urn && claim.Kind == ClaimKind.Started && !Deleted.Contains(claim.Id));

    public Claim? ClaimOf(ActivityId id) => Claims.FindLast(claim => claim.Id == id);

    private StateLedger Put(LedgerEntry entry, Func<LedgerEntry, LedgerEntry> change)
    {
        var known = Entries.Find(other => other.Urn == entry.Urn && other.Id == entry.Id)
            // Of what is no activity nothing tells that two entries are the same one.
            ?? (entry.Id.IsNone ? null : Entries.Find(other => other.Id == entry.Id && !other.WasChecked));
        var next = change((known ?? entry) with { Urn = entry.Urn });
        return this with
        {
            Entries = known is null ? Entries.Add(next) : Entries.Replace(known, next),
            Known = Known.SetItem(entry.Urn, next),
        };
    }

    private sealed record Reading(RefreshInputs Inputs, RefreshOutputs Before, RefreshOutputs After);
}
