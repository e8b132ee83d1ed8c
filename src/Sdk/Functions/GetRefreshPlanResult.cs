using System.Collections.Immutable;
using Pulumi.TencentcloudRefresh.Outputs;

namespace Pulumi.TencentcloudRefresh;

/// <summary>The answer of <see cref="GetRefreshPlan"/>.</summary>
[OutputType]
public sealed class GetRefreshPlanResult
{
    /// <summary>Id of the scaling group.</summary>
    public readonly string AutoScalingGroupId;

    /// <summary>Instances that would take part.</summary>
    public readonly int TotalInstances;

    /// <summary>Instances in each batch, in order.</summary>
    public readonly ImmutableArray<int> BatchSizes;

    /// <summary>Items of the launch configuration that this mode applies.</summary>
    public readonly ImmutableArray<string> AppliedItems;

    /// <summary>Items of the launch configuration that this mode leaves as they are.</summary>
    public readonly ImmutableArray<string> IgnoredItems;

    /// <summary>Lifecycle hooks that fire for each instance and may hold it, in the order in which they fire.</summary>
    public readonly ImmutableArray<LifecycleHook> LifecycleHooks;

    /// <summary>
    /// Group, instances, what they run and what they would get, in one line. As the input <c>expectedPlan</c> it holds a rollout to this
    /// fleet.
    /// </summary>
    public readonly string PlanDigest;

    /// <summary>What would keep the rollout from starting now. Empty: nothing that can be seen.</summary>
    public readonly ImmutableArray<string> Blockers;

    /// <summary>What is worth knowing before the start.</summary>
    public readonly ImmutableArray<string> Warnings;

    /// <summary>The plan as text, as <c>pulumi preview</c> prints it.</summary>
    public readonly ImmutableArray<string> Lines;

    [OutputConstructor]
    private GetRefreshPlanResult(
        string autoScalingGroupId,
        int totalInstances,
        ImmutableArray<int> batchSizes,
        ImmutableArray<string> appliedItems,
        ImmutableArray<string> ignoredItems,
        ImmutableArray<LifecycleHook> lifecycleHooks,
        string planDigest,
        ImmutableArray<string> blockers,
        ImmutableArray<string> warnings,
        ImmutableArray<string> lines)
    {
        AutoScalingGroupId = autoScalingGroupId;
        TotalInstances = totalInstances;
        BatchSizes = batchSizes;
        AppliedItems = appliedItems;
        IgnoredItems = ignoredItems;
        LifecycleHooks = lifecycleHooks;
        PlanDigest = planDigest;
        Blockers = blockers;
        Warnings = warnings;
        Lines = lines;
    }
}
