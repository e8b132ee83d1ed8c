using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Scaling groups: made and then waited for, changed in place, emptied before they are deleted.</summary>
internal sealed class ScalingGroupResource(CloudApi api, Waiting waiting) : ICloudResource
{
    public const string Type = "tencentcloud:index/asScalingGroup:AsScalingGroup";

    public PropertyTable Table => ScalingGroupTable.Rows;

    public IReadOnlyList<string> Computed { get; } = ["status", "instanceCount", "createTime", "autoScalingGroupId"];

    public async Task<string> CreateAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        JsonObject request = Table.CreateRequest(inputs.Without("projectId"));
        if (inputs.Find("desiredCapacity") is PropertyValue.Number { Value: 0 })
            request.Remove("DesiredCapacity");
        JsonObject answer = await api.CallAsync("CreateAutoScalingGroup", request, cancellationToken);
        return (string)answer["AutoScalingGroupId"]!;
    }

    public async Task SettleAsync(string id, CancellationToken cancellationToken) => await waiting.UntilAsync(
        async () => (string?)(await DescribeAsync(id, cancellationToken))?["InActivityStatus"] == "NOT_IN_ACTIVITY",
        $"scaling group {id} is still bringing up its instances",
        cancellationToken);

    public async Task<CloudObject?> ReadAsync(string id, PropertyMap? olds, CancellationToken cancellationToken)
    {
        if (await DescribeAsync(id, cancellationToken) is not { } found)
            return null;
        PropertyMap computed = PropertyMap.Of(
            ("status", (string?)found["AutoScalingGroupStatus"] ?? ""),
            ("instanceCount", (double?)found["InstanceCount"] ?? 0),
            ("createTime", (string?)found["CreatedTime"] ?? ""),
            ("autoScalingGroupId", id));
        return new(id, Table.ReadInputs(found, olds), computed);
    }

    public async Task UpdateAsync(string id, PropertyMap olds, PropertyMap news, CancellationToken cancellationToken)
    {
        JsonObject request = Table.UpdateRequest(olds, news);
        if (request.Count > 0)
        {
            request["AutoScalingGroupId"] = id;
            await api.CallAsync("ModifyAutoScalingGroup", request, cancellationToken);
        }

        if (Table.IsChanged(ScalingGroupTable.Balancers, olds, news) || Table.IsChanged(ScalingGroupTable.ClassicBalancers, olds, news))
            await ChangeBalancersAsync(id, news, cancellationToken);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (await DescribeAsync(id, cancellationToken) is not { } found)
            return;
        if (((int?)found["InstanceCount"] ?? 0) > 0 || ((int?)found["DesiredCapacity"] ?? 0) > 0)
        {
            JsonObject empty = new() { ["AutoScalingGroupId"] = id, ["MinSize"] = 0, ["MaxSize"] = 0, ["DesiredCapacity"] = 0 };
            await api.CallAsync("ModifyAutoScalingGroup", empty, cancellationToken);
        }

        await waiting.UntilAsync(() => TryDeleteAsync(id, cancellationToken), $"scaling group {id} still has instances or an activity",
            cancellationToken);
    }

    private async Task<bool> TryDeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await api.CallAsync("DeleteAutoScalingGroup", new() { ["AutoScalingGroupId"] = id }, cancellationToken);
            return true;
        }
        catch (CloudApiException gone) when (gone.IsNotFound)
        {
            return true;
        }
        catch (CloudApiException busy) when (busy.Code is "ResourceInUse.ActivityInProgress" or "ResourceInUse.InstanceInGroup")
        {
            return false;
        }
    }

    private async Task ChangeBalancersAsync(string id, PropertyMap news, CancellationToken cancellationToken)
    {
        JsonObject all = Table.CreateRequest(news);
        JsonObject request = new() { ["AutoScalingGroupId"] = id };
        foreach (string member in new[] { "ForwardLoadBalancers", "LoadBalancerIds" })
        {
            if (all[member] is JsonArray { Count: > 0 } listed)
                request[member] = listed.DeepClone();
        }

        await api.CallAsync("ModifyLoadBalancers", request, cancellationToken);
    }

    private async Task<JsonObject?> DescribeAsync(string id, CancellationToken cancellationToken)
    {
        JsonObject answer = await api.CallAsync("DescribeAutoScalingGroups", new() { ["AutoScalingGroupIds"] = new JsonArray(id) },
            cancellationToken);
        return (answer["AutoScalingGroupSet"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault();
    }
}
