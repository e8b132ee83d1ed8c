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

    private static async Task ReplaceAsync(Sandbox sandbox)
    {
        await sandbox.UpAsync();
        await sandbox.UpAsync("--replace", Urn);
        await sandbox.CheckAsync("Start Start", "Succeeded");
        await sandbox.UpAsync("--expect-no-changes");
    }

    private static async Task TaintAsync(Sandbox sandbox)
    {
        await sandbox.UpAsync();
        await sandbox.SucceedsAsync("state", "taint", Urn, "--yes");
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Start", "Succeeded");
        await sandbox.UpAsync("--expect-no-changes");
    }

    private static async Task ReplaceFailsAsync(Sandbox sandbox)
    {
        await sandbox.UpAsync();
        await sandbox.FailInBatchAsync(2);
        await sandbox.UpFailsAsync("--replace", Urn);
        await sandbox.CheckAsync("Start Start", "Failed");
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Start Resume", "Succeeded");
    }

    private static async Task WithoutOptionAsync(Sandbox sandbox)
    {
        sandbox.Rollout = sandbox.Rollout with { DeleteBeforeReplace = false };
        await sandbox.UpAsync();
        string id = (await sandbox.CheckAsync("Start", "Succeeded")).Id;
        await sandbox.UpFailsAsync("--replace", Urn);
        Check.True((await sandbox.Stack.ExportAsync()).Rollouts.All(rollout => rollout.Id == id), "every entry of the state still is the first rollout");
        await sandbox.UpAsync();
        RolloutEntry kept = await sandbox.CheckAsync("Start", "Succeeded");
        Check.Equal(id, kept.Id, "the id of the rollout");
    }

    private static async Task RenameAsync(Sandbox sandbox)
    {
        await sandbox.UpAsync();
        string id = (await sandbox.CheckAsync("Start", "Succeeded")).Id;
        sandbox.Rollout = sandbox.Rollout with { Name = "renamed" };
        await sandbox.UpAsync();
        RolloutEntry renamed = await sandbox.CheckAsync("Start", "Succeeded");
        Check.Equal(id, renamed.Id, "the id of the rollout");
        await sandbox.UpAsync("--expect-no-changes");
    }
}
