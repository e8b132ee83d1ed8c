namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What an update would have to do.</summary>
/// <param name="Changes">False: the new inputs are stored and nothing is called.</param>
/// <param name="DeleteBeforeReplace">Always true, since a group has one activity at a time, and since an option of the user's may turn an update into
/// a replacement.</param>
/// <param name="Details">Sorted by path. A replacing kind anywhere makes it a replacement.</param>
public sealed record DiffResult(bool Changes, bool DeleteBeforeReplace, IReadOnlyList<PropertyChange> Details)
{
    /// <summary>
    /// The rollout was imported and these are its first triggers. The service cannot tell what triggered it, so they are stored and start nothing: a
    /// change of them does, from now on.
    /// </summary>
    public bool NotesTriggers { get; init; }

    public bool Replaces => Details.Any(change => change.Replaces);
}

/// <summary>One difference.</summary>
/// <param name="Path">In the engine's notation.</param>
/// <param name="InputDiff">True: old input against new input. False: what was seen against what is wanted.</param>
public sealed record PropertyChange(string Path, ChangeKind Kind, bool InputDiff)
{
    public bool Replaces => Kind is ChangeKind.AddReplace or ChangeKind.DeleteReplace or ChangeKind.UpdateReplace;
}

/// <summary>The engine's kinds, with its numbers.</summary>
public enum ChangeKind
{
    Add = 0,
    AddReplace = 1,
    Delete = 2,
    DeleteReplace = 3,
    Update = 4,
    UpdateReplace = 5,
}
