using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Settings as the service wants them.</summary>
internal static class RolloutRequests
{
    public static StartInstanceRefreshRequest Start(RefreshInputs inputs, int batchNumber) => new()
    {
        AutoScalingGroupId = inputs.AutoScalingGroupId,
        RefreshMode = inputs.RefreshMode,
        RefreshSettings = new RefreshSettings
        {
            RollingUpdateSettings = new RollingUpdateSettings
            {
                BatchNumber = batchNumber,
                // Where only some pauses count, the others are resumed at once.
                BatchPause = inputs.Verification is { PauseAfterBatches.IsEmpty: false } ? BatchPause.EveryBatch : inputs.Settings.BatchPause,
                // Whether 0 means none is not documented, leaving it out does.
                MaxSurge = inputs.Settings.MaxSurge is > 0 and var surge ? surge : null,
                // Its default is left out: the plain case then is the request that the API's own example shows.
                FailProcess = inputs.Settings.FailProcess == FailProcess.AutoPause ? null : inputs.Settings.FailProcess,
            },
            CheckInstanceTargetHealth = inputs.Settings.CheckHealth ? true : null,
            CheckInstanceTargetHealthTimeout = inputs.Settings.CheckHealth ? inputs.Settings.HealthTimeoutSeconds : null,
        },
    };

    /// <summary>
    /// A rollback never pauses between batches: the fleet should not hang between two versions. Surge and failProcess do not exist for it.
    /// </summary>
    public static RefreshSettings ForRollback(RefreshInputs inputs, RefreshActivity origin)
    {
        int touched = origin.Instances.Count(instance => instance.InstanceStatus is not (InstanceStatus.Waiting or InstanceStatus.Cancelled or InstanceStatus.NotFound));
        int wanted = Batching.NumberFor(Math.Max(1, touched), inputs.Settings) ?? 1;
        return new RefreshSettings
        {
            RollingUpdateSettings = new RollingUpdateSettings
            {
                BatchNumber = Math.Clamp(wanted, 1, Math.Max(1, touched)),
                BatchPause = BatchPause.Automatic,
            },
            CheckInstanceTargetHealth = inputs.Settings.CheckHealth ? true : null,
            CheckInstanceTargetHealthTimeout = inputs.Settings.CheckHealth ? inputs.Settings.HealthTimeoutSeconds : null,
        };
    }
}
