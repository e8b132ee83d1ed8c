using System.Text.Json.Nodes;

namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>What people do in the console while no <c>pulumi</c> runs.</summary>
internal static class ThirdParty
{
    /// <summary>Rolls the group to the end.</summary>
    /// <returns>The id by which the rollout is imported.</returns>
    public static async Task<string> StartAsync(Sandbox sandbox)
    {
        JsonNode answer = await sandbox.Cloud.CallAsync("StartInstanceRefresh", new()
        {
            ["AutoScalingGroupId"] = Sandbox.GroupId(1),
            ["RefreshSettings"] = new JsonObject { ["RollingUpdateSettings"] = new JsonObject { ["BatchNumber"] = Sandbox.Batches } },
        });
        await sandbox.Cloud.AdvanceAsync(3600);
        return $"{Sandbox.GroupId(1)}/{answer["Response"]!["RefreshActivityId"]}";
    }

    public static Task<JsonNode> CancelAsync(Sandbox sandbox, RolloutEntry rollout) => sandbox.Cloud.CallAsync("CancelInstanceRefresh", new()
    {
        ["AutoScalingGroupId"] = Sandbox.GroupId(1),
        ["RefreshActivityId"] = rollout.Id.Split('/')[^1],
    });
}
