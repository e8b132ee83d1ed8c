using System.Text.Json.Nodes;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>A rollout in the state of a stack.</summary>
/// <param name="Delete">The engine has still to delete it.</param>
/// <param name="InitErrors">Why the last operation of it was incomplete.</param>
internal sealed record RolloutEntry(string Name, string Urn, string Id, bool Delete, IReadOnlyList<string> InitErrors, JsonObject Outputs)
{
    public string? Outcome => Outputs["outcome"]?.ToString();

    public string? Status => Outputs["status"]?.ToString();

    /// <summary>How many instances the rollout has left out.</summary>
    public int Deviations => (Outputs["deviations"] as JsonArray)?.Count ?? 0;

    public bool Adopted => Outputs["adopted"]?.GetValue<bool>() ?? false;
}

/// <summary>What <c>pulumi stack export</c> prints, as far as the scenarios ask for it.</summary>
internal sealed record StackState(IReadOnlyList<RolloutEntry> Rollouts, int PendingOperations)
{
    public const string RolloutType = "tencentcloud-refresh:index:InstanceRefresh";

    /// <summary>The one rollout of a stack that has one.</summary>
    public RolloutEntry Rollout => Rollouts.Count == 1 ? Rollouts[0] : throw new ScenarioFailedException($"the state has {Rollouts.Count} rollouts, not one");

    public static StackState Parse(string export)
    {
        JsonNode deployment = JsonNode.Parse(export)?["deployment"] ?? throw new ScenarioFailedException($"this is no exported stack: {export}");
        return new(
            [.. (deployment["resources"] as JsonArray ?? []).Where(resource => resource!["type"]?.ToString() == RolloutType).Select(resource => Entry(resource!))],
            (deployment["pending_operations"] as JsonArray)?.Count ?? 0);
    }

    private static RolloutEntry Entry(JsonNode resource)
    {
        string urn = resource["urn"]!.ToString();
        return new(
            urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..],
            urn,
            resource["id"]?.ToString() ?? "",
            resource["delete"]?.GetValue<bool>() ?? false,
            [.. (resource["initErrors"] as JsonArray ?? []).Select(reason => reason!.ToString())],
            resource["outputs"] as JsonObject ?? []);
    }
}
