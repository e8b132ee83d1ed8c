using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

internal static class FleetReader
{
    public static Fleet Read(JsonReading json)
    {
        json.OnlyMembers("$schema", "version", "time", "region", "regional", "accountId", "roleGranted", "missingImages", "launchConfigurationQuota", "groupQuota", "credentials",
            "launchConfigurations", "groups", "refreshActivities", "scalingActivities", "pending", "faults", "counters", "assumptions");
        if (json.Integer("version", FleetJson.Version) is var version and not FleetJson.Version)
            json.Complain("version", $"must be {FleetJson.Version}, not {version}");
        var fleet = new Fleet
        {
            Time = json.Time("time"),
            Region = json.Text("region", "ap-guangzhou"),
            IsRegional = json.Flag("regional", false),
            AccountId = Account(json),
            RoleGranted = json.Flag("roleGranted", true),
            MissingImages = [.. json.Texts("missingImages")],
            LaunchConfigurationQuota = json.Integer("launchConfigurationQuota", 50, 0),
            GroupQuota = json.Integer("groupQuota", 50, 0),
            LaunchConfigurations = [.. json.Objects("launchConfigurations").Select(Configuration)],
            Activities = [.. json.Objects("refreshActivities").Select(RolloutJson.Read)],
            ScalingActivities = [.. json.Objects("scalingActivities").Select(Scaling)],
            Pending = [.. json.Objects("pending").Select(Pending)],
            Faults = [.. json.Objects("faults").Select(FaultJson.Read)],
            Counters = Counters(json),
            Assumptions = Assumptions(json),
        };
        if (json.Has("credentials"))
            fleet = fleet with { Credentials = [.. json.Objects("credentials").Select(Credential)] };
        fleet = Groups(json, fleet);
        FleetCheck.Check(json, fleet);
        return fleet;
    }

    private static Credential Credential(JsonReading json)
    {
        json.OnlyMembers("secretId", "secretKey", "token", "expires", "denied", "accountId", "role", "session");
        var id = json.Required("secretId");
        if (id.Length > 0 && !id.StartsWith("AKID", StringComparison.Ordinal))
            json.Complain("secretId", $"must begin with AKID, not '{id}'");
        return new(id, json.Required("secretKey"))
        {
            Token = json.TextOrNull("token"),
            Expires = json.Time("expires"),
            Denied = [.. json.Texts("denied")],
            AccountId = Account(json),
            Role = json.TextOrNull("role"),
            Session = json.TextOrNull("session"),
        };
    }

    private static string Account(JsonReading json)
    {
        var id = json.Text("accountId", Fleet.DefaultAccountId);
        if (id.Length == 0 || !id.All(char.IsAsciiDigit))
            json.Complain("accountId", $"must be digits, not '{id}'");
        return id;
    }

    private static LaunchConfiguration Configuration(JsonReading json)
    {
        json.OnlyMembers("id", "name", "version", "status", "createdTime", "updatedTime", "imageId", "members");
        var id = json.Id("id", Ids.Configuration);
        var members = Members(json, BuiltMembers.Configuration.SetItem("ImageId", BuiltMembers.Text(Fleet.DefaultImageId)));
        if (json.TextOrNull("imageId") is { } image)
            members = members.SetItem("ImageId", BuiltMembers.Text(image));
        return new()
        {
            Id = id,
            Name = json.Text("name", $"configuration-{id[Math.Min(4, id.Length)..]}"),
            Version = json.Integer("version", 1, 1),
            Status = json.Text("status", "NORMAL"),
            CreatedTime = json.Time("createdTime") ?? BuiltMembers.Time,
            UpdatedTime = json.Time("updatedTime") ?? BuiltMembers.Time,
            Members = members,
        };
    }

    private static Fleet Groups(JsonReading json, Fleet fleet)
    {
        foreach (var group in json.Objects("groups"))
            fleet = Group(group, fleet);
        return fleet;
    }

    private static Fleet Group(JsonReading json, Fleet fleet)
    {
        json.OnlyMembers("id", "name", "launchConfigurationId", "status", "enabled", "minSize", "maxSize", "desiredCapacity", "createdTime", "members", "activity",
            "balancer", "instances");
        var id = json.Id("id", Ids.Group);
        var configurationId = json.Text("launchConfigurationId", Fleet.DefaultLaunchConfigurationId);
        if (fleet.LaunchConfiguration(configurationId) is null)
        {
            if (json.Has("launchConfigurationId"))
                json.Complain("launchConfigurationId", $"'{configurationId}' is not among the launchConfigurations");
            else
                fleet = fleet.AndLaunchConfiguration(configurationId);
        }

        var configuration = fleet.LaunchConfiguration(configurationId);
        var image = configuration?.ImageId ?? Fleet.DefaultImageId;
        var instances = Instances(json, id, configurationId, configuration, image);
        var group = new ScalingGroup
        {
            Id = id,
            Name = json.Text("name", $"group-{id[Math.Min(4, id.Length)..]}"),
            LaunchConfigurationId = configurationId,
            Status = json.Text("status", "NORMAL"),
            Enabled = json.Flag("enabled", true),
            MinSize = json.Integer("minSize", 0, 0, 2000),
            MaxSize = json.Integer("maxSize", 2000, 0, 2000),
            DesiredCapacity = json.Integer("desiredCapacity", instances.Count(instance => !instance.Surge && instance.Standby != Standby.ByCaller), 0, 2000),
            CreatedTime = json.Time("createdTime") ?? BuiltMembers.Time,
            Members = Members(json, json.Flag("balancer", true) ? BuiltMembers.GroupWithBalancer : BuiltMembers.Group),
            Instances = instances,
        };
        fleet = fleet with { Groups = fleet.Groups.Add(group) };
        return Stage(json, id) is { } staged ? fleet with { Stages = fleet.Stages.Add(staged) } : fleet;
    }

