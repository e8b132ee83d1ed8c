using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Compares what is stored with what is wanted. Pure and free of calls: the engine asks often, at once, and with the roles turned round after a read.
/// </summary>
public static class RefreshDiff
{
    private const string GroupPath = "autoScalingGroupId";
    private const string TriggersPath = "triggers";
    private const string StatusPath = "status";

    /// <param name="oldInputs">As stored, perhaps by an older version.</param>
    /// <param name="outputs">As stored; null if they name no activity.</param>
    /// <param name="news">As checked; in a preview some values may be unknown, which counts as changed.</param>
    /// <param name="justImported">This operation has just read the state for an import.</param>
    public static DiffResult Between(RefreshInputs oldInputs, RefreshOutputs? outputs, WantedInputs news, bool justImported = false)
    {
        var wanted = news.Typed;
        var drift = DriftDetection.Of(outputs, wanted, oldInputs, justImported);

        bool asBroughtBack = outputs is not null && AfterRollback.IsWhatIsWanted(outputs, wanted);
        bool notesTriggers = outputs is { IsImported: true } && oldInputs.Triggers.IsEmpty;
        var details = new List<PropertyChange>();
        foreach (var (path, kind) in MapDifference.Between(oldInputs.ToMap(), news.Values))
        {
            bool trigger = path.Top == TriggersPath;
            // Whoever rolls back restores the launch configuration first, which changes the triggers: that must not start a rollout instead. They count
            // again as soon as desiredState is Completed, since a rollout that was cancelled or undone is replaced then.
            if (trigger && (notesTriggers || wanted.StartsNothing || asBroughtBack))
                continue;
            details.Add(new PropertyChange(path.ToString(), trigger || path.Top == GroupPath ? Replacing(kind) : kind));
        }

        // Not under their own path, which an option of the user's may turn into a replacement; and not nothing, since then an import that the program
        // itself asks for would keep the inputs as read.
        bool noted = notesTriggers && !wanted.Triggers.IsEmpty && !wanted.StartsNothing && drift != Drift.NeedsReplacement
            && !details.Any(change => change.Replaces);
        details.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        bool awaitsNote = outputs is not null && AfterRollback.AwaitsNote(outputs, wanted);
        return new DiffResult(details.Count > 0 || drift != Drift.None || noted || awaitsNote, DeleteBeforeReplace: true, details)
        {
            NotesTriggers = noted,
            Outputs = drift == Drift.None ? [] : [StatusPath],
            ReplacesWhatEnded = drift == Drift.NeedsReplacement,
        };
    }

    /// <summary>What a refresh has changed: the outputs that differ, but for those that move with each poll.</summary>
    public static DiffResult OfARead(RefreshOutputs before, RefreshOutputs after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.ToMap(PropertyMap.Empty), after.ToMap(PropertyMap.Empty));
        string[] changed = [.. RefreshOutputs.Names.Where(name => !MovesByItself.Contains(name) && old.Find(name) != now.Find(name))];
        return new DiffResult(changed.Length > 0, DeleteBeforeReplace: true, []) { Outputs = changed };
    }

    /// <summary>Counts while the group is held, whatever else happens.</summary>
    private static readonly string[] MovesByItself = ["frozenSeconds"];

    private static ChangeKind Replacing(ChangeKind kind) => kind switch
    {
        ChangeKind.Add => ChangeKind.AddReplace,
        ChangeKind.Delete => ChangeKind.DeleteReplace,
        _ => ChangeKind.UpdateReplace,
    };
}
