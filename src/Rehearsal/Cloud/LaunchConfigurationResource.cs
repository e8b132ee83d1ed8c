using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Launch configurations: everything but the project is changed in place, and what is left out of an update stays.</summary>
internal sealed class LaunchConfigurationResource(AutoScalingClient api, Waiting waiting) : ICloudResource
{
    public const string Type = "tencentcloud:index/asScalingConfig:AsScalingConfig";

    public PropertyTable Table => LaunchConfigurationTable.Rows;

    public IReadOnlyList<string> Computed { get; } = ["status", "createTime"];

    public async Task<string> CreateAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        JsonObject request = Table.CreateRequest(inputs);
        request["LoginSettings"] ??= new JsonObject();
        return (await api.CreateLaunchConfigurationAsync(TypedJson.To<CreateLaunchConfigurationRequest>(request), cancellationToken)).LaunchConfigurationId;
    }

    /// <summary>Ready at once.</summary>
    public Task WaitUntilReadyAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<CloudObject?> ReadAsync(string id, PropertyMap? olds, CancellationToken cancellationToken)
    {
        DescribeLaunchConfigurationsResponse answer = await api.DescribeLaunchConfigurationsAsync(new() { LaunchConfigurationIds = [id] }, cancellationToken);
        return answer.LaunchConfigurationSet is [var found, ..]
            ? new(id, Table.ReadInputs(TypedJson.From(found), olds),
                PropertyMap.Of(("status", found.LaunchConfigurationStatus), ("createTime", CloudObject.Time(found.CreatedTime))))
            : null;
    }

    public async Task UpdateAsync(string id, PropertyMap olds, PropertyMap news, CancellationToken cancellationToken)
    {
        if (Table.IsChanged("projectId", olds, news))
            throw new ProviderException("projectId: a launch configuration cannot move to another project; give it another name, so that a new one is made.");
        JsonObject request = Table.UpdateRequest(olds, news);
        request["LaunchConfigurationId"] = id;
        await api.ModifyLaunchConfigurationAttributesAsync(TypedJson.To<ModifyLaunchConfigurationAttributesRequest>(request), cancellationToken);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => waiting.UntilGoneAsync(
        () => api.DeleteLaunchConfigurationAsync(new() { LaunchConfigurationId = id }, cancellationToken),
        $"launch configuration {id} is still used by a scaling group",
        cancellationToken);
}
