using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// The work on one machine: reinstalled, its health checked, and what it is afterwards.
internal sealed partial class World
{
    private static readonly TimeSpan StuckPoll = TimeSpan.FromSeconds(30);

    private void Reinstall(RefreshActivity activity, string id, DateTimeOffset from)
        => _schedule.Add(from + Length(_durations.Reset, id, activity.Round), PendingKind.Reinstalled, activity.Id, activity.Round, id);

    private void Reinstalled(RefreshActivity activity, PendingEvent pending)
    {
        var id = pending.InstanceId!;
        if (!IsInWork(activity, id))
            return;
        if (Faults.Begin(fault => fault.Kind == FaultKind.Stuck && fault.InstanceId == id))
        {
            _schedule.Add(Now + StuckPoll, PendingKind.Reinstalled, activity.Id, activity.Round, id);
            return;
        }

        if (Faults.Take(fault => fault.Kind is FaultKind.FailOnce or FaultKind.FailAlways && fault.InstanceId == id) is { } failure)
            Finish(activity, id, failure.Message ?? $"reinstalling the system of {id} failed");
        else if (!Hold(activity, id, HookTransition.InstanceLaunching))
            GoIntoService(activity, id);
    }

    private void GoIntoService(RefreshActivity activity, string id)
    {
        if (activity.Settings.CheckInstanceTargetHealth == true)
            CheckHealth(activity, id);
        else
            Finish(activity, id, failure: null);
    }

    private void CheckHealth(RefreshActivity activity, string id)
    {
        if (!_groups[activity.GroupId].HasBalancer)
        {
            var fails = Assumed.Is(Assumptions.Assumed.BalancerlessHealthCheck, "fail");
            Finish(activity, id, fails ? "the group has no application balancer to check the target on" : null);
            return;
        }

        var timeout = activity.Settings.CheckInstanceTargetHealthTimeout ?? 1800;
        if (Faults.Take(fault => fault.Kind == FaultKind.HealthTimeout && fault.InstanceId == id) is { } fault)
        {
            _schedule.Add(Now + TimeSpan.FromSeconds(timeout), PendingKind.HealthKnown, activity.Id, activity.Round, id,
                fault.Message ?? $"the target {id} did not become healthy within {timeout} s");
        }
        else
        {
            _schedule.Add(Now + Length(_durations.HealthCheck, id + "/health", activity.Round), PendingKind.HealthKnown, activity.Id, activity.Round, id);
        }
    }

    private void Finish(RefreshActivity activity, string id, string? failure)
    {
        if (!IsInWork(activity, id))
            return;
        if (_groups.TryGetValue(activity.GroupId, out var group))
            Put(failure is null ? Renewed(activity, group, id) : LeftBehind(group, id));
        if (failure is not null)
            Log(activity.GroupId, activity.Id, $"{id} failed: {failure}");
        Do(activity, new ActivityEvent.InstanceDone(id, failure));
    }

    private static ScalingGroup LeftBehind(ScalingGroup group, string id)
        => group.Change(id, static instance => instance with { Standby = Standby.ByRefresh, State = LifeCycleState.InService });

    private ScalingGroup Renewed(RefreshActivity activity, ScalingGroup group, string id)
    {
        var configuration = _configurations.GetValueOrDefault(group.LaunchConfigurationId);
        var old = group.Find(id)!;
        if (Assumed.Is(Assumptions.Assumed.StandbyLowersDesired))
            group = group with { DesiredCapacity = Math.Min(group.MaxSize, group.DesiredCapacity + 1) };
        if (activity.Mode == RefreshMode.RollingUpdateReplace)
            return group.Change(id, _ => NewInstance(group, LifeCycleState.InService) with { AddTime = Now });
        return group.Change(id, instance => instance with
        {
            ImageId = TargetImage(activity, id) ?? configuration?.ImageId ?? old.ImageId,
            SettingsVersion = configuration?.Version ?? old.SettingsVersion,
            VersionNumber = configuration is not null && Assumed.Is(Assumptions.Assumed.ResetRaisesVersion) ? configuration.Version : old.VersionNumber,
            LaunchConfigurationId = group.LaunchConfigurationId,
            Standby = Standby.No,
            Health = HealthStatus.Healthy,
        });
    }

    /// <summary>The image that a rollback goes back to; null where the launch configuration says.</summary>
    private string? TargetImage(RefreshActivity activity, string instanceId)
        => activity.OriginId is { } originId && _activities.TryGetValue(originId, out var origin)
            ? origin.Batches.SelectMany(batch => batch.Instances).FirstOrDefault(instance => instance.InstanceId == instanceId)?.PreviousImageId
            : null;

    private static bool IsInWork(RefreshActivity activity, string instanceId)
        => activity.Batch?.Instances.Any(instance => instance.InstanceId == instanceId && instance.Status == BatchInstanceStatus.Running) == true;
}
