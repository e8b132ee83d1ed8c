using System.Collections.Immutable;
using System.Text;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>The part of DECISIONS.md that tells what a create does about activities which are there already.</summary>
internal static class AdoptionTable
{
    private static readonly ImmutableSortedDictionary<string, string> Triggers = ImmutableSortedDictionary<string, string>.Empty.Add("imageId", "img-1");

    private static readonly RefreshInputs Wanted = Some.Inputs(batches: 3) with { Triggers = Triggers };

    private static readonly RefreshActivity Done = An.Activity(ActivityStatus.Successful, "SS", "SS", "SS");

    private static readonly Dictionary<string, RefreshActivity?> Newest = new(StringComparer.Ordinal)
    {
        ["none"] = null,
        ["alive (equal settings)"] = An.Activity(ActivityStatus.Running, "SS", "RR", "WW"),
        ["alive (other settings)"] = An.Activity(ActivityStatus.Running, "SS", "WW"),
        ["alive (a rollback)"] = An.Rollback(ActivityStatus.Running, "SS", "RR", "WW"),
        ["ended well (equal settings)"] = Done,
        ["ended well (other settings)"] = An.Activity(ActivityStatus.Successful, "SSS", "SSS"),
        ["ended well (instances skipped)"] = An.Activity(ActivityStatus.Successful, "SS", "SF", "SS"),
        ["ended well (over a day ago)"] = Done with { CreatedTime = An.Start - TimeSpan.FromHours(24) },
        ["ended well (configuration changed since)"] = Done with { CreatedTime = An.Start - TimeSpan.FromHours(2) },
        ["cancelled"] = An.Activity(ActivityStatus.Cancelled, "SS", "SF", "CC"),
    };

    private static readonly Dictionary<string, Func<RefreshActivity, (Attempt? Mine, Predecessor? Before)>> Knowledge = new(StringComparer.Ordinal)
    {
        ["nothing"] = _ => (null, null),
        ["started by this process"] = activity => (new(activity.RefreshActivityId, Wanted), null),
        ["newer than the state's (to be replaced)"] = _ => (null, Stored(Older, Fate.Goes)),
        ["newer than the one just deleted"] = _ => (null, Stored(Older, Fate.Gone)),
        ["the state's (to be replaced)"] = activity => (null, Stored(activity, Fate.Goes)),
        ["just deleted"] = activity => (null, Stored(activity, Fate.Gone)),
        ["the state's (its triggers are wanted)"] = activity => (null, Stored(activity, Fate.Stays)),
    };

    private static RefreshActivity Older => Done with { RefreshActivityId = "asr-00000001", CreatedTime = An.Start - TimeSpan.FromHours(3) };

    public static void WriteTo(StringBuilder text)
    {
        text.AppendLine().AppendLine("## Create, with activities there already").AppendLine().AppendLine("""
            The newest activity of the group, and what this process knows of it: from its own start, or from the engine's Diff and Delete of the entry in the state. Equal settings: those
            that this create would send, with the launch configuration unchanged since. Ended well: the whole fleet as it runs now, in the last 24 hours, unless the
            row says otherwise. `onConflict: Wait` refuses as Fail does where the live activity is paused. With `desiredState` Cancelled or RolledBack nothing is taken up.
            The service knows no triggers: what a killed run has started is taken up by the next create whatever its triggers.
            """).AppendLine();
        new Grid(
            ["newest activity", "known of it", "onConflict"],
            [[.. Newest.Keys], [.. Knowledge.Keys], Enum.GetNames<ConflictPolicy>()],
            at => Outcome(Newest[at[0]], Knowledge[at[1]], Enum.Parse<ConflictPolicy>(at[2]))).WriteTo(text);
    }

    private static string Outcome(
        RefreshActivity? newest, Func<RefreshActivity, (Attempt? Mine, Predecessor? Before)> known, ConflictPolicy onConflict)
    {
        if (newest is null)
            return "start";
        var (mine, before) = known(newest);
        var fleet = Some.Fleet(6, newest) with { Instances = Some.Instances(2, 2, 2) };
        return Adoption.Of(Wanted with { OnConflict = onConflict }, fleet, batchNumber: 3, mine, before)?.As switch
        {
            Taken.AsOwn => "take it up and go on with it",
            Taken.AsAlike => "take it up and watch it",
            Taken.AsDone => "take it up as done",
            Taken.AsStored => "keep it",
            Taken.AsDesired => "take it over",
            _ when fleet.Alive is null => "start",
            _ => Conflicts.Blocker(onConflict, newest, fleet.SeenAt) is null ? "wait for its end, then start" : "refused: it holds the group",
        };
    }

    private static Predecessor Stored(RefreshActivity activity, Fate fate) => new(An.Outputs(activity), Triggers, fate);
}
