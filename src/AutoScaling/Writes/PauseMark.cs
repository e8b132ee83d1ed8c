namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// Tells one pause of an activity from a later one. A resume begins a batch or repeats one: then the batch's number, its beginning or the scaling
/// activities of its instances are others. Status and instance states stay out: while a batch finishes under a manual pause they change by
/// themselves.
/// </summary>
/// <param name="Batch">The current batch.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="Attempts">The instances of the batch with the scaling activities that worked on them.</param>
internal sealed record PauseMark(int Batch, DateTimeOffset? BegunAt, string Attempts)
{
    public static PauseMark Of(RefreshActivity activity)
    {
        var batch = activity.RefreshBatchSet.FirstOrDefault(batch => batch.RefreshBatchNum == activity.CurrentRefreshBatchNum);
        var attempts = (batch?.RefreshBatchRelatedInstanceSet ?? [])
            .Select(instance => $"{instance.InstanceId}={instance.LastActivityId}")
            .Order(StringComparer.Ordinal);
        return new(activity.CurrentRefreshBatchNum, batch?.StartTime, string.Join(' ', attempts));
    }
}
