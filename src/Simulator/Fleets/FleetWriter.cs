using System.Text.Json;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using static TencentcloudRefresh.Simulator.Json.SimulatorJson;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>Makes a file of a fleet. What is as usual is left out, except where a person reading a state would miss it.</summary>
internal static class FleetWriter
{
    /// <summary>Groups are made as they are written: a large fleet is never there twice.</summary>
    public static FleetFile File(Fleet fleet) => new()
    {
        Version = FleetJson.Version,
        Time = fleet.Time,
        Region = fleet.Region,
        Regional = fleet.IsRegional ? true : null,
        AccountId = Unless(Fleet.DefaultAccountId, fleet.AccountId),
        RoleGranted = fleet.RoleGranted,
        MissingImages = fleet.MissingImages.IsEmpty ? null : fleet.MissingImages,
        PublicImages = fleet.PublicImages.IsEmpty ? null : fleet.PublicImages,
        LaunchConfigurationQuota = fleet.LaunchConfigurationQuota,
        GroupQuota = fleet.GroupQuota,
        Credentials = fleet.Credentials,
        LaunchConfigurations = fleet.LaunchConfigurations.Select(Configuration),
        Groups = fleet.Groups.Select(group => Group(fleet, group)),
        RefreshActivities = fleet.Activities,
        ScalingActivities = fleet.ScalingActivities,
        AlarmPolicies = fleet.AlarmPolicies.IsEmpty ? null : fleet.AlarmPolicies,
        Alarms = fleet.Alarms.IsEmpty ? null : fleet.Alarms,
        HookActions = fleet.HookActions.IsEmpty ? null : fleet.HookActions,
        Pending = fleet.Pending,
        Faults = fleet.Faults.Select(fault => FaultFile.Of(new(0, fault, fault.Times, 0))),
        Counters = fleet.Counters,
        Assumptions = fleet.Assumptions,
    };

    private static ConfigurationFile Configuration(LaunchConfiguration configuration) => new()
    {
        Id = configuration.Id,
        Name = configuration.Name,
        Version = configuration.Version,
        Status = configuration.Status,
        CreatedTime = configuration.CreatedTime,
        UpdatedTime = configuration.UpdatedTime,
        Members = configuration.Members,
    };

    private static GroupFile Group(Fleet fleet, ScalingGroup group)
    {
        var usualType = fleet.LaunchConfiguration(group.LaunchConfigurationId)?.InstanceType ?? BuiltMembers.InstanceType;
        var staged = fleet.Stages.FirstOrDefault(stage => stage.GroupId == group.Id);
        return new()
        {
            Id = group.Id,
            Name = group.Name,
            LaunchConfigurationId = group.LaunchConfigurationId,
            Status = group.Status,
            Enabled = group.Enabled,
            MinSize = group.MinSize,
            MaxSize = group.MaxSize,
            DesiredCapacity = group.DesiredCapacity,
            CreatedTime = group.CreatedTime,
            Members = group.Members,
            Hooks = group.Hooks.IsEmpty ? null : group.Hooks,
            Activity = staged is null ? null
                : JsonSerializer.SerializeToElement(new StagedFile { Status = staged.Status, Batches = staged.Batches }, Files.StagedFile),
            Instances = JsonSerializer.SerializeToElement(
                group.Instances.Select(instance => Instance(group, usualType, instance)), Files.IEnumerableInstanceFile),
        };
    }

    private static InstanceFile Instance(ScalingGroup group, string usualType, Instance instance) => new()
    {
        Id = instance.Id,
        ImageId = instance.ImageId,
        State = Unless(LifeCycleState.InService, instance.State),
        Health = Unless(HealthStatus.Healthy, instance.Health),
        Standby = Unless(Standby.No, instance.Standby),
        VersionNumber = instance.VersionNumber,
        SettingsVersion = Unless(instance.VersionNumber, instance.SettingsVersion),
        InstanceType = Unless(usualType, instance.InstanceType),
        Zone = Unless(BuiltMembers.Zone, instance.Zone),
        AddTime = instance.AddTime,
        LaunchConfigurationId = Unless(group.LaunchConfigurationId, instance.LaunchConfigurationId),
        Protected = instance.Protected ? true : null,
        Surge = instance.Surge ? true : null,
    };

    private static string? Unless(string usual, string value) => value == usual ? null : value;

    private static T? Unless<T>(T usual, T value)
        where T : struct
        => EqualityComparer<T>.Default.Equals(value, usual) ? null : value;
}
