using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The calls that show machines and move them in and out, and those about balancers, which are refused in the same cases.</summary>
internal static class InstanceActions
{
    private static readonly ObjectShape Some = Shape.Members(("AutoScalingGroupId!", GroupInput.Id), ("InstanceIds!", Shape.List(Shape.Text, 100)));

    public static IEnumerable<ApiAction> All() =>
    [
        new("DescribeAutoScalingInstances", Paging.By("InstanceIds", Shape.Text), Describe) { PerSecond = 60 },
        new("RemoveInstances", Some, (world, input, answer) => TakeOut(world, input, answer, LifeCycleState.Terminating, "REMOVE_INSTANCES")),
        new("DetachInstances", Some, (world, input, answer) => TakeOut(world, input, answer, LifeCycleState.Detaching, "DETACH_INSTANCES")),
        new("EnterStandby", Some, (world, input, answer) => Stand(world, input, answer, enter: true)),
        new("ExitStandby", Some, (world, input, answer) => Stand(world, input, answer, enter: false)),
        new("ModifyLoadBalancers", Shape.Members(
            ("AutoScalingGroupId!", GroupInput.Id), ("LoadBalancerIds", GroupInput.ClassicBalancers), ("ForwardLoadBalancers", GroupInput.Balancers),
            ("LoadBalancersCheckPolicy", Shape.Choice("ALL", "DIFF"))), ModifyBalancers),
    ];

    private static Refusal? Describe(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("InstanceIds") && input.Has("Filters"))
            return new(world.Assumed[Assumed.IdsWithFiltersCode], "InstanceIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "instance-id", "auto-scaling-group-id", "private-ip-address") is { } refusal)
            return refusal;
        var ids = input.Texts("InstanceIds").ToFrozenSet(StringComparer.Ordinal);
        var (offset, limit, total) = (Paging.Offset(input), Paging.Limit(input), 0);
        var window = new List<(ScalingGroup Group, Instance Instance)>();
        foreach (var group in world.Groups.Values)
        {
            if (filters.Any(filter => filter.Name == "auto-scaling-group-id" && !filter.Values.Contains(group.Id)))
                continue;
            for (var i = 0; i < group.Instances.Length; i++)
            {
                var instance = group.Instances[i];
                if ((ids.Count > 0 && !ids.Contains(instance.Id)) || !filters.All(filter => Fits(instance, i, filter.Name, filter.Values)))
                    continue;
                if (total >= offset && window.Count < limit)
                    window.Add((group, instance));
                total++;
            }
        }

        answer.WriteNumber("TotalCount", total);
        answer.WriteStartArray("AutoScalingInstanceSet");
        foreach (var (group, instance) in window)
            Write(answer, world, group, instance);
        answer.WriteEndArray();
        return null;
    }

