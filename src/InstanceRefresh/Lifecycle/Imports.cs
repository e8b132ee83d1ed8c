using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The inputs of an activity that no program describes yet: what it was started with, and an intent that it satisfies as it is.</summary>
internal static class Imports
{
    /// <param name="followed">The rollback where there is one, else the activity itself.</param>
    public static RefreshInputs InputsOf(ActivityId id, RefreshActivity rollout, RefreshActivity followed)
    {
        var echo = rollout.RefreshSettings;
        var rolling = echo?.RollingUpdateSettings;
        bool checksHealth = echo?.CheckInstanceTargetHealth ?? false;
        bool underWay = followed.Status is ActivityStatus.Init or ActivityStatus.Running || !ActivityStatus.IsKnown(followed.Status);
        return new RefreshInputs
        {
            AutoScalingGroupId = id.GroupId,
            RefreshMode = OneOf(rollout.RefreshMode, RefreshMode.Reset, RefreshMode.Replace),
            Settings = new RolloutSettings
            {
                BatchNumber = Math.Max(1, rolling is { BatchNumber: > 0 } ? rolling.BatchNumber : rollout.BatchCount),
                BatchPause = OneOf(rolling?.BatchPause, BatchPause.Automatic, BatchPause.FirstBatch, BatchPause.EveryBatch),
                MaxSurge = rolling?.MaxSurge is > 0 and var surge ? surge : null,
                FailProcess = OneOf(rolling?.FailProcess, FailProcess.AutoPause, FailProcess.AutoRollback, FailProcess.AutoCancel),
                CheckHealth = checksHealth,
                HealthTimeoutSeconds = checksHealth ? echo?.CheckInstanceTargetHealthTimeout : null,
            },
            DesiredState = Satisfied(followed),
            WaitFor = underWay ? WaitTarget.Started : WaitTarget.Completed,
        };
    }

    private static DesiredState Satisfied(RefreshActivity followed)
    {
        bool rollback = followed.IsRollback;
        return followed.Status switch
        {
            ActivityStatus.AutoPause or ActivityStatus.FailedPause or ActivityStatus.ManualPause => DesiredState.Paused,
            ActivityStatus.Cancelled or ActivityStatus.Failed => DesiredState.Cancelled,
            _ => rollback ? DesiredState.RolledBack : DesiredState.Completed,
        };
    }

    /// <summary>The service is not strict about the case of these words; the first is its default.</summary>
    private static string OneOf(string? seen, params string[] names)
        => names.FirstOrDefault(name => name.Equals(seen, StringComparison.OrdinalIgnoreCase)) ?? names[0];
}
