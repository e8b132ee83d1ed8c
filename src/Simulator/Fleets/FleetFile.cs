using System.Text.Json;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A fleet as a file holds it: a seed by hand or a saved state. What is null is as usual; what the usual is, <see cref="FleetReader"/> knows.</summary>
internal sealed record FleetFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    [Whole(FleetJson.Version, FleetJson.Version)]
    public int? Version { get; init; }

    public DateTimeOffset? Time { get; init; }

    public string? Region { get; init; }

    public bool? Regional { get; init; }

    [Pattern("^[0-9]+$", "digits")]
    public string? AccountId { get; init; }

    public bool? RoleGranted { get; init; }

    public IEnumerable<string>? MissingImages { get; init; }

    public IEnumerable<string>? PublicImages { get; init; }

    [Whole(0)]
    public int? LaunchConfigurationQuota { get; init; }

    [Whole(0)]
    public int? GroupQuota { get; init; }

    public IEnumerable<Credential>? Credentials { get; init; }

    public IEnumerable<ConfigurationFile>? LaunchConfigurations { get; init; }

    public IEnumerable<GroupFile>? Groups { get; init; }

    public IEnumerable<RefreshActivity>? RefreshActivities { get; init; }

    public IEnumerable<ScalingActivity>? ScalingActivities { get; init; }

    public IEnumerable<AlarmPolicy>? AlarmPolicies { get; init; }

    public IEnumerable<Alarm>? Alarms { get; init; }

    public IEnumerable<HookAction>? HookActions { get; init; }

    public IEnumerable<PendingEvent>? Pending { get; init; }

    public IEnumerable<FaultFile>? Faults { get; init; }

    public IReadOnlyDictionary<string, long>? Counters { get; init; }

    public IReadOnlyDictionary<string, string>? Assumptions { get; init; }
}

/// <summary>A launch configuration in a file.</summary>
internal sealed record ConfigurationFile
{
    [Id(Ids.Configuration)]
    public required string Id { get; init; }

    public string? Name { get; init; }

    [Whole(1)]
    public int? Version { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? UpdatedTime { get; init; }

    public string? ImageId { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Members { get; init; }
}

/// <summary>A scaling group in a file.</summary>
internal sealed record GroupFile
{
    [Id(Ids.Group)]
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? LaunchConfigurationId { get; init; }

    public string? Status { get; init; }

    public bool? Enabled { get; init; }

    [Whole(0, 2000)]
    public int? MinSize { get; init; }

    [Whole(0, 2000)]
    public int? MaxSize { get; init; }

    [Whole(0, 2000)]
    public int? DesiredCapacity { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Members { get; init; }

    /// <summary>A <see cref="StagedFile"/>, or its status alone.</summary>
    [ShortForm(typeof(ActivityStatus), typeof(StagedFile))]
    public JsonElement? Activity { get; init; }

    public bool? Balancer { get; init; }

    public IEnumerable<LifecycleHook>? Hooks { get; init; }

    /// <summary>A list of <see cref="InstanceFile"/>, or how many there are.</summary>
    [ShortForm(typeof(int), typeof(IEnumerable<InstanceFile>)), Whole(0, 2000)]
    public JsonElement? Instances { get; init; }
}

/// <summary>The activity that a group is to start with.</summary>
internal sealed record StagedFile
{
    public ActivityStatus? Status { get; init; }

    [Whole(1)]
    public int? Batches { get; init; }
}

/// <summary>A machine in a file.</summary>
internal sealed record InstanceFile
{
    [Id(Ids.Instance)]
    public required string Id { get; init; }

    public string? ImageId { get; init; }

    public LifeCycleState? State { get; init; }

    public HealthStatus? Health { get; init; }

    public Standby? Standby { get; init; }

    [Whole(1)]
    public int? VersionNumber { get; init; }

    [Whole(1)]
    public int? SettingsVersion { get; init; }

    public string? InstanceType { get; init; }

    public string? Zone { get; init; }

    public DateTimeOffset? AddTime { get; init; }

    public string? LaunchConfigurationId { get; init; }

    public bool? Protected { get; init; }

    public bool? Surge { get; init; }
}
