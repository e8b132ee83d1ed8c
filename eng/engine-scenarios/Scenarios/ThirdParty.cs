using System.Text.Json.Nodes;

namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>What people do in the console while no <c>pulumi</c> runs.</summary>
internal static class ThirdParty
{
    /// <summary>Rolls the group to the end.</summary>
    /// <returns>The id by which the rollout is imported.</returns>
    public static async Task<string> StartAsync(Stage stage)
    {
        JsonNode answer = await stage.Cloud.CallAsync("StartInstanceRefresh", new()
        {
            ["AutoScalingGroupId"] = Stage.GroupId(1),
            ["RefreshSettings"] = new JsonObject { ["RollingUpdateSettings"] = new JsonObject { ["BatchNumber"] = Stage.Batches } },
        });
        await stage.Cloud.AdvanceAsync(3600);
        return $"{Stage.GroupId(1)}/{answer["Response"]!["RefreshActivityId"]}";
    }

    public static Task<JsonNode> CancelAsync(Stage stage, RolloutEntry rollout) => stage.Cloud.CallAsync("CancelInstanceRefresh", new()
    {
        ["AutoScalingGroupId"] = Stage.GroupId(1),
        ["RefreshActivityId"] = rollout.Id.Split('/')[^1],
    });
}
