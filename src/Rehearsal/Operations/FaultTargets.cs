using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;

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
        string[] instances = fault.ContainsKey("instance") ? await InstancesAsync(fault["groupId"]?.ToString() ?? Group(), cancellationToken) : [];
        try
        {
            return FaultText.Completed(fault, Group, _ => instances);
        }
        catch (FleetFormatException wrong)
        {
            throw new CloudTargetException($"--fault {wrong.Message}.", wrong);
        }
    }

    private string Group()
    {
        string? configured = config.Find("groupId")?.Text;
        return configured is { Length: > 0 }
            ? configured
            : state.Resources.FirstOrDefault(resource => resource is { Type: ScalingGroupResource.Type, Id.Length: > 0, Delete: false })?.Id
                ?? throw new CloudTargetException("--fault: the stack has no scaling group yet, so nothing in it can fail. Run `up` first.");
    }

    private async Task<string[]> InstancesAsync(string group, CancellationToken cancellationToken)
    {
        DescribeAutoScalingInstancesRequest request = new() { Filters = [Filter.OfGroups(group)] };
        return [.. (await api.DescribeAllAutoScalingInstancesAsync(request, cancellationToken)).AutoScalingInstanceSet.Select(instance => instance.InstanceId)];
    }
}
