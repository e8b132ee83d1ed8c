using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>A place for the state of one test's stack, gone afterwards.</summary>
internal sealed class Checkout : IDisposable
{
    private const string RolloutType = "tencentcloud-refresh:index:InstanceRefresh";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journey-");

    public string Checkpoint => Path.Combine(_folder.FullName, "dev.json");

    public string State => File.ReadAllText(Checkpoint);

    /// <summary>The entry of the stack's one rollout.</summary>
    public JsonElement Rollout => JsonDocument.Parse(State).RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
        .Single(resource => resource.GetProperty("type").GetString() == RolloutType);

    /// <summary>All entries of rollouts; after a broken-off replacement there may be two.</summary>
    public IReadOnlyList<JsonElement> Rollouts => [.. JsonDocument.Parse(State).RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
        .Where(resource => resource.GetProperty("type").GetString() == RolloutType)];

    /// <summary>A second entry of the same activity, marked for deletion: what a forced replacement leaves whose new half did not get through.</summary>
    public void DoubleTheRollout() => Edit(resources =>
    {
        var twin = resources.Single(resource => resource!["type"]!.ToString() == RolloutType)!.DeepClone();
        twin["delete"] = true;
        resources.Add(twin);
    });

    /// <summary>As if the program had given the rollout another name when it was made.</summary>
    public void RenameTheRollout(string name)
        => Edit(resources =>
        {
            var rollout = resources.Single(resource => resource!["type"]!.ToString() == RolloutType)!;
            string urn = rollout["urn"]!.ToString();
            rollout["urn"] = urn[..(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)] + name;
        });

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private void Edit(Action<JsonArray> change)
    {
        var state = JsonNode.Parse(State)!;
        change(state["deployment"]!["resources"]!.AsArray());
        File.WriteAllText(Checkpoint, state.ToJsonString());
    }
}
