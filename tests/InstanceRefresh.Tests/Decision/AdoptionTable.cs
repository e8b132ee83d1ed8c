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
    private static readonly RefreshInputs Wanted = Some.Inputs(batches: 3) with { Triggers = Label };
    private static readonly RefreshActivity Done = An.Activity(ActivityStatus.Successful, "SS", "SS", "SS");

    private static readonly Dictionary<string, RefreshActivity?> Newest = new(StringComparer.Ordinal)
    {
        ["none"] = null,
        ["alive (alike)"] = An.Activity(ActivityStatus.Running, "SS", "RR", "WW"),
        ["alive (paused, alike)"] = An.Activity(ActivityStatus.AutoPause, "SS", "WW", "WW"),
        ["alive (other settings)"] = An.Activity(ActivityStatus.Running, "SS", "WW"),
        ["alive (a rollback)"] = An.Rollback(ActivityStatus.Running, "SS", "RR", "WW"),
        ["ended well (alike)"] = Done,
        ["ended well (other settings)"] = An.Activity(ActivityStatus.Successful, "SSS", "SSS"),
        ["ended well (not the whole fleet)"] = An.Activity(ActivityStatus.Successful, "SS", "SF", "SS"),
        ["ended well (over a day ago)"] = Done with { CreatedTime = An.Start - TimeSpan.FromHours(24) },
        ["ended well (items changed since)"] = Done with { CreatedTime = An.Start - TimeSpan.FromHours(2) },
        ["cancelled (alike)"] = An.Activity(ActivityStatus.Cancelled, "SS", "SF", "CC"),
        ["given up (alike)"] = An.Activity(ActivityStatus.Failed, "SS", "SF", "CC"),
    };

    private static readonly Dictionary<string, Func<RefreshActivity, StateLedger>> Knowledge = new(StringComparer.Ordinal)
    {
        ["nothing"] = _ => StateLedger.Empty,
        ["started here for this resource"] = activity => StateLedger.Empty.WithClaim(new(Urn, IdOf(activity), Wanted, ClaimKind.Started)),
        ["started here for another resource"] = activity => StateLedger.Empty.WithClaim(new(OtherUrn, IdOf(activity), Wanted, ClaimKind.Started)),
        ["read under a name that is not checked yet"] = activity => StateLedger.Empty.WithRead(Entry(OtherUrn, activity)),
        ["held by another entry"] = activity => Kept(OtherUrn, activity),
        ["the state's (Diff replaces it)"] = activity => Replaced(Urn, activity),
        ["the state's (Diff was not asked)"] = activity => StateLedger.Empty.WithCheck(Urn, Entry(Urn, activity), Wanted.ToMap()).WithEmptyCheck(Urn, Wanted.ToMap()),
        ["the state's (Diff keeps it)"] = activity => Kept(Urn, activity).WithEmptyCheck(Urn, Wanted.ToMap()),
        ["the state's, and another entry's"] = activity => Kept(OtherUrn, activity).WithCheck(Urn, Entry(Urn, activity), Wanted.ToMap()).WithEmptyCheck(Urn, Wanted.ToMap()),
        ["the state's, adopted"] = activity => Replaced(Urn, activity, stored => stored with { Adopted = true }),
        ["the state's, just deleted"] = activity => Replaced(Urn, activity).WithDelete(Entry(Urn, activity)).Next,
        ["newer than the state's"] = _ => Replaced(Urn, Older),
        ["newer than the one just deleted"] = _ => Replaced(Urn, Older).WithDelete(Entry(Urn, Older)).Next,
        ["newer than the one just deleted, a start is in doubt"] = _ => Replaced(Urn, Older).WithDelete(Entry(Urn, Older)).Next.WithDoubtfulStart(Urn),
    };

    private static RefreshActivity Older => Done with { RefreshActivityId = "asr-00000001", CreatedTime = An.Start - TimeSpan.FromHours(3) };

    public static void WriteTo(StringBuilder text)
    {
        text.AppendLine().AppendLine("## Create, with activities there already").AppendLine().AppendLine("""
            The newest activity of the group, and what this operation knows of it: from Check, Diff, Read, Delete and its own starts. *Alike*: equal to what this create would send.
            *Ended well*: in the last 24 hours, with every running instance refreshed, and no applied item of the launch configuration changed since, unless the row says otherwise.
            *Proved*: every trigger is computed from the launch configuration and equals it. *In doubt*: the create ends with an error once and keeps the activity; `pulumi up`
            again accepts one that ended well, and starts a new rollout after one that was cancelled. An adopted activity is watched and never written to. A live one that is adopted
            counts as proved or in doubt at its end. With `desiredState` Cancelled or RolledBack a create is refused; with Paused no ended activity is adopted.
            """).AppendLine();
        new Grid(
            ["newest activity", "known of it", "triggers", "onConflict"],
            [[.. Newest.Keys], [.. Knowledge.Keys], ["a label", "computed"], Enum.GetNames<ConflictPolicy>()],
            at => Outcome(Newest[at[0]], Knowledge[at[1]], at[2] == "computed", Enum.Parse<ConflictPolicy>(at[3]))).WriteTo(text);

        text.AppendLine().AppendLine("## Delete, by what else holds the activity").AppendLine().AppendLine("""
            Decided before anything is called. *Held*: checked and not replaced, updated, or read in this operation. What fails keeps the entry.
            """).AppendLine();
        new Grid(
            ["stored", "known of the activity", "triggers of the two"],
            [["alive", "alive, adopted", "ended"], [.. Holding.Keys], ["equal", "different"]],
            at => Deletion(at[0], Holding[at[1]], at[2] == "equal")).WriteTo(text);
    }

    private static readonly Dictionary<string, Func<RefreshActivity, RefreshInputs, StateLedger>> Holding = new(StringComparer.Ordinal)
    {
        ["nothing"] = (_, _) => StateLedger.Empty,
        ["Diff replaces this entry"] = (activity, _) => Replaced(Urn, activity),
        ["adopted by a create of the same URN"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(Urn, IdOf(activity), inputs, ClaimKind.Adopted)),
        ["adopted by a create of another URN"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(OtherUrn, IdOf(activity), inputs, ClaimKind.Adopted)),
        ["taken over by a renamed resource"] = (activity, inputs) => StateLedger.Empty.WithClaim(new(OtherUrn, IdOf(activity), inputs, ClaimKind.Renamed)),
        ["held by a twin of the same URN"] = (activity, inputs) => Kept(Urn, activity, inputs),
        ["held by an entry of another URN"] = (activity, inputs) => Kept(OtherUrn, activity, inputs),
        ["adopted by an entry of another URN"] = (activity, inputs) => Kept(OtherUrn, activity, inputs, stored => stored with { Adopted = true }),
    };

    private static string Deletion(string stored, Func<RefreshActivity, RefreshInputs, StateLedger> known, bool sameTriggers)
    {
        var activity = stored == "ended" ? Done : An.Activity(ActivityStatus.AutoPause, "SS", "WW", "WW");
        var entry = Entry(Urn, activity, change: stored == "alive, adopted" ? outputs => outputs with { Adopted = true } : null);
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

    private static string Outcome(RefreshActivity? newest, Func<RefreshActivity, StateLedger> known, bool computed, ConflictPolicy onConflict)
    {
        if (newest is null)
            return "start";
        var inputs = Wanted with { OnConflict = onConflict, Triggers = computed ? Computed : Label };
        var fleet = Some.Fleet(6, newest) with { Instances = Some.Instances(2, 2, 2) };
        return new CreateDecision(Urn, inputs, fleet, BatchNumber: 3, known(newest)).Step() switch
        {
            CreateStep.GoOn => "go on with it",
            CreateStep.Keep => "keep it",
            CreateStep.Rename => "go on with it under the new name",
            CreateStep.EndFirst => "end it, if the new rollout can start; then start",
            CreateStep.KeptByOption => "refused: a resource option kept it",
            CreateStep.HeldByEntry => "refused: another entry holds it",
            CreateStep.Adopt { Activity.IsAlive: true } => "adopt it and watch it",
            CreateStep.Adopt { Proved: true } => "adopt it as already completed",
            CreateStep.Adopt => "in doubt",
            CreateStep.TakeOver => "take it over",
            CreateStep.Wait => "wait for its end, then decide anew",
            CreateStep.Refuse => "refused: it holds the group",
            CreateStep.Start { PassedOver: not null } => "start, and name it",
            _ => "start",
        };
    }

    private static ActivityId IdOf(RefreshActivity activity) => new(activity.AutoScalingGroupId, activity.RefreshActivityId);

    private static LedgerEntry Entry(string urn, RefreshActivity activity, RefreshInputs? inputs = null, Func<RefreshOutputs, RefreshOutputs>? change = null)
        => new(urn, IdOf(activity), inputs ?? Wanted, change?.Invoke(An.Outputs(activity)) ?? An.Outputs(activity));

    private static StateLedger Kept(string urn, RefreshActivity activity, RefreshInputs? inputs = null, Func<RefreshOutputs, RefreshOutputs>? change = null)
    {
        var entry = Entry(urn, activity, inputs, change);
        return StateLedger.Empty.WithCheck(urn, entry, Wanted.ToMap()).WithDiff(entry, replaces: false);
    }

    private static StateLedger Replaced(string urn, RefreshActivity activity, Func<RefreshOutputs, RefreshOutputs>? change = null)
    {
        var entry = Entry(urn, activity, change: change);
        return StateLedger.Empty.WithCheck(urn, entry, Wanted.ToMap()).WithDiff(entry, replaces: true).WithEmptyCheck(urn, Wanted.ToMap());
    }
}
