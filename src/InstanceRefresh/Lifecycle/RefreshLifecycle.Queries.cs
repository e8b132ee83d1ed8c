using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>An activity as the service shows it now; null if the service does not know it.</summary>
    /// <exception cref="CloudException">Looking failed.</exception>
    public async Task<ActivityView?> GetActivityAsync(string refreshActivityId, OperationContext context)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(refreshActivityId);
        ArgumentNullException.ThrowIfNull(context);
        var seen = await _cloud.Fleet.DescribeAsync([refreshActivityId], context.Interrupted);
        var found = seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == refreshActivityId);
        return found is null ? null : ActivityView.Of(found.Cleaned(context.Clean));
    }

    /// <summary>The activities of a group, newest first.</summary>
    /// <param name="statuses">Only these; empty for all.</param>
    /// <exception cref="CloudException">Looking failed.</exception>
    public async Task<IReadOnlyList<ActivityView>> GetActivitiesAsync(
        string autoScalingGroupId, IReadOnlyList<string> statuses, OperationContext context)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(autoScalingGroupId);
        ArgumentNullException.ThrowIfNull(statuses);
        ArgumentNullException.ThrowIfNull(context);
        return [.. (await _cloud.Fleet.ActivitiesAsync(autoScalingGroupId, statuses, context.Interrupted))
            .Select(activity => ActivityView.Of(activity.Cleaned(context.Clean)))];
    }

    /// <summary>What a rollout of a group would do if it started now.</summary>
    /// <param name="inputs">Of which group, mode and settings count.</param>
    /// <exception cref="CloudException">Reading failed.</exception>
    public Task<RolloutPlan> GetPlanAsync(RefreshInputs inputs, CancellationToken cancellationToken)
        => new RolloutQueries(_cloud.Fleet, _cloud.Poller, clean: text => text).PlanAsync(inputs, cancellationToken);
}
