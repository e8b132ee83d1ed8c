using System.Collections.Immutable;
using System.Text;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>The parts of DECISIONS.md that tell what a create and a delete do about what the state and the group hold already.</summary>
internal static class AdoptionTable
{
    private const string Urn = "urn:pulumi:dev::web::tencentcloud-refresh:index:InstanceRefresh::rollout";
    private const string OtherUrn = "urn:pulumi:dev::web::tencentcloud-refresh:index:InstanceRefresh::other";

    private static readonly ImmutableSortedDictionary<string, string> Label = ImmutableSortedDictionary<string, string>.Empty.Add("label", "1");
    private static readonly ImmutableSortedDictionary<string, string> Computed = ImmutableSortedDictionary<string, string>.Empty.Add("imageId", "img-8toqc6s3");
    private static readonly RefreshInputs Wanted = Sample.Inputs(batches: 3) with { Triggers = Label };
    private static readonly RefreshActivity Done = Sample.Activity(ActivityStatus.Successful, "SS", "SS", "SS");

    private static readonly Dictionary<string, RefreshActivity?> Newest = new(StringComparer.Ordinal)
    {
        ["none"] = null,
        ["alive"] = Sample.Activity(ActivityStatus.Running, "SS", "RR", "WW"),
        ["alive (paused)"] = Sample.Activity(ActivityStatus.AutoPause, "SS", "WW", "WW"),
        ["alive (other settings)"] = Sample.Activity(ActivityStatus.Running, "SS", "WW"),
        ["alive (rollback)"] = Sample.Rollback(ActivityStatus.Running, "SS", "RR", "WW"),
        ["ended well"] = Done,
        ["ended well (other settings)"] = Sample.Activity(ActivityStatus.Successful, "SSS", "SSS"),
        ["ended well (in part)"] = Sample.Activity(ActivityStatus.Successful, "SS", "SF", "SS"),
        ["ended well (long ago)"] = Done with { CreatedTime = Sample.Start - TimeSpan.FromHours(24) },
        ["ended well (items changed)"] = Done with { CreatedTime = Sample.Start - TimeSpan.FromHours(2) },
        ["ended well (undated)"] = Done with { CreatedTime = null },
        ["cancelled"] = Sample.Activity(ActivityStatus.Cancelled, "SS", "SF", "CC"),
        ["given up"] = Sample.Activity(ActivityStatus.Failed, "SS", "SF", "CC"),
    };

    private static readonly Dictionary<string, (string Meaning, Func<RefreshActivity, RefreshInputs, StateLedger> Ledger)> Knowledge = new(StringComparer.Ordinal)
    {
        ["nothing"] = ("no call of this operation has named it", (_, _) => StateLedger.Empty),
        ["started here"] = ("this process has started it for this resource",
            (activity, wanted) => StateLedger.Empty.WithClaim(new(Urn, IdOf(activity), wanted, ClaimKind.Started))),
        ["started for another"] = ("this process has started it for another resource",
            (activity, wanted) => StateLedger.Empty.WithClaim(new(OtherUrn, IdOf(activity), wanted, ClaimKind.Started))),
        ["read elsewhere"] = ("read under another name that was not checked yet, with the inputs of this create: a rename",
            (activity, wanted) => StateLedger.Empty.WithRead(Entry(OtherUrn, activity, wanted))),
        ["read elsewhere (other inputs)"] = ("the same with other inputs",
            (activity, _) => StateLedger.Empty.WithRead(Entry(OtherUrn, activity, Wanted with { FailureRetries = 1 }))),
        ["held by another"] = ("Diff keeps another entry that holds it", (activity, wanted) => Kept(OtherUrn, activity, wanted)),
        ["own (replaced)"] = ("the state's; Diff replaces it, and no Delete has come", (activity, wanted) => Replaced(Urn, activity, wanted)),
        ["own (no Diff)"] = ("the state's; Check has named it, and no Diff was asked",
            (activity, wanted) => StateLedger.Empty.WithCheck(Urn, Entry(Urn, activity, wanted), wanted.ToMap()).WithEmptyCheck(Urn, wanted.ToMap())),
        ["own (kept)"] = ("the state's; Diff keeps it, the triggers are the same: a replacement that was taken back",
            (activity, wanted) => Kept(Urn, activity, wanted).WithEmptyCheck(Urn, wanted.ToMap())),
        ["own and another's"] = ("two entries of the state hold it", (activity, wanted) => Kept(OtherUrn, activity, wanted)
            .WithCheck(Urn, Entry(Urn, activity, wanted), wanted.ToMap()).WithEmptyCheck(Urn, wanted.ToMap())),
        ["own (adopted)"] = ("the state's, and never claimed; Diff replaces it",
            (activity, wanted) => Replaced(Urn, activity, wanted, stored => stored with { Adopted = true })),
        ["own (deleted)"] = ("the state's, deleted in this operation", (activity, wanted) => Deleted(activity, wanted)),
        ["newer"] = ("the state holds an older one, which was not deleted in this operation", (_, wanted) => Replaced(Urn, Older, wanted)),
        ["newer (old deleted)"] = ("the state held an older one, which was deleted in this operation", (_, wanted) => Deleted(Older, wanted)),
        ["newer (start indeterminate)"] = ("the same, and a start of this operation got no answer", (_, wanted) => Deleted(Older, wanted).WithIndeterminateStart(Urn)),
    };

