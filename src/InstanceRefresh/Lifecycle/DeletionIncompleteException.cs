namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Something in flight could not be ended, so the resource must be kept: a deletion has no partial form.</summary>
public sealed class DeletionIncompleteException(IReadOnlyList<string> reasons)
    : Exception("The rollout could not be ended: " + string.Join(" ", reasons))
{
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
