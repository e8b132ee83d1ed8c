using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Everything about an activity that moves while it gets on. Two equal marks: nothing has happened in between.</summary>
internal readonly record struct ActivityMark(string Text)
{
    public static ActivityMark Of(RefreshActivity activity) => new(string.Join('|',
        [activity.RefreshActivityId, activity.Status, $"{activity.CurrentRefreshBatchNum}", .. activity.RefreshBatchSet.Select(Of)]));

    private static string Of(RefreshBatch batch)
        => $"{batch.RefreshBatchNum}:{batch.RefreshBatchStatus}:"
            + string.Join(',', batch.RefreshBatchRelatedInstanceSet.Select(Of));

    private static string Of(RefreshBatchInstance instance) => $"{instance.InstanceId}={instance.InstanceStatus}/{instance.LastActivityId}";
}
