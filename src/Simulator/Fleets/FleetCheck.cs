using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>What can only be seen with the whole fleet in view: names that mean nothing, and things that are there twice.</summary>
internal static class FleetCheck
{
    public static void Check(JsonReading json, Fleet fleet)
    {
        Twice(json, "launchConfigurations", fleet.LaunchConfigurations.Select(configuration => configuration.Id));
        Twice(json, "groups", fleet.Groups.Select(group => group.Id));
        Twice(json, "refreshActivities", fleet.Activities.Select(activity => activity.Id));
        Twice(json, "scalingActivities", fleet.ScalingActivities.Select(activity => activity.Id));
        Twice(json, "credentials", fleet.Credentials.Select(credential => credential.SecretId));
        // Machines that were only counted have ids of their own.
        if (json.Objects("groups").Any(group => group.Element("instances") is { ValueKind: JsonValueKind.Array }))
            Twice(json, "groups", fleet.Groups.SelectMany(group => group.Instances).Select(instance => instance.Id));

        for (var i = 0; i < fleet.Groups.Length; i++)
        {
            var group = fleet.Groups[i];
            if (group.MinSize > group.DesiredCapacity || group.DesiredCapacity > group.MaxSize)
                json.Complain($"groups[{i}].desiredCapacity", $"must be from minSize {group.MinSize} to maxSize {group.MaxSize}, not {group.DesiredCapacity}");
            if (fleet.Stages.Any(stage => stage.GroupId == group.Id) && fleet.Activities.Any(activity => activity.GroupId == group.Id && activity.IsAlive))
                json.Complain($"groups[{i}].activity", "cannot be given for a group that has a living one among the refreshActivities");
        }

        for (var i = 0; i < fleet.Activities.Length; i++)
        {
            var activity = fleet.Activities[i];
            if (activity.IsAlive && fleet.Group(activity.GroupId) is null)
                json.Complain($"refreshActivities[{i}].groupId", $"'{activity.GroupId}' is not among the groups");
            if (activity.IsAlive && fleet.Activities.Skip(i + 1).Any(later => later.GroupId == activity.GroupId))
                json.Complain($"refreshActivities[{i}].status", $"is {activity.Status.Wire()}, but a group's only living activity is its last");
        }

        var known = fleet.Activities.Select(activity => activity.Id)
            .Concat(fleet.ScalingActivities.Select(activity => activity.Id)).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < fleet.Pending.Length; i++)
        {
            if (!known.Contains(fleet.Pending[i].SubjectId))
                json.Complain($"pending[{i}].subjectId", $"'{fleet.Pending[i].SubjectId}' is no activity");
            if (fleet.Pending[i] is { InstanceId: null, Kind: PendingKind.Reinstalled or PendingKind.HealthKnown })
                json.Complain($"pending[{i}].instanceId", "is required for this kind");
        }
    }

    private static void Twice(JsonReading json, string member, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (!seen.Add(id))
                json.Complain(member, $"'{id}' is there twice");
        }
    }
}