    private static readonly NamedGroup[] Groups =
    [
        new("perhaps lost", "nothing", "newer", "newer (start indeterminate)"),
        new("not lost", "own (deleted)", "newer (old deleted)"),
        new("another's", "started for another", "held by another", "read elsewhere (other inputs)"),
        new("ended well (unfit)", "ended well (other settings)", "ended well (long ago)", "ended well (items changed)"),
        new("adopted by another", "adopted by a create elsewhere", "adopted by a renamed one", "adopted by an entry elsewhere"),
        new("held by another entry", "held by a twin", "held elsewhere"),
        new("found by its create", "adopted by its create", "taken over by its create"),
    ];

    private static RefreshActivity Older => Done with { RefreshActivityId = "asr-00000001", CreatedTime = Sample.Start - TimeSpan.FromHours(3) };

    public static void WriteTo(StringBuilder text)
    {
        text.AppendLine().AppendLine("## Create, with activities there already").AppendLine().AppendLine("""
            The newest activity of the group, and what this operation knows of it: from Check, Diff, Read, Delete and its own starts. It has the
            settings that this create would send, unless its name says otherwise. *Ended well*: in the last 24 hours, with every running instance
            refreshed, and no applied item of the launch configuration changed since. *computed*: every trigger is computed from the launch
            configuration and equals it, which proves what a found activity has rolled; *label*: one is not. *Indeterminate*: the create ends with an
            error once and keeps the activity; `pulumi up` again accepts one that ended well, and starts a new rollout after one that was
            cancelled. An adopted activity is watched and never written to; a live one counts as proved or indeterminate at its end. With
            `desiredState` Cancelled or RolledBack a create is refused; with Paused no ended activity is adopted, and where one would be the create is refused.
            An earlier activity that ended well and was not undone counts as the newest does, where the newest is none that may be lost.
            *Undated*: the answer lacks when it was created. Where the time of the launch configuration's change is lacking, or of an unlisted instance's joining, the
            outcome is the same.

            | known of it | meaning |
            | --- | --- |
            """);
        foreach (var (name, (meaning, _)) in Knowledge)
            text.AppendLine($"| {name} | {meaning} |");
        text.AppendLine().AppendLine("Names for several:").AppendLine();
        NamedGroup.WriteTo(text, Groups.Where(group => group.Members.All(name => Knowledge.ContainsKey(name) || Newest.ContainsKey(name))));
        text.AppendLine();
        new Grid(
            ["newest activity", "known of it", "triggers", "onConflict"],
            [[.. Newest.Keys], [.. Knowledge.Keys], ["label", "computed"], Enum.GetNames<ConflictPolicy>()],
            at => Outcome(Newest[at[0]], Knowledge[at[1]].Ledger, at[2] == "computed", Enum.Parse<ConflictPolicy>(at[3])), Groups).WriteTo(text);

        text.AppendLine().AppendLine("## Delete, by what else holds the activity").AppendLine().AppendLine("""
            Decided before anything is called. *Elsewhere*: under another URN; a *twin* is a second entry of the same URN. *Held*: checked and not
            replaced, updated, or read in this operation. *Skipped*: a create of this operation on the same group has started nothing, since skipMatching
            found nothing to do. What fails keeps the entry.
            """).AppendLine();
        NamedGroup.WriteTo(text, Groups.Where(group => group.Members.All(Holding.ContainsKey)));
        text.AppendLine();
        new Grid(
            ["stored", "known of the activity", "triggers of the two"],
            [["alive", "alive (adopted)", "ended"], [.. Holding.Keys], ["equal", "different"]],
            at => Deletion(at[0], Holding[at[1]], at[2] == "equal"), Groups).WriteTo(text);
    }

