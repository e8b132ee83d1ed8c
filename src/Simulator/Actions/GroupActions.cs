using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The calls that make, show, change and delete groups.</summary>
internal static class GroupActions
{
    public static IEnumerable<ApiAction> All() =>
    [
        new("CreateAutoScalingGroup", GroupInput.Create, Create),
        new("DescribeAutoScalingGroups", Paging.By("AutoScalingGroupIds", GroupInput.Id), Describe) { PerSecond = 60 },
        new("ModifyAutoScalingGroup", GroupInput.Modify, Modify),
        new("ModifyDesiredCapacity", GroupInput.Desired, ModifyDesired),
        new("DeleteAutoScalingGroup", GroupInput.Group, Delete),
        new("EnableAutoScalingGroup", GroupInput.Group, Enable),
        new("DisableAutoScalingGroup", GroupInput.Group, Disable),
        new("DescribeAccountLimits", Shape.Members(), DescribeLimits),
    ];

    private static Refusal? Create(World world, Input input, Utf8JsonWriter answer)
    {
        var configurationId = input.Text("LaunchConfigurationId")!;
        if (!world.Configurations.TryGetValue(configurationId, out var configuration))
            return new("InvalidParameterValue.LaunchConfigurationNotFound", $"There is no launch configuration `{configurationId}`.");
        if (configuration.Status != "NORMAL")
            return new("ResourceUnavailable.LaunchConfigurationStatusAbnormal", $"The launch configuration `{configurationId}` is {configuration.Status}.");
        if (input.Has("LoadBalancerIds") && input.Has("ForwardLoadBalancers"))
            return new("InvalidParameter.Conflict", "LoadBalancerIds and ForwardLoadBalancers cannot be given together.");
        if (input.Texts("SubnetIds").IsEmpty && input.Text("VpcId")!.Length > 0)
            return new("InvalidParameterValue.SubnetIds", "A group in a VPC needs SubnetIds.");
        var name = input.Text("AutoScalingGroupName")!;
        if (NameTaken(world, name, except: null) is { } taken)
            return taken;
        var (min, max) = ((int)input.Whole("MinSize")!.Value, (int)input.Whole("MaxSize")!.Value);
        var desired = (int)(input.Whole("DesiredCapacity") ?? min);
        if (BadSize(min, desired, max) is { } badSize)
            return badSize;
        if (world.Groups.Count >= world.GroupQuota)
            return new("LimitExceeded.AutoScalingGroupLimitExceeded", $"There may be {world.GroupQuota} groups.");

        var group = new ScalingGroup
        {
            Id = world.NewId(Ids.Group),
            Name = name,
            LaunchConfigurationId = configurationId,
            MinSize = min,
            MaxSize = max,
            DesiredCapacity = desired,
            CreatedTime = world.Now,
            Members = GroupMembers.Create(input, world.Region),
        };
        world.Put(group);
        world.Match(group.Id);
        answer.WriteString("AutoScalingGroupId", group.Id);
        return null;
    }

