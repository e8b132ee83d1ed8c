using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>From what a caller says about a launch configuration to what is kept and shown of it.</summary>
internal static class ConfigurationMembers
{
    private const int UserDataBytes = 16 * 1024;

    /// <summary>What is shown, with what the service fills in. Members that official tools read without looking are never null.</summary>
    public static readonly OutputMembers Written = new("""
        {"ProjectId":0,"InstanceType":"","InstanceTypes":[],"DataDisks":[],"SecurityGroupIds":[],"UserData":"","ImageId":"","ImageFamily":null,
         "SystemDisk":{"DiskType":"CLOUD_PREMIUM","DiskSize":50},"LoginSettings":{"KeyIds":[]},
         "InternetAccessible":{"InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR","InternetMaxBandwidthOut":0,"PublicIpAssigned":false},
         "EnhancedService":{"SecurityService":{"Enabled":true},"MonitorService":{"Enabled":true},"AutomationToolsService":{"Enabled":false}},
         "InstanceChargeType":"POSTPAID_BY_HOUR","InstanceMarketOptions":null,"InstanceChargePrepaid":null,"InstanceTags":[],"Tags":[],"CamRoleName":"",
         "LastOperationInstanceTypesCheckPolicy":"ANY","HostNameSettings":null,"InstanceNameSettings":null,"DiskTypePolicy":"ORIGINAL","HpcClusterId":"",
         "IPv6InternetAccessible":null,"DisasterRecoverGroupIds":[],"DedicatedClusterId":"","NetworkInterfaces":[]}
        """);

    /// <summary>What about the given members cannot be.</summary>
    public static Refusal? Check(World world, Input input)
    {
        if (input.Text("ImageId") is { Length: > 0 } image)
        {
            if (!Ids.IsId(image, Ids.Image))
                return new("InvalidParameterValue.InvalidImageId", $"The image `{image}` is not the id of an image.");
            if (world.MissingImages.Contains(image))
                return new("InvalidParameterValue.ImageNotFound", $"There is no image `{image}`.");
            if (input.Text("ImageFamily") is { Length: > 0 })
                return new("InvalidParameter.Conflict", "ImageId and ImageFamily cannot be given together.");
        }

        if (CheckInterfaces(input) is { } wrong)
            return wrong;
        if (input.Text("UserData") is not { Length: > 0 } userData)
            return null;
        if (!Base64.IsValid(userData))
            return new("InvalidParameterValue.UserDataFormatError", "UserData is not Base64.");
        return userData.Length > UserDataBytes
            ? new("InvalidParameterValue.UserDataSizeExceeded", $"UserData is {userData.Length} bytes as Base64; it may be {UserDataBytes}.")
            : null;
    }

