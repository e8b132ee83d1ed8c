using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Scaling groups: made and then waited for, changed in place, emptied before they are deleted.</summary>
internal sealed class ScalingGroupResource(AutoScalingClient api, Waiting waiting) : ICloudResource
{
    public const string Type = "tencentcloud:index/asScalingGroup:AsScalingGroup";

    public PropertyTable Table => ScalingGroupTable.Rows;

    public IReadOnlyList<string> Computed { get; } = ["status", "instanceCount", "createTime", "autoScalingGroupId"];

    public async Task<string> CreateAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        JsonObject request = Table.CreateRequest(inputs.Without("projectId"));
        if (inputs.Find("desiredCapacity") is PropertyValue.Number { Value: 0 })
            request.Remove("DesiredCapacity");
        return (await api.CreateAutoScalingGroupAsync(TypedJson.To<CreateAutoScalingGroupRequest>(request), cancellationToken)).AutoScalingGroupId;
    }

    public Task WaitUntilReadyAsync(string id, CancellationToken cancellationToken) => waiting.UntilAsync(
        async () => (await FindAsync(id, cancellationToken))?.InActivityStatus == InActivityStatus.NotInActivity,
        $"scaling group {id} is still bringing up its instances",
        cancellationToken);

    public async Task<CloudObject?> ReadAsync(string id, PropertyMap? olds, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found)
            return null;
        PropertyMap computed = PropertyMap.Of(
            ("status", found.AutoScalingGroupStatus),
            ("instanceCount", found.InstanceCount),
            ("createTime", CloudObject.Time(found.CreatedTime)),
            ("autoScalingGroupId", id));
        return new(id, Table.ReadInputs(TypedJson.From(found), olds), computed);
    }

    public async Task UpdateAsync(string id, PropertyMap olds, PropertyMap news, CancellationToken cancellationToken)
    {
        JsonObject request = Table.UpdateRequest(olds, news);
        if (request.Count > 0)
        {
            request["AutoScalingGroupId"] = id;
            await api.ModifyAutoScalingGroupAsync(TypedJson.To<ModifyAutoScalingGroupRequest>(request), cancellationToken);
        }

        if (Table.IsChanged(ScalingGroupTable.Balancers, olds, news) || Table.IsChanged(ScalingGroupTable.ClassicBalancers, olds, news))
        {
            CreateAutoScalingGroupRequest wanted = TypedJson.To<CreateAutoScalingGroupRequest>(Table.CreateRequest(news));
            await api.ModifyLoadBalancersAsync(
                new() { AutoScalingGroupId = id, ForwardLoadBalancers = wanted.ForwardLoadBalancers, LoadBalancerIds = wanted.LoadBalancerIds }, cancellationToken);
        }
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found)
            return;
        if (found.InstanceCount > 0 || found.DesiredCapacity > 0)
        {
            await api.ModifyAutoScalingGroupAsync(
                new() { AutoScalingGroupId = id, MinSize = 0, MaxSize = 0, DesiredCapacity = 0 }, cancellationToken);
        }

        await waiting.UntilGoneAsync(
            () => api.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupId = id }, cancellationToken),
            $"scaling group {id} still has instances or an activity",
            cancellationToken);
    }

    private async Task<AutoScalingGroup?> FindAsync(string id, CancellationToken cancellationToken)
        => (await api.DescribeAutoScalingGroupsAsync(new() { AutoScalingGroupIds = [id] }, cancellationToken)).AutoScalingGroupSet is [var found, ..] ? found : null;
}
