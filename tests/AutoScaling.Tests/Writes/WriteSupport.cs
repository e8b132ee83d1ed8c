namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The group that the tests of writes act on, and the request that starts its rollout.</summary>
internal static class WriteSupport
{
    public const string Group = SimulatedService.Group;

    public static readonly StartInstanceRefreshRequest Start = new()
    {
        AutoScalingGroupId = Group,
        RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = 3 } }
    };

    public static async Task<ConfirmedWrite> WriteAsync(SimulatedService service, string action, string activityId, CancellationToken token = default)
    {
        var writes = new RefreshWrites(service.Client, service.Clock);
        return action switch
        {
            "StartInstanceRefresh" => await writes.StartOnceAsync(Start, newestKnownActivityId: null, token),
            "RollbackInstanceRefresh" => await writes.RollbackOnceAsync(
                new() { AutoScalingGroupId = Group, OriginRefreshActivityId = activityId, RefreshSettings = Requests.TwoBatches }, activityId, token),
            "StopInstanceRefresh" => await writes.StopOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activityId }, token),
            "CancelInstanceRefresh" => await writes.CancelOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activityId }, token),
            _ => await writes.ResumeOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activityId },
                await service.ReadAsync(activityId), token),
        };
    }
}
