using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a rollout of a group would do if it started now. Decided, not yet done.</summary>
public sealed record RolloutPlan
{
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The instances in service; those take part.</summary>
    public int TotalInstances { get; init; }

    /// <summary>The number to ask the service for; null while the settings do not tell.</summary>
    public int? BatchNumber { get; init; }

    /// <summary>In order. Empty where there is a blocker about batches.</summary>
    public ImmutableArray<int> BatchSizes { get; init; } = [];

    /// <summary>Items of the launch configuration, by the API's names.</summary>
    public ImmutableArray<string> AppliedItems { get; init; } = [];

    public ImmutableArray<string> IgnoredItems { get; init; } = [];

    /// <summary>Group, instances, what they run and what they would get, in one line: see the input expectedPlan. Empty where there is no group.</summary>
    public string PlanDigest { get; init; } = "";

    /// <summary>Lifecycle hooks that fire for each instance, in the order in which they do.</summary>
    internal ImmutableArray<LifecycleHook> Hooks { get; init; } = [];

    /// <summary>What would keep it from starting: a warning in a preview, an error in earnest.</summary>
    public ImmutableArray<string> Blockers { get; init; } = [];

    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Where the rollout differs from what the settings say. Part of <see cref="Lines"/>; a create says it as well.</summary>
    internal ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The plan in sentences, stable, fit for a review.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>What starts now, in one line: a create says no more, since the preview has said the rest.</summary>
    internal string Summary { get; init; } = "";

    internal Pace Pace { get; init; }

    /// <summary>As properties, for the plan function.</summary>
    public PropertyMap ToMap() => PropertyMap.Empty
        .With("autoScalingGroupId", AutoScalingGroupId.ToValue())
        .With("totalInstances", TotalInstances.ToValue())
        .With("batchSizes", new PropertyValue.Array([.. BatchSizes.Select(size => size.ToValue())]))
        .With("appliedItems", AppliedItems.ToValue())
        .With("ignoredItems", IgnoredItems.ToValue())
        .With("lifecycleHooks", Hooks.Select(RefreshHooks.Map).ToValue())
        .With("planDigest", PlanDigest)
        .With("blockers", Blockers.ToValue())
        .With("warnings", Warnings.ToValue())
        .With("lines", Lines.ToValue());
}
