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
    /// <param name="oldOutputs">As stored; may be empty.</param>
    /// <param name="newInputs">As checked; in a preview some values may be unknown, which counts as changed.</param>
    /// <param name="justImported">This process has just read the state for an import: see <see cref="RefreshLifecycle.IsImported"/>.</param>
    public static DiffResult Between(RefreshInputs oldInputs, InputValue.Map oldOutputs, InputValue.Map newInputs, bool justImported = false)
    {
        var wanted = RefreshInputs.From(newInputs);
        var outputs = RefreshOutputs.From(oldOutputs);
        var standing = Standings.Of(outputs is null ? null : Situation.Of(outputs), wanted, justImported);

        bool notesTriggers = outputs is { IsImported: true } && oldInputs.Triggers.IsEmpty;
        var details = new List<PropertyChange>();
        foreach (var (path, kind) in MapDifference.Between(oldInputs.ToMap(), InputsCheck.Normalised(newInputs)))
        {
            bool trigger = IsUnder(path, TriggersPath);
            // Whoever rolls back restores the launch configuration first, which changes the triggers: that must not start a rollout instead. They count
            // again as soon as desiredState is Completed, since a rollout that was cancelled or undone is replaced then.
            if (trigger && (notesTriggers || wanted.StartsNothing))
                continue;
            details.Add(new PropertyChange(path.Text, trigger || IsUnder(path, GroupPath) ? Replacing(kind) : kind, InputDiff: true));
        }

        if (standing != Standing.AsWanted)
        {
            var kind = standing == Standing.NeedsReplacement ? ChangeKind.UpdateReplace : ChangeKind.Update;
            details.Add(new PropertyChange(StatusPath, kind, InputDiff: false));
        }

        // Not under their own paths, which an option of the user's may turn into a replacement; and not nothing, since then an import that the program
        // itself asks for would keep the inputs as read.
        bool noted = notesTriggers && !wanted.Triggers.IsEmpty && !wanted.StartsNothing && !details.Any(change => change.Replaces);
        if (noted)
            details.Add(new PropertyChange(RefreshOutputs.ImportedMark, ChangeKind.Delete, InputDiff: false));
        details.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new DiffResult(details.Count > 0, DeleteBeforeReplace: true, details)
        {
            NotesTriggers = noted,
        };
    }

    private static bool IsUnder(PropertyPath path, string top)
        => path.Text == top || (path.Text.StartsWith(top, StringComparison.Ordinal) && path.Text[top.Length] is '.' or '[');

    private static ChangeKind Replacing(ChangeKind kind) => kind switch
    {
        ChangeKind.Add => ChangeKind.AddReplace,
        ChangeKind.Delete => ChangeKind.DeleteReplace,
        _ => ChangeKind.UpdateReplace,
    };
}
