using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The machine service's view of the same machines: it alone shows which image each one runs.</summary>
internal static class DescribeInstances
{
    private const string Malformed = "InvalidInstanceId.Malformed";

    public static readonly ApiAction Action = new("DescribeInstances", Paging.By("InstanceIds", Shape.Id(Ids.Instance, Malformed)), Answer)
    {
        Service = "cvm",
        Version = "2017-03-12",
        PerSecond = 40,
    };

    private static Refusal? Answer(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("InstanceIds") && input.Has("Filters"))
            return new("InvalidParameter", "InstanceIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "instance-id", "instance-state", "zone") is { } refusal)
            return refusal with { Code = "InvalidFilter" };
        var ids = input.Texts("InstanceIds").ToFrozenSet(StringComparer.Ordinal);
        // Whoever is not known is left out, without an error.
        var found = world.Groups.Values
            .SelectMany(group => group.Instances.Where(instance => ids.Count == 0 || ids.Contains(instance.Id)).Select(instance => (Group: group, Instance: instance)))
            .Where(machine => filters.All(filter => Fits(machine.Instance, filter.Name, filter.Values)))
            .ToList();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("InstanceSet");
        foreach (var (group, instance) in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            Write(answer, world, group, instance);
        answer.WriteEndArray();
        return null;
    }

    private static void Write(Utf8JsonWriter json, World world, ScalingGroup group, Instance instance)
    {
        var (operation, state) = LatestOperation(world, group, instance);
        json.WriteStartObject();
        json.WriteString("InstanceId", instance.Id);
        json.WriteString("InstanceName", $"as-{group.Name}");
        json.WriteString("InstanceType", instance.InstanceType);
        json.WriteString("ImageId", instance.ImageId);
        json.WriteString("InstanceState", StateOf(instance));
        json.WriteString("RestrictState", "NORMAL");
        json.WriteString("LatestOperation", operation);
        json.WriteString("LatestOperationState", state);
        json.WriteString("LatestOperationErrorMsg", "");
        json.WriteString("StopChargingMode", "NOT_APPLICABLE");
        json.WriteString("InstanceChargeType", "POSTPAID_BY_HOUR");
        json.WriteTime("CreatedTime", instance.AddTime);
        json.WriteNull("ExpiredTime");
        json.WriteStartObject("Placement");
        json.WriteString("Zone", instance.Zone);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What the group's newest activity did to the machine, if it reinstalls machines.</summary>
    private static (string? Operation, string? State) LatestOperation(World world, ScalingGroup group, Instance instance)
    {
        var newest = world.ActivityIdsOf(group.Id) is [.., var id] ? world.Activity(id) : null;
        var part = newest is { Mode: RefreshMode.RollingUpdateReset }
            ? newest.Batches.SelectMany(batch => batch.Instances).FirstOrDefault(listed => listed.InstanceId == instance.Id)
            : null;
        return part?.Status switch
        {
            BatchInstanceStatus.Init or BatchInstanceStatus.Running => ("ResetInstance", "OPERATING"),
            BatchInstanceStatus.Successful => ("ResetInstance", "SUCCESS"),
            BatchInstanceStatus.Failed => ("ResetInstance", "FAILED"),
            _ => (null, null),
        };
    }

    private static string StateOf(Instance instance) => instance.State switch
    {
        LifeCycleState.Creating => "PENDING",
        LifeCycleState.Terminating => "TERMINATING",
        _ => "RUNNING",
    };

    private static bool Fits(Instance instance, string filter, ImmutableArray<string> values) => filter switch
    {
        "instance-id" => values.Contains(instance.Id),
        "instance-state" => values.Contains(StateOf(instance)),
        _ => values.Contains(instance.Zone),
    };
}
