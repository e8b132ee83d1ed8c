using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Launch configurations: everything but the project is changed in place, and what is left out of an update stays.</summary>
internal sealed class LaunchConfigurationResource(CloudApi api, Waiting waiting) : ICloudResource
{
    public const string Type = "tencentcloud:index/asScalingConfig:AsScalingConfig";

    public PropertyTable Table => LaunchConfigurationTable.Rows;

    public IReadOnlyList<string> Computed { get; } = ["status", "createTime"];

    public async Task<string> CreateAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        JsonObject request = Table.CreateRequest(inputs);
        request["LoginSettings"] ??= new JsonObject();
        JsonObject answer = await api.CallAsync("CreateLaunchConfiguration", request, cancellationToken);
        return (string)answer["LaunchConfigurationId"]!;
    }

    /// <summary>Ready at once.</summary>
    public Task SettleAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<CloudObject?> ReadAsync(string id, PropertyMap? olds, CancellationToken cancellationToken)
    {
        JsonObject answer = await api.CallAsync(
            "DescribeLaunchConfigurations", new() { ["LaunchConfigurationIds"] = new JsonArray(id) }, cancellationToken);
        return (answer["LaunchConfigurationSet"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault() is { } found
            ? new(id, Table.ReadInputs(found, olds), PropertyMap.Of(("status", Text(found, "LaunchConfigurationStatus")), ("createTime", Text(found, "CreatedTime"))))
            : null;
    }

    public async Task UpdateAsync(string id, PropertyMap olds, PropertyMap news, CancellationToken cancellationToken)
    {
        if (Table.IsChanged("projectId", olds, news))
            throw new ProviderException("projectId: a launch configuration cannot move to another project; give it another name, so that a new one is made.");
        JsonObject request = Table.UpdateRequest(olds, news);
        request["LaunchConfigurationId"] = id;
        await api.CallAsync("ModifyLaunchConfigurationAttributes", request, cancellationToken);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken) => await waiting.UntilAsync(
        async () =>
        {
            try
            {
                await api.CallAsync("DeleteLaunchConfiguration", new() { ["LaunchConfigurationId"] = id }, cancellationToken);
                return true;
            }
            catch (CloudApiException gone) when (gone.IsNotFound)
            {
                return true;
            }
            catch (CloudApiException busy) when (busy.Code.StartsWith("ResourceInUse", StringComparison.Ordinal))
            {
                return false;
            }
        },
        $"launch configuration {id} is still used by a scaling group",
        cancellationToken);

    private static string Text(JsonObject json, string name) => (string?)json[name] ?? "";
}
