using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A scaling group and what surrounds it, at one moment.</summary>
/// <param name="Running">How many instances are in service: those that a rollout selects.</param>
/// <param name="Configuration">The launch configuration that the group refers to; null if it could not be found.</param>
/// <param name="Activities">Refresh activities of the group, newest first; older ones may be missing.</param>
/// <param name="SeenAt">The service's time.</param>
internal sealed record Fleet(
    AutoScalingGroup Group, int Running, LaunchConfiguration? Configuration, IReadOnlyList<RefreshActivity> Activities, DateTimeOffset SeenAt)
{
    /// <summary>The instances in service, by id.</summary>
    public IReadOnlyList<string> RunningIds { get; init; } = [];

    public string Id => Group.AutoScalingGroupId;

    /// <summary>The activity that holds the group; the service allows one at a time.</summary>
    public RefreshActivity? Alive => Activities.FirstOrDefault(activity => activity.IsAlive);

    public string? NewestActivityId => Activities.Count > 0 ? Activities[0].RefreshActivityId : null;

    public override string ToString() => $"Fleet({Id}, {Running} running)";
}
