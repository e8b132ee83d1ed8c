using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>Everything the service knows at one moment: what it starts with, and what its state is saved as.</summary>
public sealed partial record Fleet
{
    /// <summary>The moment of a saved state: the service's time continues from there. Null in a seed: it starts at the clock's present.</summary>
    public DateTimeOffset? Time { get; init; }

    public string Region { get; init; } = "ap-guangzhou";

    /// <summary>Whether only calls for <see cref="Region"/> see it: calls for another region then find an empty one. False: calls for any region see
    /// it.</summary>
    public bool IsRegional { get; init; }

    /// <summary>The account it belongs to. Key pairs of another account find an empty fleet.</summary>
    public string AccountId { get; init; } = DefaultAccountId;

    /// <summary>Whether the account has granted the service its role; without it every write is refused.</summary>
    public bool RoleGranted { get; init; } = true;

    /// <summary>Images that do not exist (any more): the price inquiry of a refresh to one fails.</summary>
    public ImmutableArray<string> MissingImages { get; init; } = [];

    /// <summary>Images that the vendor publishes: they do not keep their login, and the automation agent is on by default.</summary>
    public ImmutableArray<string> PublicImages { get; init; } = [];

    public ImmutableArray<Credential> Credentials { get; init; } = [Credential.Default];

    public ImmutableArray<LaunchConfiguration> LaunchConfigurations { get; init; } = [];

    public ImmutableArray<ScalingGroup> Groups { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<RefreshActivity> Activities { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<ScalingActivity> ScalingActivities { get; init; } = [];

    public ImmutableArray<AlarmPolicy> AlarmPolicies { get; init; } = [];

    /// <summary>In the order in which they were raised.</summary>
    public ImmutableArray<Alarm> Alarms { get; init; } = [];

    /// <summary>Machines that hooks hold or have held, oldest first.</summary>
    public ImmutableArray<HookAction> HookActions { get; init; } = [];

    public ImmutableArray<Staged> Stages { get; init; } = [];

    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>What will happen by itself, soonest first.</summary>
    public ImmutableArray<PendingEvent> Pending { get; init; } = [];

    /// <summary>Ids made so far, by prefix.</summary>
    public ImmutableSortedDictionary<string, long> Counters { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Switches that the file sets; the command line's win over them.</summary>
    public ImmutableSortedDictionary<string, string> Assumptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How many launch configurations the account may have.</summary>
    public int LaunchConfigurationQuota { get; init; } = 50;

    /// <summary>How many groups the account may have.</summary>
    public int GroupQuota { get; init; } = 50;

    public ScalingGroup? Group(string id) => Groups.FirstOrDefault(group => group.Id == id);

    public LaunchConfiguration? LaunchConfiguration(string id) => LaunchConfigurations.FirstOrDefault(configuration => configuration.Id == id);

    public RefreshActivity? Activity(string id) => Activities.FirstOrDefault(activity => activity.Id == id);
}
