using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>What is as usual is left out, except where a person reading a state would miss it.</summary>
internal static class FleetWriter
{
    public static void Write(Utf8JsonWriter json, Fleet fleet)
    {
        json.WriteStartObject();
        json.WriteNumber("version", FleetJson.Version);
        Time(json, "time", fleet.Time);
        json.WriteString("region", fleet.Region);
        if (fleet.IsRegional)
            json.WriteBoolean("regional", true);
        if (fleet.AccountId != Fleet.DefaultAccountId)
            json.WriteString("accountId", fleet.AccountId);
        json.WriteBoolean("roleGranted", fleet.RoleGranted);
        Texts(json, "missingImages", fleet.MissingImages);
        json.WriteNumber("launchConfigurationQuota", fleet.LaunchConfigurationQuota);
        json.WriteNumber("groupQuota", fleet.GroupQuota);
        List(json, "credentials", fleet.Credentials, Credential);
        List(json, "launchConfigurations", fleet.LaunchConfigurations, Configuration);
        List(json, "groups", fleet.Groups, (to, group) => Group(to, fleet, group));
        List(json, "refreshActivities", fleet.Activities, RolloutJson.Write);
        List(json, "scalingActivities", fleet.ScalingActivities, Scaling);
        List(json, "pending", fleet.Pending, Pending);
        List(json, "faults", fleet.Faults, static (to, fault) => FaultJson.Write(to, new(0, fault, fault.Times, 0)));
        json.WriteStartObject("counters");
        foreach (var (kind, count) in fleet.Counters)
            json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteStartObject("assumptions");
        foreach (var (name, value) in fleet.Assumptions)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known && known != default)
            json.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
    }

    public static void Texts(Utf8JsonWriter json, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
            // A large fleet goes out piece by piece instead of being gathered first.
            if (json.BytesPending > 64 * 1024)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Credential(Utf8JsonWriter json, Credential credential)
    {
        json.WriteStartObject();
        json.WriteString("secretId", credential.SecretId);
        json.WriteString("secretKey", credential.SecretKey);
        if (credential.Token is not null)
            json.WriteString("token", credential.Token);
        Time(json, "expires", credential.Expires);
        Texts(json, "denied", credential.Denied);
        if (credential.AccountId != Fleet.DefaultAccountId)
            json.WriteString("accountId", credential.AccountId);
        if (credential.Role is not null)
            json.WriteString("role", credential.Role);
        if (credential.Session is not null)
            json.WriteString("session", credential.Session);
        json.WriteEndObject();
    }

    private static void Configuration(Utf8JsonWriter json, LaunchConfiguration configuration)
    {
        json.WriteStartObject();
        json.WriteString("id", configuration.Id);
        json.WriteString("name", configuration.Name);
        json.WriteNumber("version", configuration.Version);
        json.WriteString("status", configuration.Status);
        Time(json, "createdTime", configuration.CreatedTime);
        Time(json, "updatedTime", configuration.UpdatedTime);
        Members(json, configuration.Members);
        json.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter json, Fleet fleet, ScalingGroup group)
    {
        json.WriteStartObject();
        json.WriteString("id", group.Id);
        json.WriteString("name", group.Name);
        json.WriteString("launchConfigurationId", group.LaunchConfigurationId);
        json.WriteString("status", group.Status);
        json.WriteBoolean("enabled", group.Enabled);
        json.WriteNumber("minSize", group.MinSize);
        json.WriteNumber("maxSize", group.MaxSize);
        json.WriteNumber("desiredCapacity", group.DesiredCapacity);
        Time(json, "createdTime", group.CreatedTime);
        Members(json, group.Members);
        if (fleet.Stages.FirstOrDefault(stage => stage.GroupId == group.Id) is { } stage)
        {
            json.WriteStartObject("activity");
            json.WriteString("status", stage.Status.Wire());
            json.WriteNumber("batches", stage.Batches);
            json.WriteEndObject();
        }

        var configuration = fleet.LaunchConfiguration(group.LaunchConfigurationId);
        json.WriteStartArray("instances");
        foreach (var instance in group.Instances)
            Instance(json, group, configuration, instance);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Instance(Utf8JsonWriter json, ScalingGroup group, LaunchConfiguration? configuration, Instance instance)
    {
        json.WriteStartObject();
        json.WriteString("id", instance.Id);
        json.WriteString("imageId", instance.ImageId);
        if (instance.State != LifeCycleState.InService)
            json.WriteString("state", instance.State.Wire());
        if (instance.Health != HealthStatus.Healthy)
            json.WriteString("health", instance.Health.Wire());
        if (instance.Standby != Standby.No)
            json.WriteString("standby", instance.Standby.Wire());
        json.WriteNumber("versionNumber", instance.VersionNumber);
        if (instance.SettingsVersion != instance.VersionNumber)
            json.WriteNumber("settingsVersion", instance.SettingsVersion);
        if (instance.InstanceType != (configuration?.InstanceType ?? BuiltMembers.InstanceType))
            json.WriteString("instanceType", instance.InstanceType);
        if (instance.Zone != BuiltMembers.Zone)
            json.WriteString("zone", instance.Zone);
        Time(json, "addTime", instance.AddTime);
        if (instance.LaunchConfigurationId != group.LaunchConfigurationId)
            json.WriteString("launchConfigurationId", instance.LaunchConfigurationId);
        if (instance.Protected)
            json.WriteBoolean("protected", true);
        if (instance.Surge)
            json.WriteBoolean("surge", true);
        json.WriteEndObject();
    }

    private static void Scaling(Utf8JsonWriter json, ScalingActivity activity)
    {
        json.WriteStartObject();
        json.WriteString("id", activity.Id);
        json.WriteString("groupId", activity.GroupId);
        json.WriteString("type", activity.Type);
        json.WriteString("status", activity.Status.Wire());
        json.WriteString("message", activity.Message);
        json.WriteString("cause", activity.Cause);
        json.WriteString("description", activity.Description);
        Time(json, "startTime", activity.StartTime);
        Time(json, "endTime", activity.EndTime);
        Texts(json, "instanceIds", activity.InstanceIds);
        if (activity.RefreshActivityId is not null)
            json.WriteString("refreshActivityId", activity.RefreshActivityId);
        json.WriteEndObject();
    }

    private static void Pending(Utf8JsonWriter json, PendingEvent pending)
    {
        json.WriteStartObject();
        Time(json, "at", pending.At);
        json.WriteNumber("sequence", pending.Sequence);
        json.WriteString("kind", pending.Kind.Wire());
        json.WriteString("subjectId", pending.SubjectId);
        json.WriteNumber("round", pending.Round);
        if (pending.InstanceId is not null)
            json.WriteString("instanceId", pending.InstanceId);
        if (pending.Failure is not null)
            json.WriteString("failure", pending.Failure);
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        json.WriteStartObject("members");
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