    private static ImmutableArray<Instance> Instances(JsonReading json, string groupId, string configurationId, LaunchConfiguration? configuration, string image)
    {
        var type = configuration?.InstanceType ?? BuiltMembers.InstanceType;
        if (json.Element("instances") is { ValueKind: JsonValueKind.Number })
        {
            return [.. Enumerable.Range(1, json.Integer("instances", 0, 0, 2000)).Select(number => new Instance
            {
                Id = Fleet.InstanceId(groupId, number),
                ImageId = image,
                LaunchConfigurationId = configurationId,
                InstanceType = type,
                Zone = BuiltMembers.Zone,
                AddTime = BuiltMembers.TimeOf(number),
            })];
        }

        return [.. json.Objects("instances").Select((item, index) => Instance(item, index + 1, configurationId, type, image))];
    }

    private static Instance Instance(JsonReading json, int number, string configurationId, string type, string image)
    {
        json.OnlyMembers("id", "imageId", "state", "health", "standby", "versionNumber", "settingsVersion", "instanceType", "zone", "addTime",
            "launchConfigurationId", "protected", "surge");
        return new()
        {
            Id = json.Id("id", Ids.Instance),
            ImageId = Shared(json.Text("imageId", image), image),
            LaunchConfigurationId = Shared(json.Text("launchConfigurationId", configurationId), configurationId),
            InstanceType = Shared(json.Text("instanceType", type), type),
            Zone = Shared(json.Text("zone", BuiltMembers.Zone), BuiltMembers.Zone),
            AddTime = json.Time("addTime") ?? BuiltMembers.TimeOf(number),
            VersionNumber = json.Integer("versionNumber", 1, 1),
            SettingsVersion = json.Integer("settingsVersion", json.Integer("versionNumber", 1, 1), 1),
            State = json.Choice("state", LifeCycleState.InService),
            Standby = json.Choice("standby", Standby.No),
            Health = json.Choice("health", HealthStatus.Healthy),
            Protected = json.Flag("protected", false),
            Surge = json.Flag("surge", false),
        };
    }

    private static Staged? Stage(JsonReading json, string groupId)
    {
        if (json.Element("activity") is { ValueKind: JsonValueKind.String })
            return new(groupId, json.Choice("activity", ActivityStatus.Successful));
        if (json.Object("activity") is not { } activity)
            return null;
        activity.OnlyMembers("status", "batches");
        return new(groupId, activity.Choice("status", ActivityStatus.Successful), activity.Integer("batches", 3, 1));
    }

    private static ScalingActivity Scaling(JsonReading json)
    {
        json.OnlyMembers("id", "groupId", "type", "status", "message", "cause", "description", "startTime", "endTime", "instanceIds", "refreshActivityId");
        return new()
        {
            Id = json.Id("id", Ids.Scaling),
            GroupId = json.Required("groupId"),
            Type = json.Required("type"),
            Status = json.Choice("status", ScalingStatus.Successful),
            Message = json.Text("message", ""),
            Cause = json.Text("cause", ""),
            Description = json.Text("description", ""),
            StartTime = json.Time("startTime") ?? default,
            EndTime = json.Time("endTime"),
            InstanceIds = [.. json.Texts("instanceIds")],
            RefreshActivityId = json.TextOrNull("refreshActivityId"),
        };
    }

    private static PendingEvent Pending(JsonReading json)
    {
        json.OnlyMembers("at", "sequence", "kind", "subjectId", "round", "instanceId", "failure");
        if (!json.Has("at"))
            json.Complain("at", "is required");
        return new(json.Time("at") ?? default, json.Long("sequence", 0), json.Choice("kind", PendingKind.Prepared), json.Required("subjectId"),
            json.Integer("round", 0, 0), json.TextOrNull("instanceId"), json.TextOrNull("failure"));
    }

    private static ImmutableSortedDictionary<string, long> Counters(JsonReading json)
        => json.Object("counters") is { } counters
            ? counters.Members().ToImmutableSortedDictionary(member => member.Name, member => counters.Long(member.Name, 0), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, long>.Empty;

    private static ImmutableSortedDictionary<string, string> Assumptions(JsonReading json)
    {
        var chosen = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (json.Object("assumptions") is not { } assumptions)
            return chosen;
        foreach (var member in assumptions.Members())
        {
            try
            {
                var value = assumptions.Text(member.Name, "");
                AssumptionSet.Usual.With(member.Name, value);
                chosen = chosen.SetItem(member.Name, value);
            }
            catch (ArgumentException wrong)
            {
                assumptions.Complain(member.Name, wrong.Message);
            }
        }

        return chosen;
    }

    private static ImmutableSortedDictionary<string, JsonElement> Members(JsonReading json, ImmutableSortedDictionary<string, JsonElement> otherwise)
        // Looked at twice: the second look complains where it is no object.
        => json.Object("members") is not null && json.Element("members") is { ValueKind: JsonValueKind.Object } members ? BuiltMembers.Of(members) : otherwise;

    // A hundred thousand machines share the few words that describe them.
    private static string Shared(string given, string usual) => given == usual ? usual : string.Intern(given);
}