    /// <summary>The members of a new configuration. On a public image the automation agent is on unless the call says otherwise.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Create(World world, Input input)
    {
        var members = Merge(world, ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal), input);
        return members.ContainsKey("EnhancedService") || !IsPublic(world, members)
            ? members
            : members.SetItem("EnhancedService", Filled(JsonDocument.Parse("{}").RootElement, AgentsOn(isPublic: true)));
    }

    /// <summary>The members after a call said something about some of them. Passwords are dropped: they are never shown, so they need not be kept.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Merge(World world, ImmutableSortedDictionary<string, JsonElement> before, Input input)
    {
        var members = before.ToBuilder();
        foreach (var member in input.Json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || member.Name is "LaunchConfigurationName" or "LaunchConfigurationId")
                continue;
            switch (member.Name)
            {
                case "InstanceTypesCheckPolicy":
                    members["LastOperationInstanceTypesCheckPolicy"] = member.Value.Clone();
                    break;
                case "InstanceType":
                    members["InstanceType"] = member.Value.Clone();
                    members["InstanceTypes"] = Element(new JsonArray(member.Value.GetString()));
                    break;
                case "InstanceTypes":
                    members["InstanceTypes"] = member.Value.Clone();
                    if (member.Value.GetArrayLength() > 0)
                        members["InstanceType"] = member.Value[0].Clone();
                    break;
                case "LoginSettings":
                    members["LoginSettings"] = Element(new JsonObject { ["KeyIds"] = Copy(new Input(member.Value).Find("KeyIds")) ?? new JsonArray() });
                    break;
                case "SystemDisk":
                    members["SystemDisk"] = Filled(member.Value, """{"DiskType":"CLOUD_PREMIUM","DiskSize":50}""");
                    break;
                case "InternetAccessible":
                    members["InternetAccessible"] = Filled(member.Value,
                        """{"InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR","InternetMaxBandwidthOut":0,"PublicIpAssigned":false}""");
                    break;
                case "EnhancedService":
                    members["EnhancedService"] = Filled(member.Value, AgentsOn(input.Text("ImageId") is { } image
                        ? world.PublicImages.Contains(image)
                        : IsPublic(world, before)));
                    break;
                case "DataDisks":
                    members["DataDisks"] = Element(new JsonArray([.. member.Value.EnumerateArray().Select(disk =>
                        Node(Filled(disk, """{"DiskType":"CLOUD_PREMIUM","DiskSize":0,"SnapshotId":"","DeleteWithInstance":false}""")))]));
                    break;
                // One image or the other: the later word counts.
                case "ImageId":
                    members.Remove("ImageFamily");
                    members["ImageId"] = member.Value.Clone();
                    break;
                case "ImageFamily":
                    members.Remove("ImageId");
                    members["ImageFamily"] = member.Value.Clone();
                    break;
                case "UserData" when member.Value.GetString() is "":
                    members.Remove("UserData");
                    break;
                default:
                    members[member.Name] = member.Value.Clone();
                    break;
            }
        }

        return members.ToImmutable();
    }

    public static void Write(Utf8JsonWriter json, World world, LaunchConfiguration configuration)
    {
        json.WriteStartObject();
        json.WriteString("LaunchConfigurationId", configuration.Id);
        json.WriteString("LaunchConfigurationName", configuration.Name);
        json.WriteString("LaunchConfigurationStatus", configuration.Status);
        json.WriteNumber("VersionNumber", configuration.Version);
        json.WriteTime("CreatedTime", configuration.CreatedTime);
        json.WriteTime("UpdatedTime", configuration.UpdatedTime);
        json.WriteStartArray("AutoScalingGroupAbstractSet");
        foreach (var group in world.Groups.Values)
        {
            if (group.LaunchConfigurationId != configuration.Id)
                continue;
            json.WriteStartObject();
            json.WriteString("AutoScalingGroupId", group.Id);
            json.WriteString("AutoScalingGroupName", group.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Written.Write(json, configuration.Members);
        json.WriteEndObject();
    }

    private static Refusal? CheckInterfaces(Input input)
    {
        if (!input.Has("NetworkInterfaces"))
            return null;
        var interfaces = input.Objects("NetworkInterfaces").ToList();
        if (interfaces.Count(one => one.Text("InterfaceType") == "PRIMARY") != 1)
            return new(Codes.InvalidValue, "NetworkInterfaces needs exactly one entry of the type PRIMARY.");
        if (input.Text("InstanceChargeType") == "SPOTPAID")
            return new("InvalidParameter.InScenario", "NetworkInterfaces cannot be given for spot instances.");
        if (interfaces.Any(one => one.Text("InterfaceType") == "PRIMARY" && one.Flag("IsKeepENI") == true))
            return new("InvalidParameter.InScenario", "IsKeepENI is for entries of the type SECONDARY.");
        return interfaces.Any(one => one.Text("InterfaceType") == "SECONDARY" && !one.Has("PrivateIpv4AddressCount"))
            ? new("MissingParameter.InScenario", "PrivateIpv4AddressCount is needed for an entry of the type SECONDARY.")
            : null;
    }

    private static bool IsPublic(World world, ImmutableSortedDictionary<string, JsonElement> members)
        => members.TryGetValue("ImageId", out var image) && world.PublicImages.Contains(image.GetString() ?? "");

    private static string AgentsOn(bool isPublic)
        => $$$"""{"SecurityService":{"Enabled":true},"MonitorService":{"Enabled":true},"AutomationToolsService":{"Enabled":{{{(isPublic ? "true" : "false")}}}}}""";

    private static JsonElement Filled(JsonElement given, string defaults)
    {
        var filled = JsonNode.Parse(defaults)!.AsObject();
        Fill(filled, Copy(given)!.AsObject());
        return Element(filled);
    }

    private static void Fill(JsonObject filled, JsonObject given)
    {
        foreach (var (name, value) in given)
        {
            if (value is JsonObject inner && filled[name] is JsonObject target)
                Fill(target, inner);
            else if (value is not null)
                filled[name] = value.DeepClone();
        }
    }

    private static JsonNode? Copy(JsonElement? given) => given is { } json ? JsonNode.Parse(json.GetRawText()) : null;

    private static JsonNode? Node(JsonElement json) => JsonNode.Parse(json.GetRawText());

    private static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(node.ToJsonString()));
        return document.RootElement.Clone();
    }
}
