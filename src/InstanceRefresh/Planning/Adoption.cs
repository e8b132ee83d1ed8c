using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The activity that a create takes up instead of starting one. DECISIONS.md has the table.</summary>
/// <param name="Stored">What the state knows of it, where it holds it.</param>
internal sealed record Adoption(RefreshActivity Activity, Taken As, RefreshOutputs? Stored = null)
{
    /// <param name="batchNumber">As planned now; null if it is not known.</param>
    /// <param name="mine">What this process has started on the group and not seen end well.</param>
    /// <param name="before">What the state holds for the group, as far as this process was told.</param>
    /// <returns>Null: there is none, so a start is right, or whatever lives is a conflict.</returns>
    public static Adoption? Of(RefreshInputs inputs, Fleet fleet, int? batchNumber, Attempt? mine, Predecessor? before)
    {
        if (inputs.StartsNothing)
            return null;
        if (mine is not null && mine.Inputs.Triggers.SequenceEqual(inputs.Triggers)
            && fleet.Activities.FirstOrDefault(activity => activity.RefreshActivityId == mine.ActivityId) is { } own)
        {
            return new(own, Taken.AsOwn);
        }

        return fleet.Alive is { } alive
            ? OfLiving(alive, inputs, fleet, batchNumber, before)
            : OfEnded(inputs, fleet, batchNumber, before);
    }

    private static Adoption? OfLiving(RefreshActivity alive, RefreshInputs inputs, Fleet fleet, int? batchNumber, Predecessor? before)
        => OutputsBuilder.IsRollback(alive) ? null
            : inputs.OnConflict == ConflictPolicy.Adopt ? new(alive, Taken.AsDesired)
            : MayBeLost(alive, before) && Conflicts.MayBeOurs(alive, inputs, batchNumber, fleet.Configuration) ? new(alive, Taken.AsAlike)
            : null;

    private static Adoption? OfEnded(RefreshInputs inputs, Fleet fleet, int? batchNumber, Predecessor? before)
        => before?.IsWantedBy(inputs) == true && fleet.Activities is [{ Status: ActivityStatus.Successful } kept, ..] && before.Is(kept)
            ? new(kept, Taken.AsStored, before.Stored)
            : Conflicts.DoneAlready(fleet, inputs, batchNumber) is { } ended && MayBeLost(ended, before) ? new(ended, Taken.AsDone)
            : null;

    /// <summary>Whether an earlier run may have started an activity and been killed before it could note that.</summary>
    private static bool MayBeLost(RefreshActivity activity, Predecessor? before) => before?.MayBeReplacedBy(activity) != false;
}

/// <summary>In which way an activity is taken up.</summary>
internal enum Taken
{
    /// <summary>This process started it.</summary>
    AsOwn,

    /// <summary>It lives and resembles what this program would start. It may be somebody else's all the same: nothing is written to it.</summary>
    AsAlike,

    /// <summary>It has ended well and resembles what this program would start.</summary>
    AsDone,

    /// <summary>The state holds it, marked for replacement, and the program asks for it again: its triggers are the same.</summary>
    AsStored,

    /// <summary>onConflict Adopt.</summary>
    AsDesired,
}

/// <summary>An activity that this process has started, and what for.</summary>
internal sealed record Attempt(string ActivityId, RefreshInputs Inputs);
