using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>A scaling group and the machines in it.</summary>
public sealed record ScalingGroup
{
    /// <summary>The most hooks that a group may have.</summary>
    public const int MostHooks = 10;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string LaunchConfigurationId { get; init; }

    /// <summary>AutoScalingGroupStatus; anything but NORMAL refuses a refresh.</summary>
    public string Status { get; init; } = "NORMAL";

    public bool Enabled { get; init; } = true;

    public int MinSize { get; init; }

    public int MaxSize { get; init; }

    public int DesiredCapacity { get; init; }

    public DateTimeOffset CreatedTime { get; init; } = BuiltMembers.Time;

    /// <summary>What callers said about the group beyond the above (VpcId, SubnetIdSet, …), under the names of the describe answer.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Members { get; init; } = ImmutableSortedDictionary<string, JsonElement>.Empty;

    public ImmutableArray<LifecycleHook> Hooks { get; init; } = [];

    public ImmutableArray<Instance> Instances { get; init; } = [];

    /// <summary>Bound to an application balancer: only then does a target health check have anything to check.</summary>
    public bool HasBalancer => Members.TryGetValue("ForwardLoadBalancerSet", out var balancers)
        && balancers.ValueKind == JsonValueKind.Array && balancers.GetArrayLength() > 0;

    public Instance? Find(string instanceId)
    {
        var index = IndexOf(instanceId);
        return index < 0 ? null : Instances[index];
    }

    public ScalingGroup Change(string instanceId, Func<Instance, Instance> change)
    {
        var index = IndexOf(instanceId);
        return index < 0 ? this : this with { Instances = Instances.SetItem(index, change(Instances[index])) };
    }

    public ScalingGroup Change(IReadOnlySet<string> instanceIds, Func<Instance, Instance> change)
        => instanceIds.Count == 0
            ? this
            : this with { Instances = [.. Instances.Select(instance => instanceIds.Contains(instance.Id) ? change(instance) : instance)] };

    public ScalingGroup Without(IReadOnlySet<string> instanceIds)
        => this with { Instances = Instances.RemoveAll(instance => instanceIds.Contains(instance.Id)) };

    private int IndexOf(string instanceId)
    {
        for (var i = 0; i < Instances.Length; i++)
        {
            if (string.Equals(Instances[i].Id, instanceId, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
