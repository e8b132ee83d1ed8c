using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>
/// What can only be seen with the whole fleet in view: names that mean nothing, and things that are there twice. One sentence an error, with its path.
/// </summary>
internal static class FleetCheck
{
    public static IEnumerable<string> Errors(FleetFile file, Fleet fleet) =>
    [
        .. Twice("launchConfigurations", fleet.LaunchConfigurations.Select(configuration => configuration.Id)),
        .. Twice("groups", fleet.Groups.Select(group => group.Id)),
        .. Twice("refreshActivities", fleet.Activities.Select(activity => activity.Id)),
        .. Twice("scalingActivities", fleet.ScalingActivities.Select(activity => activity.Id)),
        .. Twice("groups", fleet.Groups.SelectMany(group => group.Hooks).Select(hook => hook.Id)),
        .. Twice("credentials", fleet.Credentials.Select(credential => credential.SecretId)),
        // Machines that were only counted have ids of their own.
        .. file.Groups?.Any(group => group.Instances is { ValueKind: JsonValueKind.Array }) == true
            ? Twice("groups", fleet.Groups.SelectMany(group => group.Instances).Select(instance => instance.Id)) : [],
        .. fleet.Groups.SelectMany((group, index) => OfGroup(fleet, group, $"$.groups[{index}]")),
        .. fleet.Activities.SelectMany((activity, index) => OfActivity(fleet, activity, index, $"$.refreshActivities[{index}]")),
        .. OfPending(fleet),
        .. fleet.Faults.SelectMany((fault, index) => fault.Errors().Select(error => $"$.faults[{index}]: {error}")),
        .. fleet.Assumptions.SelectMany(assumption => OfAssumption(assumption.Key, assumption.Value)),
    ];

    private static IEnumerable<string> OfGroup(Fleet fleet, ScalingGroup group, string path)
    {
        if (fleet.LaunchConfiguration(group.LaunchConfigurationId) is null)
            yield return $"{path}.launchConfigurationId: '{group.LaunchConfigurationId}' is not among the launchConfigurations";
        if (group.MinSize > group.DesiredCapacity || group.DesiredCapacity > group.MaxSize)
            yield return $"{path}.desiredCapacity: must be from minSize {group.MinSize} to maxSize {group.MaxSize}, not {group.DesiredCapacity}";
        if (group.Hooks.Length > ScalingGroup.MostHooks)
            yield return $"{path}.hooks: at most {ScalingGroup.MostHooks}, not {group.Hooks.Length}";
        if (fleet.Stages.Any(stage => stage.GroupId == group.Id) && fleet.Activities.Any(activity => activity.GroupId == group.Id && activity.IsAlive))
            yield return $"{path}.activity: cannot be given for a group that has a living one among the refreshActivities";
    }

    private static IEnumerable<string> OfActivity(Fleet fleet, RefreshActivity activity, int index, string path)
    {
        if (activity.IsAlive && fleet.Group(activity.GroupId) is null)
            yield return $"{path}.groupId: '{activity.GroupId}' is not among the groups";
        if (activity.IsAlive && fleet.Activities.Skip(index + 1).Any(later => later.GroupId == activity.GroupId))
            yield return $"{path}.status: is {activity.Status.Wire()}, but a group's only living activity is its last";
        if (activity.CurrentBatch > activity.Batches.Length)
            yield return $"{path}.currentBatch: is {activity.CurrentBatch}, but there are {activity.Batches.Length} batches";
        for (int i = 0; i < activity.Batches.Length; i++)
        {
            if (activity.Batches[i].Number != i + 1)
                yield return $"{path}.batches[{i}].number: must be {i + 1}: batches are listed from the first to the last";
        }
    }

    private static IEnumerable<string> OfPending(Fleet fleet)
    {
        var known = fleet.Activities.Select(activity => activity.Id)
            .Concat(fleet.ScalingActivities.Select(activity => activity.Id)).ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < fleet.Pending.Length; i++)
        {
            if (!known.Contains(fleet.Pending[i].SubjectId))
                yield return $"$.pending[{i}].subjectId: '{fleet.Pending[i].SubjectId}' is no activity";
            if (fleet.Pending[i] is { InstanceId: null, Kind: PendingKind.Reinstalled or PendingKind.HealthKnown or PendingKind.TakenOut or PendingKind.HookTimedOut or PendingKind.CommandEnded })
                yield return $"$.pending[{i}].instanceId: is required for this kind";
        }
    }

    private static IEnumerable<string> OfAssumption(string name, string value)
    {
        string? error = null;
        try
        {
            AssumptionSet.Usual.With(name, value);
        }
        catch (ArgumentException wrong)
        {
            error = wrong.Message;
        }

        if (error is not null)
            yield return $"$.assumptions.{name}: {error}";
    }

    private static IEnumerable<string> Twice(string member, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return ids.Where(id => !seen.Add(id)).Select(id => $"$.{member}: '{id}' is there twice");
    }
}
