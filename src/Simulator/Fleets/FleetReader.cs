using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Json;
using TencentcloudRefresh.Simulator.Model;
using static TencentcloudRefresh.Simulator.Json.SimulatorJson;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>Makes a fleet of a file, and fills in what is as usual.</summary>
internal static class FleetReader
{
    /// <exception cref="FleetFormatException">Something in it does not fit together; every error is listed with its path.</exception>
    public static Fleet Read(FleetFile file)
    {
        var configurations = (file.LaunchConfigurations ?? []).Select(Configuration).ToImmutableArray();
        var fleet = new Fleet
        {
            Time = file.Time,
            Region = file.Region ?? "ap-guangzhou",
            IsRegional = file.Regional ?? false,
            AccountId = file.AccountId ?? Fleet.DefaultAccountId,
            RoleGranted = file.RoleGranted ?? true,
            MissingImages = [.. file.MissingImages ?? []],
            PublicImages = [.. file.PublicImages ?? []],
            LaunchConfigurationQuota = file.LaunchConfigurationQuota ?? 50,
            GroupQuota = file.GroupQuota ?? 50,
            Credentials = [.. file.Credentials ?? [Credential.Default]],
            LaunchConfigurations = configurations,
            Activities = [.. file.RefreshActivities ?? []],
            ScalingActivities = [.. file.ScalingActivities ?? []],
            AlarmPolicies = [.. file.AlarmPolicies ?? []],
            Alarms = [.. file.Alarms ?? []],
            HookActions = [.. file.HookActions ?? []],
            Pending = [.. file.Pending ?? []],
            Faults = [.. (file.Faults ?? []).Select(fault => fault.ToFault())],
            Counters = (file.Counters ?? ImmutableDictionary<string, long>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Assumptions = (file.Assumptions ?? ImmutableDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        fleet = (file.Groups ?? []).Aggregate(fleet, Add);
        return FleetCheck.Errors(file, fleet).ToList() is { Count: > 0 } errors ? throw new FleetFormatException(errors) : fleet;
    }

    private static LaunchConfiguration Configuration(ConfigurationFile file)
    {
        var members = Members(file.Members, BuiltMembers.Configuration.SetItem("ImageId", BuiltMembers.Text(Fleet.DefaultImageId)));
        return new()
        {
            Id = file.Id,
            Name = file.Name ?? $"configuration-{file.Id[Ids.Configuration.Length..]}",
            Version = file.Version ?? 1,
            Status = file.Status ?? "NORMAL",
            CreatedTime = file.CreatedTime ?? BuiltMembers.Time,
            UpdatedTime = file.UpdatedTime ?? BuiltMembers.Time,
            Members = file.ImageId is { } image ? members.SetItem("ImageId", BuiltMembers.Text(image)) : members,
        };
    }

    private static Fleet Add(Fleet fleet, GroupFile file)
    {
        var configurationId = file.LaunchConfigurationId ?? Fleet.DefaultLaunchConfigurationId;
        if (file.LaunchConfigurationId is null && fleet.LaunchConfiguration(configurationId) is null)
            fleet = fleet.AndLaunchConfiguration(configurationId);
        var instances = Instances(file, configurationId, fleet.LaunchConfiguration(configurationId));
        fleet = fleet with
        {
            Groups = fleet.Groups.Add(new()
            {
                Id = file.Id,
                Name = file.Name ?? $"group-{file.Id[Ids.Group.Length..]}",
                LaunchConfigurationId = configurationId,
                Status = file.Status ?? "NORMAL",
                Enabled = file.Enabled ?? true,
                MinSize = file.MinSize ?? 0,
                MaxSize = file.MaxSize ?? 2000,
                DesiredCapacity = file.DesiredCapacity ?? instances.Count(instance => !instance.Surge && instance.Standby != Standby.ByCaller),
                CreatedTime = file.CreatedTime ?? BuiltMembers.Time,
                Members = Members(file.Members, file.Balancer ?? true ? BuiltMembers.GroupWithBalancer : BuiltMembers.Group),
                Hooks = [.. file.Hooks ?? []],
                Instances = instances,
            }),
        };
        return Stage(file) is { } staged ? fleet with { Stages = fleet.Stages.Add(staged) } : fleet;
    }

    private static ImmutableArray<Instance> Instances(GroupFile file, string configurationId, LaunchConfiguration? configuration)
    {
        var usual = new Instance
        {
            Id = "",
            ImageId = configuration?.ImageId ?? Fleet.DefaultImageId,
            LaunchConfigurationId = configurationId,
            InstanceType = configuration?.InstanceType ?? BuiltMembers.InstanceType,
        };
        return file.Instances switch
        {
            null => [],
            { ValueKind: JsonValueKind.Number } count =>
            [
                .. Enumerable.Range(1, count.GetInt32())
                    .Select(number => usual with { Id = Fleet.InstanceId(file.Id, number), AddTime = BuiltMembers.TimeOf(number) }),
            ],
            { } list => [.. JsonShape.ReadPart(list, Files.IEnumerableInstanceFile).Select((item, index) => Instance(item, index + 1, usual))],
        };
    }

    private static Instance Instance(InstanceFile file, int number, Instance usual) => usual with
    {
        Id = file.Id,
        ImageId = Shared(file.ImageId, usual.ImageId),
        LaunchConfigurationId = Shared(file.LaunchConfigurationId, usual.LaunchConfigurationId),
        InstanceType = Shared(file.InstanceType, usual.InstanceType),
        Zone = Shared(file.Zone, usual.Zone),
        AddTime = file.AddTime ?? BuiltMembers.TimeOf(number),
        VersionNumber = file.VersionNumber ?? usual.VersionNumber,
        SettingsVersion = file.SettingsVersion ?? file.VersionNumber ?? usual.SettingsVersion,
        State = file.State ?? usual.State,
        Standby = file.Standby ?? usual.Standby,
        Health = file.Health ?? usual.Health,
        Protected = file.Protected ?? usual.Protected,
        Surge = file.Surge ?? usual.Surge,
    };

    private static Staged? Stage(GroupFile file)
    {
        if (file.Activity is not { } activity)
            return null;
        if (activity.ValueKind == JsonValueKind.String)
            return new(file.Id, JsonShape.ReadPart(activity, Files.ActivityStatus));
        var staged = JsonShape.ReadPart(activity, Files.StagedFile);
        return new(file.Id, staged.Status ?? ActivityStatus.Successful, staged.Batches ?? 3);
    }

    private static ImmutableSortedDictionary<string, JsonElement> Members(
        IReadOnlyDictionary<string, JsonElement>? given, ImmutableSortedDictionary<string, JsonElement> usual)
        => given?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? usual;

    // A hundred thousand machines share the few words that describe them.
    private static string Shared(string? given, string usual) => given is null || given == usual ? usual : string.Intern(given);
}
