namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>One entry of the state, as far as the engine has told this operation of it.</summary>
/// <param name="Urn">The URN under which it was last spoken of: an alias moves it.</param>
/// <param name="Inputs">As stored.</param>
/// <param name="Stored">Outputs as stored before this operation.</param>
internal sealed record LedgerEntry(string Urn, ActivityId Id, RefreshInputs Inputs, RefreshOutputs Stored)
{
    /// <summary>A Diff after Check did not replace it, or an Update was asked for: the program continues with it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>A Read of this operation has looked at it.</summary>
    public bool WasRead { get; init; }

    /// <summary>A Check with stored inputs has named it.</summary>
    public bool WasChecked { get; init; }

    /// <summary>What the last Diff that followed a Check has answered.</summary>
    public DiffAnswer Answer { get; init; }

    /// <summary>A Diff of this operation has asked for its replacement.</summary>
    public bool IsReplaced { get; init; }

    public bool Names(string activityId) => Id.RefreshActivityId == activityId || Stored.RollbackActivityId == activityId;
}

/// <summary>What a Diff that followed a Check with stored inputs has answered.</summary>
internal enum DiffAnswer
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>No change.</summary>
    Keeps,

    Updates,

    Replaces,
}

/// <summary>An activity that a Create of this operation has started or adopted.</summary>
internal sealed record Claim(string Urn, ActivityId Id, RefreshInputs Inputs, ClaimKind Kind);

internal enum ClaimKind
{
    Started,

    /// <summary>Found on the group. Whether anything was rolled for this create is not certain.</summary>
    Adopted,

    /// <summary>Found, and the program says that it is its own (onConflict Adopt).</summary>
    TakenOver,

    /// <summary>Found, and known to be held by an entry that was renamed.</summary>
    Renamed,

    /// <summary>Nothing was started, since there was nothing to refresh.</summary>
    Skipped,
}
