namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What an update would have to do.</summary>
/// <param name="Changes">False: the new inputs are stored and nothing is called.</param>
/// <param name="DeleteBeforeReplace">Always true, since a group has one activity at a time, and since an option of the user's may turn an update into
/// a replacement.</param>
/// <param name="Details">What the program has changed, sorted by path. A replacing kind anywhere makes it a replacement.</param>
public sealed record DiffResult(bool Changes, bool DeleteBeforeReplace, IReadOnlyList<PropertyChange> Details)
{
    /// <summary>
    /// The rollout was imported and these are its first triggers. The service cannot tell what triggered it, so they are stored and start nothing: a
    /// change of them does, from now on.
    /// </summary>
    public bool NotesTriggers { get; init; }

    /// <summary>
    /// The outputs that call for an update, or that a refresh has changed. They have no detail: the engine would look for them among the inputs and draw a
    /// removal.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The rollout has ended elsewhere than the program wants, and only a new one gets there.</summary>
    public bool ReplacesWhatEnded { get; init; }

    public bool Replaces => ReplacesWhatEnded || Details.Any(change => change.Replaces);
}

/// <summary>One difference.</summary>
/// <param name="Path">In the engine's notation.</param>
public sealed record PropertyChange(string Path, ChangeKind Kind)
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
