namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>Roads on which the engine asks for a replacement by itself.</summary>
internal static class Replacements
{
    private static readonly string Urn = Stack.UrnOf("rollout");

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("replace", "up --replace rolls again.", ReplaceAsync),
        new("taint", "state taint and up roll again.", TaintAsync),
        new("replace-fails", "A forced replacement whose batch fails is resumed by the next up.", ReplaceFailsAsync),
        new("replace-without-option", "Without deleteBeforeReplace a forced replacement ends with an error, and the next up loses nothing.", WithoutOptionAsync),
        new("rename", "A renamed rollout is the same one: nothing is started, nothing is cancelled.", RenameAsync),
    ];

    private static async Task ReplaceAsync(Stage stage)
    {
        await stage.UpAsync();
        await stage.UpAsync("--replace", Urn);
        await stage.CheckAsync("Start Start", "Succeeded");
        await stage.UpAsync("--expect-no-changes");
    }

    private static async Task TaintAsync(Stage stage)
    {
        await stage.UpAsync();
        await stage.SucceedsAsync("state", "taint", Urn, "--yes");
        await stage.UpAsync();
        await stage.CheckAsync("Start Start", "Succeeded");
        await stage.UpAsync("--expect-no-changes");
    }

    private static async Task ReplaceFailsAsync(Stage stage)
    {
        await stage.UpAsync();
        await stage.FailInBatchAsync(2);
        await stage.UpFailsAsync("--replace", Urn);
        await stage.CheckAsync("Start Start", "Failed");
        await stage.UpAsync();
        await stage.CheckAsync("Start Start Resume", "Succeeded");
    }

    private static async Task WithoutOptionAsync(Stage stage)
    {
        stage.Rollout = stage.Rollout with { DeleteBeforeReplace = false };
        await stage.UpAsync();
        string id = (await stage.CheckAsync("Start", "Succeeded")).Id;
        await stage.UpFailsAsync("--replace", Urn);
        Check.True((await stage.Stack.ExportAsync()).Rollouts.All(rollout => rollout.Id == id), "every entry of the state still is the first rollout");
        await stage.UpAsync();
        RolloutEntry kept = await stage.CheckAsync("Start", "Succeeded");
        Check.Equal(id, kept.Id, "the id of the rollout");
    }

    private static async Task RenameAsync(Stage stage)
    {
        await stage.UpAsync();
        string id = (await stage.CheckAsync("Start", "Succeeded")).Id;
        stage.Rollout = stage.Rollout with { Name = "renamed" };
        await stage.UpAsync();
        RolloutEntry renamed = await stage.CheckAsync("Start", "Succeeded");
        Check.Equal(id, renamed.Id, "the id of the rollout");
        await stage.UpAsync("--expect-no-changes");
    }
}
