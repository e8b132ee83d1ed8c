namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A rollout was not started, for reasons that were seen beforehand. Nothing was made in the cloud.</summary>
/// <remarks>Its siblings: <see cref="AutoScaling.CloudException"/> when the service refused or did not answer, the platform's own exceptions for
/// misuse.</remarks>
public sealed class RolloutRefusedException(IReadOnlyList<string> reasons)
    : Exception("The rollout was not started: " + string.Join(" ", reasons))
{
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
