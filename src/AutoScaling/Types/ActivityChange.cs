namespace TencentcloudRefresh.AutoScaling;

/// <summary>What has moved in an activity between two polls of it. The only place that says what counts as movement: words for people and times do not, since
/// they may change by themselves.</summary>
/// <param name="Before">The earlier poll; <see langword="null"/> if there was none, or if that was another activity.</param>
/// <param name="After">The later poll.</param>
public sealed record ActivityChange(RefreshActivity? Before, RefreshActivity After)
{
    /// <summary>Compares two polls.</summary>
    public static ActivityChange Between(RefreshActivity? before, RefreshActivity after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var known = before?.RefreshActivityId == after.RefreshActivityId ? before : null;
        return new(known, after) { Batches = ReferenceEquals(known?.RefreshBatchSet, after.RefreshBatchSet) ? [] : BatchesOf(known, after) };
    }

    /// <summary>The batches of which anything has moved, with their instances.</summary>
    public IReadOnlyList<BatchChange> Batches { get; private init; } = [];

    /// <summary>Whether the status is another one.</summary>
    public bool OfStatus => Before?.Status != After.Status;

    /// <summary>Whether nothing has moved.</summary>
    public bool IsNone => !OfStatus
        && Before!.CurrentRefreshBatchNum == After.CurrentRefreshBatchNum
        && Before.RefreshBatchSet.Count == After.RefreshBatchSet.Count
        && Batches.Count == 0;

    /// <summary>Whether another batch has begun, or another attempt at the same one: what tells a pause from a later pause. Then the batch's number, its
    /// beginning or the scaling activities of its instances are others. The status and the states of instances stay out: while a batch finishes under a manual
    /// pause they change by themselves.</summary>
    public bool OfAttempt => Before is null || Before.CurrentRefreshBatchNum != After.CurrentRefreshBatchNum
        || Current(Before)?.StartTime != Current(After)?.StartTime
        || !Attempts(Before).SequenceEqual(Attempts(After));

    private static RefreshBatch? Current(RefreshActivity activity)
        => activity.RefreshBatchSet.FirstOrDefault(batch => batch.RefreshBatchNum == activity.CurrentRefreshBatchNum);

    private static IEnumerable<(string InstanceId, string LastActivityId)> Attempts(RefreshActivity activity)
        => (Current(activity)?.RefreshBatchRelatedInstanceSet ?? [])
            .OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)
            .Select(instance => (instance.InstanceId, instance.LastActivityId));

    private static IReadOnlyList<BatchChange> BatchesOf(RefreshActivity? before, RefreshActivity after)
    {
        var known = (before?.RefreshBatchSet ?? []).ToLookup(batch => batch.RefreshBatchNum);
        return [.. after.RefreshBatchSet
            .Select(batch => BatchChange.Between(known[batch.RefreshBatchNum].FirstOrDefault(), batch))
            .Where(change => !change.IsNone)];
    }
}

/// <summary>What has moved in a batch.</summary>
/// <param name="Before">The batch at the earlier poll; <see langword="null"/> if it was not listed.</param>
/// <param name="After">The batch at the later poll.</param>
/// <param name="Instances">The instances whose state or attempt is another one, each as it was (<see langword="null"/>: not listed) and as it is.</param>
public sealed record BatchChange(
    RefreshBatch? Before, RefreshBatch After, IReadOnlyList<(RefreshBatchInstance? Before, RefreshBatchInstance After)> Instances)
{
    internal bool IsNone => Before is { } before
        && before.RefreshBatchStatus == After.RefreshBatchStatus
        && before.RefreshBatchRelatedInstanceSet.Count == After.RefreshBatchRelatedInstanceSet.Count
        && Instances.Count == 0;

    internal static BatchChange Between(RefreshBatch? before, RefreshBatch after)
    {
        var known = (before?.RefreshBatchRelatedInstanceSet ?? []).ToLookup(instance => instance.InstanceId, StringComparer.Ordinal);
        return new(before, after,
        [
            .. after.RefreshBatchRelatedInstanceSet
                .Select(instance => (Before: known[instance.InstanceId].FirstOrDefault(), After: instance))
                .Where(pair => pair.Before?.InstanceStatus != pair.After.InstanceStatus || pair.Before.LastActivityId != pair.After.LastActivityId),
        ]);
    }
}
