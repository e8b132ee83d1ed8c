using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Whether enough instances serve while the next batch is in progress. Pure.</summary>
internal static class HealthyShare
{
    /// <summary>Why the next batch must not begin; null if it may.</summary>
    /// <param name="percent">The smallest share of the desired capacity; null: not checked.</param>
    /// <param name="batch">The number of the next batch.</param>
    /// <param name="size">How many instances it takes out of service.</param>
    /// <param name="extra">Surge instances that do not exist yet.</param>
    public static string? Missing(Fleet fleet, int? percent, int batch, int size, int extra = 0)
    {
        int desired = fleet.Group.DesiredCapacity;
        int needed = (int)((((long)desired * (percent ?? 0)) + 99) / 100);
        int serving = Serving(fleet);
        int left = serving - size + extra;
        if (percent is null || left >= needed)
            return null;
        string takes = extra > 0 ? $"batch {batch} takes {size} of them, and {extra} extra ones come" : $"batch {batch} takes {size} of them";
        return $"minHealthyPercent {percent} asks for {needed} of the {desired} instances that scaling group {fleet.Id} wants to be in service and healthy; "
            + $"{serving} are, {takes}: {Math.Max(0, left)} would be left.";
    }

    /// <summary>The size of the batch that a resume begins: none where it retries what is out of service already.</summary>
    public static (int Batch, int Size) NextOf(RefreshActivity activity, string resumeMode)
    {
        var situation = Situation.Of(activity);
        if (situation.FailedInstances > 0 && resumeMode == ResumeMode.Retry)
            return (situation.Reached, 0);
        var next = activity.RefreshBatchSet.FirstOrDefault(batch => batch.RefreshBatchStatus == BatchStatus.Waiting);
        return next is null ? (situation.Reached, 0) : (next.RefreshBatchNum, next.RefreshBatchRelatedInstanceSet.Count);
    }

    /// <summary>In service, healthy, and not left in standby as far as can be told.</summary>
    private static int Serving(Fleet fleet)
    {
        int healthy = fleet.Instances.Count(instance => instance.LifeCycleState == LifeCycleState.InService
            && (instance.HealthStatus is HealthStatus.Healthy or "")
            && Standby.LastFailedIn(instance.InstanceId, fleet.Activities) is null);
        return fleet.Alive is null ? Math.Min(healthy, fleet.Running) : healthy;
    }
}
