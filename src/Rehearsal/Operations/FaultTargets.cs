using System.Globalization;
using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>
/// Fills in what a person need not know: <c>instance=3</c> is the third instance of the stack's group, <c>batch=2</c> (or <c>atBatch</c>
/// alone) is of that group's next rollout.
/// </summary>
internal sealed class FaultTargets(StackConfig config, Snapshot state, AutoScalingClient api)
{
    /// <exception cref="CloudTargetException">The stack has no group yet, or not so many instances.</exception>
    public async Task<JsonObject> CompleteAsync(JsonObject fault, CancellationToken cancellationToken)
    {
        fault = (JsonObject)fault.DeepClone();
        if (fault["batch"] is { } batch)
        {
            fault.Remove("batch");
            fault["atBatch"] = batch.DeepClone();
        }

        if (fault["instance"] is { } instance)
        {
            fault.Remove("instance");
            fault["instanceId"] = await InstanceAsync(NumberOf(instance), cancellationToken);
        }
        else if (fault.ContainsKey("atBatch") && !fault.ContainsKey("groupId"))
        {
            fault["groupId"] = Group();
        }

        return fault;
    }

    private static int NumberOf(JsonNode instance)
        => int.TryParse(instance.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new CloudTargetException($"--fault instance={instance}: expected a number, counted from 1; a name goes into instanceId.");

    private string Group()
    {
        string? configured = config.Find("groupId")?.Text;
        return configured is { Length: > 0 }
            ? configured
            : state.Resources.FirstOrDefault(resource => resource is { Type: ScalingGroupResource.Type, Id.Length: > 0, Delete: false })?.Id
                ?? throw new CloudTargetException("--fault: the stack has no scaling group yet, so nothing in it can fail. Run `up` first.");
    }

    private async Task<string> InstanceAsync(int number, CancellationToken cancellationToken)
    {
        string group = Group();
        DescribeAutoScalingInstancesRequest request = new() { Filters = [Filter.OfGroups(group)], Limit = 100 };
        string[] ids = [.. (await api.DescribeAutoScalingInstancesAsync(request, cancellationToken)).AutoScalingInstanceSet.Select(instance => instance.InstanceId)];
        return number >= 1 && number <= ids.Length
            ? ids[number - 1]
            : throw new CloudTargetException($"--fault instance={number}: scaling group {group} has instances 1 to {ids.Length}.");
    }
}
