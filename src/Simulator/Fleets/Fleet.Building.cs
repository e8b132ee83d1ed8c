using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

public sealed partial record Fleet
{
    /// <summary>The group of the default fleet.</summary>
    public const string DefaultGroupId = "asg-9dn1a5y6";

    /// <summary>The launch configuration of the default fleet.</summary>
    public const string DefaultLaunchConfigurationId = "asc-3k9d2m7q";

    /// <summary>The image that machines of a built fleet run unless configured otherwise.</summary>
    public const string DefaultImageId = "img-8toqc6s3";

    /// <summary>The account of fleets and key pairs that name none.</summary>
    public const string DefaultAccountId = "100000000001";

    /// <summary>Nothing but the default key pair.</summary>
    public static Fleet Empty { get; } = new();

    /// <summary>What a service starts with when nothing is configured: one launch configuration and one group of six running machines.</summary>
    public static Fleet Default { get; } = WithGroup(DefaultGroupId, 6);

    /// <summary>A fleet of one group.</summary>
    /// <inheritdoc cref="AndGroup"/>
    public static Fleet WithGroup(string id, int instances, string? launchConfigurationId = null, string imageId = DefaultImageId,
        int minSize = 0, int maxSize = 2000, bool balancer = true, bool enabled = true)
        => Empty.AndGroup(id, instances, launchConfigurationId, imageId, minSize, maxSize, balancer, enabled);

    /// <summary>The id of a built group's n-th machine, counted from 1: the same in every run.</summary>
    public static string InstanceId(string groupId, int number) => Ids.Instance + SeededRandom.NamedSuffix($"{groupId}/{number}");

    /// <summary>The same fleet with one more group of running machines.</summary>
    /// <param name="id"><c>asg-</c> and eight lowercase letters or digits.</param>
    /// <param name="instances">How many machines run in it, which is also the desired count.</param>
    /// <param name="launchConfigurationId">The configuration it refers to; made if the fleet has none of that id. By default
    /// <see cref="DefaultLaunchConfigurationId"/>.</param>
    /// <param name="imageId">The image that the machines run, and that a configuration made here names.</param>
    /// <param name="minSize">MinSize.</param>
    /// <param name="maxSize">MaxSize, at most 2000.</param>
    /// <param name="balancer">Bound to an application balancer, so that target health can be checked.</param>
    /// <param name="enabled">EnabledStatus.</param>
    /// <exception cref="ArgumentException">An id has not the right shape, or a number is out of range.</exception>
    public Fleet AndGroup(string id, int instances, string? launchConfigurationId = null, string imageId = DefaultImageId,
        int minSize = 0, int maxSize = 2000, bool balancer = true, bool enabled = true)
    {
        if (!Ids.IsId(id, Ids.Group))
            throw new ArgumentException($"A group's id is {Ids.Group} and eight lowercase letters or digits, not '{id}'.", nameof(id));
        ArgumentOutOfRangeException.ThrowIfNegative(instances);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxSize, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(instances, maxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minSize, instances);
        launchConfigurationId ??= DefaultLaunchConfigurationId;
        var fleet = LaunchConfiguration(launchConfigurationId) is null ? AndLaunchConfiguration(launchConfigurationId, imageId) : this;
        var configuration = fleet.LaunchConfiguration(launchConfigurationId)!;
        var group = new ScalingGroup
        {
            Id = id,
            Name = $"group-{id[Ids.Group.Length..]}",
            LaunchConfigurationId = launchConfigurationId,
            Enabled = enabled,
            MinSize = minSize,
            MaxSize = maxSize,
            DesiredCapacity = instances,
            Members = balancer ? BuiltMembers.GroupWithBalancer : BuiltMembers.Group,
            Instances = [.. Enumerable.Range(1, instances).Select(number => Built(id, number, configuration, imageId))],
        };
        return fleet with { Groups = fleet.Groups.Add(group) };
    }

    /// <summary>The same fleet with one more launch configuration.</summary>
    /// <param name="id"><c>asc-</c> and eight lowercase letters or digits.</param>
    /// <param name="imageId">The image it names.</param>
    /// <exception cref="ArgumentException">The id has not the right shape.</exception>
    public Fleet AndLaunchConfiguration(string id, string imageId = DefaultImageId)
    {
        if (!Ids.IsId(id, Ids.Configuration))
            throw new ArgumentException($"A launch configuration's id is {Ids.Configuration} and eight lowercase letters or digits, not '{id}'.", nameof(id));
        return this with
        {
            LaunchConfigurations = LaunchConfigurations.Add(new()
            {
                Id = id,
                Name = $"configuration-{id[Ids.Configuration.Length..]}",
                Members = BuiltMembers.Configuration.SetItem("ImageId", BuiltMembers.Text(imageId)),
            }),
        };
    }

    /// <summary>The same fleet with one more alarm policy, <c>policy-…</c>.</summary>
    public Fleet AndAlarmPolicy(string id, string name = "", bool enabled = true)
        => this with { AlarmPolicies = AlarmPolicies.Add(new(id) { Name = name, Enabled = enabled }) };

    /// <summary>The same fleet, with one more hook of a group.</summary>
    public Fleet AndHook(string groupId, LifecycleHook hook)
        => this with { Groups = [.. Groups.Select(group => group.Id == groupId ? group with { Hooks = group.Hooks.Add(hook) } : group)] };

    /// <summary>The same fleet with one more key pair.</summary>
    public Fleet AndCredential(Credential credential) => this with { Credentials = Credentials.Add(credential) };

    /// <summary>The same fleet in a region, seen by calls for that region only.</summary>
    public Fleet InRegion(string region) => this with { Region = region, IsRegional = true };

    /// <summary>The same fleet, with the group's activity in a given status from the start.</summary>
    public Fleet WithRollout(string groupId, ActivityStatus status, int batches = 3) => this with { Stages = Stages.Add(new(groupId, status, batches)) };

    private static Instance Built(string groupId, int number, LaunchConfiguration configuration, string imageId) => new()
    {
        Id = InstanceId(groupId, number),
        ImageId = imageId,
        LaunchConfigurationId = configuration.Id,
        InstanceType = configuration.InstanceType,
        Zone = BuiltMembers.Zone,
        AddTime = BuiltMembers.TimeOf(number),
    };
}
