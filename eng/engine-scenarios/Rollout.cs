using System.Text.Json.Nodes;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>A rollout as the program declares it. A scenario changes one property after the other, as a team would.</summary>
internal sealed record Rollout(string Name, string GroupId, string ImageId)
{
    public string BatchPause { get; init; } = "AUTOMATIC";

    public int? ApprovedThroughBatch { get; init; }

    public string DesiredState { get; init; } = "Completed";

    /// <summary>The resource option without which a forced replacement creates before it deletes.</summary>
    public bool DeleteBeforeReplace { get; init; } = true;

    public JsonObject ToJson()
    {
        JsonObject properties = new()
        {
            ["autoScalingGroupId"] = GroupId,
            ["triggers"] = new JsonObject { ["imageId"] = ImageId },
            ["refreshSettings"] = new JsonObject
            {
                ["rollingUpdateSettings"] = new JsonObject { ["batchNumber"] = Sandbox.Batches, ["batchPause"] = BatchPause },
            },
            ["desiredState"] = DesiredState,
        };
        if (ApprovedThroughBatch is { } batch)
            properties["approvedThroughBatch"] = batch;
        JsonObject resource = new() { ["type"] = StackState.RolloutType, ["properties"] = properties };
        if (DeleteBeforeReplace)
            resource["options"] = new JsonObject { ["deleteBeforeReplace"] = true };
        return resource;
    }
}
