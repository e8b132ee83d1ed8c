using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

internal static class ActivityMessages
{
    /// <summary>
    /// The activity with the service's words about its instances cleaned. Done where an activity comes in, before its words are cut to a length or put
    /// into a line: a secret that was cut in two is not found any more.
    /// </summary>
    public static RefreshActivity Cleaned(this RefreshActivity activity, Func<string, string> clean) => activity with
    {
        RefreshBatchSet = [.. activity.RefreshBatchSet.Select(batch => batch with
        {
            RefreshBatchRelatedInstanceSet = [.. batch.RefreshBatchRelatedInstanceSet
                .Select(instance => instance.InstanceStatusMessage.Length == 0 ? instance : instance with { InstanceStatusMessage = clean(instance.InstanceStatusMessage) })],
        })],
    };
}
