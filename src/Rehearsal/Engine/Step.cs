using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What the engine does to one resource.</summary>
internal enum StepOp
{
    Same,
    Create,
    Update,
    Delete,

    /// <summary>Makes the new half of a replacement.</summary>
    CreateReplacement,

    /// <summary>Deletes the old half of a replacement.</summary>
    DeleteReplaced,

    /// <summary>Takes the leftover of an interrupted delete-before-replace out of the state.</summary>
    RemovePendingReplace,
    Read,
    Refresh,
    Import,
}

/// <param name="Old">The entry as it was; null when there was none.</param>
/// <param name="New">The entry to be; null when it goes.</param>
internal sealed record Step(StepOp Op, string Urn, ResourceState? Old, ResourceState? New)
{
    /// <summary>Why, when the provider was asked.</summary>
    public ProviderDiff? Diff { get; init; }

    /// <summary>The old entry is deleted at the end of the run: what stands under its name from here on is another object.</summary>
    public bool LeavesOld { get; init; }

    /// <summary>Of <see cref="StepOp.DeleteReplaced"/>: the replacement comes afterwards, so the entry stays until then.</summary>
    public bool BeforeReplacement { get; init; }

    /// <summary>The program's hook on a failure: true has the provider called again within this step.</summary>
    public Func<ImmutableArray<string>, bool>? OnError { get; init; }

    public string Type => (New ?? Old)!.Type;

    public string Name => Urns.NameOf(Urn);

    /// <summary>The entry that a checkpoint names while the step is under way; null for steps that change nothing outside.</summary>
    public PendingOperation? Pending => Op switch
    {
        StepOp.Create or StepOp.CreateReplacement when New is { Custom: true } => new(New, PendingKind.Creating),
        StepOp.Update when New is not null => new(New, PendingKind.Updating),
        StepOp.Delete or StepOp.DeleteReplaced when Old is { Custom: true, External: false } => new(Old, PendingKind.Deleting),
        StepOp.Read when New is not null => new(New, PendingKind.Reading),
        StepOp.Import when New is not null => new(New, PendingKind.Importing),
        _ => null,
    };
}