    private static void Write(Utf8JsonWriter json, World world, ScalingGroup group, Instance instance)
    {
        json.WriteStartObject();
        json.WriteString("InstanceId", instance.Id);
        json.WriteString("AutoScalingGroupId", group.Id);
        json.WriteString("AutoScalingGroupName", group.Name);
        json.WriteString("LaunchConfigurationId", instance.LaunchConfigurationId);
        json.WriteString("LaunchConfigurationName", world.Configurations.GetValueOrDefault(instance.LaunchConfigurationId)?.Name ?? "");
        json.WriteString("LifeCycleState", StateOf(world, instance));
        json.WriteString("HealthStatus", instance.Health.Wire());
        json.WriteBoolean("ProtectedFromScaleIn", instance.Protected);
        json.WriteString("Zone", instance.Zone);
        json.WriteString("CreationType", "AUTO_CREATION");
        json.WriteTime("AddTime", instance.AddTime);
        json.WriteString("InstanceType", instance.InstanceType);
        json.WriteNumber("VersionNumber", instance.VersionNumber);
        json.WriteString("WarmupStatus", "NO_NEED_WARMUP");
        json.WriteStartArray("DisasterRecoverGroupIds");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string StateOf(World world, Instance instance) => instance.State switch
    {
        LifeCycleState.InService when instance.Standby != Standby.No && world.Assumed.Is(Assumed.StandbyState) => "STANDBY",
        LifeCycleState.InLaunchingHook or LifeCycleState.InTerminatingHook when !world.Assumed.Is(Assumed.HookState) => LifeCycleState.InService.Wire(),
        var state => state.Wire(),
    };

    private static Refusal? TakeOut(World world, Input input, Utf8JsonWriter answer, LifeCycleState state, string type)
    {
        if (Find(world, input, out var group, out var ids) is { } refusal)
            return refusal;
        if (ids.FirstOrDefault(id => group.Find(id) is null or { State: not LifeCycleState.InService }) is { } unfit)
            return new("ResourceUnavailable.InstanceInOperation", $"The instance `{unfit}` is not in service in the group `{group.Id}`.");
        // Machines that no longer count need not be replaced.
        var counted = ids.Count(id => group.Find(id)!.Standby != Standby.ByCaller);
        if (group.DesiredCapacity - counted < group.MinSize)
            return new("ResourceInsufficient.AutoScalingGroupBelowMinSize", $"The desired count of `{group.Id}` would be below its MinSize {group.MinSize}.");
        if (group.Instances.Count(instance => instance.IsRunning) - ids.Count(id => group.Find(id)!.IsRunning) < group.MinSize)
            return new("ResourceInsufficient.InServiceInstanceBelowMinSize", $"The instances in service in `{group.Id}` would be below its MinSize {group.MinSize}.");
        group = group with { DesiredCapacity = group.DesiredCapacity - counted };
        world.Put(group);
        answer.WriteString("ActivityId", world.Remove(group, ids, state, type, "Asked for by a caller.").Id);
        return null;
    }

    private static Refusal? Stand(World world, Input input, Utf8JsonWriter answer, bool enter)
    {
        if (Find(world, input, out var group, out var ids, unknownCode: "ResourceNotFound.InstancesNotFound") is { } refusal)
            return refusal;
        var known = group;
        ImmutableArray<string> moved =
            [.. ids.Where(id => known.Find(id) is { State: LifeCycleState.InService } instance && instance.Standby == Standby.No == enter)];
        if (moved.IsEmpty)
            return new(Codes.NoActivity, $"None of the instances is {(enter ? "in service" : "on standby")} in the group `{group.Id}`.");
        var set = moved.ToFrozenSet(StringComparer.Ordinal);
        var byCaller = moved.Count(id => enter || group.Find(id)!.Standby == Standby.ByCaller);
        var desired = enter ? Math.Max(group.MinSize, group.DesiredCapacity - byCaller) : Math.Min(group.MaxSize, group.DesiredCapacity + byCaller);
        world.Put(group.Change(set, instance => instance with { Standby = enter ? Standby.ByCaller : Standby.No }) with { DesiredCapacity = desired });
        var done = world.Done(group.Id, enter ? "STOP_INSTANCES" : "START_INSTANCES", "Asked for by a caller.",
            $"{(enter ? "Enter" : "Exit")} standby: {moved.Length} instances.", moved);
        answer.WriteString("ActivityId", done.Id);
        return null;
    }

    private static Refusal? ModifyBalancers(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        if (Held(world, id, []) is { } held)
            return held;
        if (world.OrdinaryWorkOn(id) is { } work)
            return new(Codes.InActivity, $"The group `{id}` has the scaling activity `{work.Id}` running.");
        // A full overwrite: what is not named is unbound.
        var unbound = group.Members.RemoveRange(["LoadBalancerIdSet", "ForwardLoadBalancerSet"]);
        var bound = GroupMembers.Merge(unbound, new Input(Only(input, "LoadBalancerIds", "ForwardLoadBalancers")), world.Region);
        world.Put(group with { Members = bound });
        answer.WriteString("ActivityId", world.Done(id, "ATTACH_INSTANCES", "Asked for by a caller.", "Bind other balancers.", []).Id);
        return null;
    }

    private static JsonElement Only(Input input, params ReadOnlySpan<string> names)
    {
        var kept = new System.Text.Json.Nodes.JsonObject();
        foreach (var name in names)
        {
            if (input.Find(name) is { } value)
                kept[name] = System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText());
        }

        using var document = JsonDocument.Parse(kept.ToJsonString());
        return document.RootElement.Clone();
    }

    private static Refusal? Find(
        World world, Input input, out ScalingGroup group, out ImmutableArray<string> ids, string unknownCode = "ResourceNotFound.InstancesNotInAutoScalingGroup")
    {
        var id = input.Text("AutoScalingGroupId")!;
        ids = [.. input.Texts("InstanceIds").Distinct(StringComparer.Ordinal)];
        if (!world.Groups.TryGetValue(id, out group!))
            return Codes.GroupNotFound(id);
        var known = group;
        if (ids.FirstOrDefault(instance => known.Find(instance) is null) is { } unknown)
            return new(unknownCode, $"The instance `{unknown}` is not in the group `{id}`.");
        if (Held(world, id, ids) is { } held)
            return held;
        return world.OrdinaryWorkOn(id) is { } work ? new(Codes.InActivity, $"The group `{id}` has the scaling activity `{work.Id}` running.") : null;
    }

    /// <summary>A refresh that works on the group's machines lets nobody else at them.</summary>
    private static Refusal? Held(World world, string groupId, ImmutableArray<string> ids)
    {
        if (world.AliveOf(groupId) is not { } alive)
            return null;
        if (!alive.Working && world.Assumed.Is(Assumed.MembersWhileIdle, "accept"))
            return null;
        var inWork = alive.Batch?.Instances.FirstOrDefault(instance => instance.IsOpen && ids.Contains(instance.InstanceId));
        return inWork is null
            ? new(Codes.InActivity, $"The group `{groupId}` has the refresh activity `{alive.Id}` in progress.")
            : new("ResourceUnavailable.InstanceInOperation", $"The instance `{inWork.InstanceId}` is being refreshed.");
    }

    private static bool Fits(Instance instance, int index, string filter, ImmutableArray<string> values) => filter switch
    {
        "instance-id" => values.Contains(instance.Id),
        "private-ip-address" => values.Contains(Address(index)),
        _ => true,
    };

    // Machines have no network here; their place in the group gives them an address to be found by.
    private static string Address(int index) => $"10.0.{(index + 10) / 256}.{(index + 10) % 256}";
}