    private static Refusal? Describe(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("AutoScalingGroupIds") && input.Has("Filters"))
            return new(world.Assumed[Assumed.IdsWithFiltersCode], "AutoScalingGroupIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "auto-scaling-group-id", "auto-scaling-group-name", "vague-auto-scaling-group-name", "launch-configuration-id",
            "tag-key", "tag-value", "tag:") is { } refusal)
        {
            return refusal;
        }

        var ids = input.Texts("AutoScalingGroupIds");
        var found = world.Groups.Values
            .Where(group => (ids.IsEmpty || ids.Contains(group.Id)) && filters.All(filter => Fits(group, filter.Name, filter.Values))).ToList();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("AutoScalingGroupSet");
        foreach (var group in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            GroupMembers.Write(answer, world, group);
        answer.WriteEndArray();
        return null;
    }

    private static Refusal? Modify(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        if (input.Text("LaunchConfigurationId") is { } configurationId && !world.Configurations.ContainsKey(configurationId))
            return new("InvalidParameterValue.LaunchConfigurationNotFound", $"There is no launch configuration `{configurationId}`.");
        if (input.Text("AutoScalingGroupName") is { } name && NameTaken(world, name, except: id) is { } taken)
            return taken;
        if (input.Text("VpcId") is { } vpc && !group.Instances.IsEmpty && group.Members.TryGetValue("VpcId", out var present) && present.GetString() != vpc)
            return new("ResourceUnavailable.ForbiddenModifyVpc", $"The group `{id}` has instances in its VPC.");
        if (Sized(group, input, out var sized) is { } badSize)
            return badSize;

        // Accepted during a refresh as well: the new size waits until the group is enabled again.
        world.Put(sized with
        {
            Name = input.Text("AutoScalingGroupName") ?? group.Name,
            LaunchConfigurationId = input.Text("LaunchConfigurationId") ?? group.LaunchConfigurationId,
            Members = GroupMembers.Merge(group.Members, input, world.Region),
        });
        world.Match(id);
        return null;
    }

    private static Refusal? ModifyDesired(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        if (group.Status != "NORMAL")
            return new(Codes.GroupAbnormal, $"The group `{id}` is {group.Status}.");
        if (!group.Enabled)
            return new(world.AliveOf(id) is null ? Codes.GroupDisabled : world.Assumed[Assumed.DesiredWhileAlive], $"The group `{id}` is disabled.");
        if (Sized(group, input, out var sized) is { } badSize)
            return badSize;
        world.Put(sized);
        world.Match(id);
        return null;
    }

    private static Refusal? Delete(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        if (!group.Instances.IsEmpty)
            return new("ResourceInUse.InstanceInGroup", $"The group `{id}` has {group.Instances.Length} instances.");
        if (world.IsInActivity(id) || world.AliveOf(id) is not null)
            return new("ResourceInUse.ActivityInProgress", $"The group `{id}` has an activity running.");
        world.Drop(group);
        return null;
    }

    private static Refusal? Enable(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        if (world.AliveOf(id) is { } alive)
            return new(Codes.InRefreshActivity, $"The group `{id}` has the refresh activity `{alive.Id}`, which is {alive.Status.Wire()}.");
        world.Put(group with { Enabled = true });
        world.Match(id);
        return null;
    }

    private static Refusal? Disable(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        if (!group.Enabled && !world.Assumed.Is(Assumed.DisableIsIdempotent))
            return new(Codes.GroupDisabled, $"The group `{id}` is disabled.");
        world.Put(group with { Enabled = false });
        return null;
    }

    private static Refusal? DescribeLimits(World world, Input input, Utf8JsonWriter answer)
    {
        answer.WriteNumber("MaxNumberOfLaunchConfigurations", world.LaunchConfigurationQuota);
        answer.WriteNumber("NumberOfLaunchConfigurations", world.Configurations.Count);
        answer.WriteNumber("MaxNumberOfAutoScalingGroups", world.GroupQuota);
        answer.WriteNumber("NumberOfAutoScalingGroups", world.Groups.Count);
        return null;
    }

    private static Refusal? Sized(ScalingGroup group, Input input, out ScalingGroup sized)
    {
        var min = (int)(input.Whole("MinSize") ?? group.MinSize);
        var max = (int)(input.Whole("MaxSize") ?? group.MaxSize);
        var desired = (int)(input.Whole("DesiredCapacity") ?? group.DesiredCapacity);
        if (!input.Has("DesiredCapacity") && min <= max && SyncsDesired(group))
            desired = Math.Clamp(desired, min, max);
        sized = group with { MinSize = min, MaxSize = max, DesiredCapacity = desired };
        return BadSize(min, desired, max);
    }

    private static bool SyncsDesired(ScalingGroup group)
        => group.Members.TryGetValue("ServiceSettings", out var settings) && new Input(settings).Flag("DesiredCapacitySyncWithMaxMinSize") == true;

    private static Refusal? BadSize(int min, int desired, int max)
        => min <= desired && desired <= max ? null : new(Codes.Size, $"MinSize {min}, DesiredCapacity {desired} and MaxSize {max} must not decrease in this order.");

    private static Refusal? NameTaken(World world, string name, string? except)
        => world.Groups.Values.Any(group => group.Name == name && group.Id != except)
            ? new("InvalidParameterValue.GroupNameDuplicated", $"There is a group named `{name}`.")
            : null;

    private static bool Fits(ScalingGroup group, string filter, ImmutableArray<string> values) => filter switch
    {
        "auto-scaling-group-id" => values.Contains(group.Id),
        "auto-scaling-group-name" => values.Contains(group.Name),
        "vague-auto-scaling-group-name" => values.Any(value => group.Name.Contains(value, StringComparison.Ordinal)),
        "launch-configuration-id" => values.Contains(group.LaunchConfigurationId),
        _ => Paging.FitsTags(Tagging.Of(group.Members), filter, values),
    };
}
