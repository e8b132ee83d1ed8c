using System.Collections.Frozen;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Calls about groups that tools make beside those of a rollout.</summary>
internal static class GroupLookups
{
    private static readonly Shape Groups = Shape.List(GroupInput.Id, 100, "InvalidParameterValue.LimitExceeded");

    public static IEnumerable<ApiAction> All() =>
    [
        new("DescribeAutoScalingGroupLastActivities", Shape.Members(("AutoScalingGroupIds!", Groups), ("ExcludeCancelledActivity", Shape.Flag)), DescribeLast),
        new("DescribeAutoScalingAdvices", Shape.Members(("AutoScalingGroupIds!", Groups)), DescribeAdvices),
        new("SetInstancesProtection", Shape.Members(
            ("AutoScalingGroupId!", GroupInput.Id), ("InstanceIds!", Shape.List(Shape.Text, 100)), ("ProtectedFromScaleIn!", Shape.Flag)), Protect),
    ];

    private static Refusal? DescribeLast(World world, Input input, Utf8JsonWriter answer)
    {
        if (Unknown(world, input) is { } refusal)
            return refusal;
        answer.WriteStartArray("ActivitySet");
        foreach (var id in input.Texts("AutoScalingGroupIds"))
        {
            if (world.ScalingIds.Reverse().Select(world.Scaling).OfType<ScalingActivity>().FirstOrDefault(activity => activity.GroupId == id && Counts(activity)) is { } last)
                DescribeScalingActivities.Write(answer, world, last);
        }

        answer.WriteEndArray();
        return null;

        bool Counts(ScalingActivity activity) => activity.Status != ScalingStatus.Cancelled || input.Flag("ExcludeCancelledActivity") != true;
    }

    private static Refusal? DescribeAdvices(World world, Input input, Utf8JsonWriter answer)
    {
        if (Unknown(world, input) is { } refusal)
            return refusal;
        answer.WriteStartArray("AutoScalingAdviceSet");
        foreach (var id in input.Texts("AutoScalingGroupIds"))
        {
            answer.WriteStartObject();
            answer.WriteString("AutoScalingGroupId", id);
            answer.WriteString("Level", "NORMAL");
            answer.WriteStartArray("Advices");
            answer.WriteEndArray();
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return null;
    }

    private static Refusal? Protect(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("AutoScalingGroupId")!;
        if (!world.Groups.TryGetValue(id, out var group))
            return Codes.GroupNotFound(id);
        var ids = input.Texts("InstanceIds");
        if (ids.FirstOrDefault(instance => group.Find(instance) is null) is { } unknown)
            return new("ResourceNotFound.InstancesNotInAutoScalingGroup", $"The instance `{unknown}` is not in the group `{id}`.");
        var isProtected = input.Flag("ProtectedFromScaleIn")!.Value;
        world.Put(group.Change(ids.ToFrozenSet(StringComparer.Ordinal), instance => instance with { Protected = isProtected }));
        return null;
    }

    private static Refusal? Unknown(World world, Input input)
        => input.Texts("AutoScalingGroupIds").FirstOrDefault(id => !world.Groups.ContainsKey(id)) is { } unknown ? Codes.GroupNotFound(unknown) : null;
}
