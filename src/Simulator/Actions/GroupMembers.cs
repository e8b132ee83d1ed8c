using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>From what a caller says about a group to what is kept and shown of it.</summary>
internal static class GroupMembers
{
    /// <summary>What is shown beside the typed members, with what the service fills in.</summary>
    public static readonly OutputMembers Written = new("""
        {"DefaultCooldown":300,"ForwardLoadBalancerSet":[],"LoadBalancerIdSet":[],"ProjectId":0,"SubnetIdSet":[],"TerminationPolicySet":["OLDEST_INSTANCE"],
         "VpcId":"","ZoneSet":[],"RetryPolicy":"IMMEDIATE_RETRY","Tags":[],
         "ServiceSettings":{"ReplaceMonitorUnhealthy":false,"ScalingMode":"CLASSIC_SCALING","ReplaceLoadBalancerUnhealthy":false,"ReplaceMode":"RECREATE",
                            "AutoUpdateInstanceTags":false,"DesiredCapacitySyncWithMaxMinSize":false,"PriorityScaleInUnhealthy":false},
         "Ipv6AddressCount":0,"MultiZoneSubnetPolicy":"PRIORITY","HealthCheckType":"CVM","LoadBalancerHealthCheckGracePeriod":0,
         "InstanceAllocationPolicy":"LAUNCH_CONFIGURATION","SpotMixedAllocationPolicy":null,"CapacityRebalance":false,
         "InstanceNameIndexSettings":null,"HostNameIndexSettings":null,"ConcurrentScaleOutForDesiredCapacity":false}
        """);

    private static readonly string[] Typed =
        ["AutoScalingGroupId", "AutoScalingGroupName", "LaunchConfigurationId", "MinSize", "MaxSize", "DesiredCapacity", "ZonesCheckPolicy"];

    /// <summary>The members of a new group: its health is the load balancer's word, unless the call says otherwise.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Create(Input input, string region)
    {
        var members = Merge(ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal), input, region);
        return members.ContainsKey("HealthCheckType") ? members : members.SetItem("HealthCheckType", Element(JsonValue.Create("CLB")));
    }

    /// <summary>The members after a call said something about some of them; lists are called sets in what is shown.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Merge(ImmutableSortedDictionary<string, JsonElement> before, Input input, string region)
    {
        var members = before.ToBuilder();
        foreach (var member in input.Json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || Typed.Contains(member.Name))
                continue;
            switch (member.Name)
            {
                case "SubnetIds":
                    members["SubnetIdSet"] = member.Value.Clone();
                    break;
                case "Zones":
                    members["ZoneSet"] = member.Value.Clone();
                    break;
                case "TerminationPolicies":
                    members["TerminationPolicySet"] = member.Value.Clone();
                    break;
                case "LoadBalancerIds":
                    members["LoadBalancerIdSet"] = member.Value.Clone();
                    break;
                case "ForwardLoadBalancers":
                    members["ForwardLoadBalancerSet"] = Balancers(member.Value, region);
                    break;
                case "ServiceSettings":
                    members["ServiceSettings"] = Settings(before, member.Value);
                    break;
                default:
                    members[member.Name] = member.Value.Clone();
                    break;
            }
        }

        return members.ToImmutable();
    }

    public static void Write(Utf8JsonWriter json, World world, ScalingGroup group)
    {
        json.WriteStartObject();
        json.WriteString("AutoScalingGroupId", group.Id);
        json.WriteString("AutoScalingGroupName", group.Name);
        json.WriteString("AutoScalingGroupStatus", group.Status);
        json.WriteString("EnabledStatus", group.Enabled ? "ENABLED" : "DISABLED");
        json.WriteString("InActivityStatus", world.IsInActivity(group.Id) ? "IN_ACTIVITY" : "NOT_IN_ACTIVITY");
        json.WriteString("LaunchConfigurationId", group.LaunchConfigurationId);
        json.WriteString("LaunchConfigurationName", world.Configurations.GetValueOrDefault(group.LaunchConfigurationId)?.Name ?? "");
        json.WriteNumber("MinSize", group.MinSize);
        json.WriteNumber("MaxSize", group.MaxSize);
        json.WriteNumber("DesiredCapacity", group.DesiredCapacity);
        json.WriteNumber("InstanceCount", group.Instances.Length);
        json.WriteNumber("InServiceInstanceCount", group.Instances.Count(static instance => instance.State == LifeCycleState.InService));
        json.WriteTime("CreatedTime", group.CreatedTime);
        Written.Write(json, group.Members);
        json.WriteEndObject();
    }

    private static JsonElement Balancers(JsonElement given, string region)
    {
        var balancers = JsonNode.Parse(given.GetRawText())!.AsArray();
        foreach (var balancer in balancers)
        {
            balancer!["LocationId"] ??= "";
            balancer["Region"] ??= region;
        }

        return Element(balancers);
    }

    private static JsonElement Settings(ImmutableSortedDictionary<string, JsonElement> before, JsonElement given)
    {
        var settings = before.TryGetValue("ServiceSettings", out var known)
            ? JsonNode.Parse(known.GetRawText())!.AsObject()
            : JsonNode.Parse("""
                {"ReplaceMonitorUnhealthy":false,"ScalingMode":"CLASSIC_SCALING","ReplaceLoadBalancerUnhealthy":false,"ReplaceMode":"RECREATE",
                 "AutoUpdateInstanceTags":false,"DesiredCapacitySyncWithMaxMinSize":false,"PriorityScaleInUnhealthy":false}
                """)!.AsObject();
        foreach (var member in given.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
                settings[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return Element(settings);
    }

    private static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(node.ToJsonString()));
        return document.RootElement.Clone();
    }
}