    private static readonly Dictionary<string, Func<RefreshActivity, RefreshInputs, StateLedger>> Holding = new(StringComparer.Ordinal)
    {
        ["nothing"] = (_, _) => StateLedger.Empty,
        ["replaced by Diff"] = (activity, _) => Replaced(Urn, activity, Wanted),
        ["adopted by its create"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(Urn, IdOf(activity), inputs, ClaimKind.Adopted)),
        ["taken over by its create"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(Urn, IdOf(activity), inputs, ClaimKind.TakenOver)),
        ["adopted by a create elsewhere"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(OtherUrn, IdOf(activity), inputs, ClaimKind.Adopted)),
        ["adopted by a renamed one"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(OtherUrn, IdOf(activity), inputs, ClaimKind.Renamed)),
        ["its create skipped"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(Urn, ActivityId.None(activity.AutoScalingGroupId), inputs, ClaimKind.Skipped)),
        ["a create elsewhere skipped"] = (activity, inputs)
            => StateLedger.Empty.WithClaim(new(OtherUrn, ActivityId.None(activity.AutoScalingGroupId), inputs, ClaimKind.Skipped)),
        ["held by a twin"] = (activity, inputs) => Kept(Urn, activity, inputs),
        ["held elsewhere"] = (activity, inputs) => Kept(OtherUrn, activity, inputs),
        ["adopted by an entry elsewhere"] = (activity, inputs) => Kept(OtherUrn, activity, inputs, stored => stored with { Adopted = true }),
    };

    private static string Deletion(string stored, Func<RefreshActivity, RefreshInputs, StateLedger> known, bool sameTriggers)
    {
        var activity = stored == "ended" ? Done : Sample.Activity(ActivityStatus.AutoPause, "SS", "WW", "WW");
        var entry = Entry(Urn, activity, change: stored == "alive (adopted)" ? outputs => outputs with { Adopted = true } : null);
        var other = sameTriggers ? Wanted : Wanted with { Triggers = Computed };
        return DeleteDecision.For(entry, known(activity, other)).Step switch
        {
            DeleteStep.Nothing => "nothing is called",
            DeleteStep.DropEntry { Warns: true } => "only the entry goes, with a warning",
            DeleteStep.DropEntry => "only the entry goes",
            DeleteStep.Fail => "fails: nothing was rolled",
            DeleteStep.End { RoomFor: not null } => "ends it, if the new rollout can start",
            _ => "ends it",
        };
    }

    private static string Outcome(RefreshActivity? newest, Func<RefreshActivity, RefreshInputs, StateLedger> known, bool computed, ConflictPolicy onConflict)
    {
        if (newest is null)
            return "start";
        var inputs = Wanted with { OnConflict = onConflict, Triggers = computed ? Computed : Label };
        var fleet = Sample.Fleet(6, newest) with { Instances = Sample.Instances(2, 2, 2) };
        return new CreateDecision(Urn, inputs, fleet, BatchNumber: 3, known(newest, inputs)).Step() switch
        {
            CreateStep.Continue => "continue with it",
            CreateStep.Keep => "keep it",
            CreateStep.Rename => "continue with it under the new name",
            CreateStep.EndFirst => "end it, if the new rollout can start; then start",
            CreateStep.KeptByOption => "refused: a resource option kept it",
            CreateStep.HeldByEntry => "refused: another entry holds it",
            CreateStep.Adopt { Activity.IsAlive: true } => "adopt it and watch it",
            CreateStep.Adopt { Proved: true } => "adopt it as already completed",
            CreateStep.Adopt => "indeterminate",
            CreateStep.TakeOver => "take it over",
            CreateStep.Undecided => "read again, then refused: its time is not told",
            CreateStep.Wait => "wait for its end, then decide anew",
            CreateStep.Refuse => "refused: it holds the group",
            CreateStep.Start { PassedOver: not null } => "start, and name it",
            _ => "start",
        };
    }

    private static ActivityId IdOf(RefreshActivity activity) => new(activity.AutoScalingGroupId, activity.RefreshActivityId);

    private static LedgerEntry Entry(string urn, RefreshActivity activity, RefreshInputs? inputs = null, Func<RefreshOutputs, RefreshOutputs>? change = null)
        => new(urn, IdOf(activity), inputs ?? Wanted, change?.Invoke(Sample.Outputs(activity)) ?? Sample.Outputs(activity));

    private static StateLedger Kept(string urn, RefreshActivity activity, RefreshInputs? inputs = null, Func<RefreshOutputs, RefreshOutputs>? change = null)
    {
        var entry = Entry(urn, activity, inputs, change);
        return StateLedger.Empty.WithCheck(urn, entry, (inputs ?? Wanted).ToMap()).WithDiff(entry, replaces: false);
    }

    private static StateLedger Replaced(string urn, RefreshActivity activity, RefreshInputs wanted, Func<RefreshOutputs, RefreshOutputs>? change = null)
    {
        var entry = Entry(urn, activity, change: change);
        return StateLedger.Empty.WithCheck(urn, entry, wanted.ToMap()).WithDiff(entry, replaces: true).WithEmptyCheck(urn, wanted.ToMap());
    }

    private static StateLedger Deleted(RefreshActivity activity, RefreshInputs wanted)
        => Replaced(Urn, activity, wanted).WithDelete(Entry(Urn, activity)).Next;
}
