namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>What goes as planned.</summary>
internal static class Rollouts
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("create", "A preview calls nothing that writes; the first up starts one rollout and follows it to its end.", CreateAsync),
        new("no-change", "A second up, and a preview, change nothing and start nothing.", NoChangeAsync),
        new("approval", "Each pause is approved by a change of one line; an up without a change does nothing.", ApprovalAsync),
        new("trigger", "A changed image starts the next rollout.", TriggerAsync),
        new("import", "A rollout that somebody else has started is imported; the next up starts nothing.", ImportAsync),
    ];

    private static async Task CreateAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.SucceedsAsync("preview");
        await sandbox.CheckCallsAsync("");
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start", "Succeeded");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task NoChangeAsync(Sandbox sandbox)
    {
        await sandbox.UpAsync();
        await sandbox.SucceedsAsync("preview", "--expect-no-changes");
        await sandbox.UpAsync("--expect-no-changes");
        await sandbox.UpAsync("--refresh", "--expect-no-changes");
        await sandbox.CheckAsync("Start", "Succeeded");
    }

    private static async Task ApprovalAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        sandbox.Rollout = sandbox.Rollout with { BatchPause = "BATCH_INTERVAL_PAUSE", ApprovedThroughBatch = 0 };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start", "AwaitingApproval");
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start", "AwaitingApproval");
        sandbox.Rollout = sandbox.Rollout with { ApprovedThroughBatch = 1 };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Resume", "AwaitingApproval");
        sandbox.Rollout = sandbox.Rollout with { ApprovedThroughBatch = 2 };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Resume Resume", "Succeeded");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task TriggerAsync(Sandbox sandbox)
    {
        await sandbox.UpAsync();
        string first = (await sandbox.CheckAsync("Start", "Succeeded")).Id;
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.UpAsync();
        RolloutEntry second = await sandbox.CheckAsync("Start Start", "Succeeded");
        Check.True(first != second.Id, "the second rollout has an id of its own");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task ImportAsync(Sandbox sandbox)
    {
        string id = await ThirdParty.StartAsync(sandbox);
        await sandbox.SucceedsAsync("import", StackState.RolloutType, "rollout", id, "--yes", "--protect=false", "--generate-code=false");
        await sandbox.CheckAsync("", "Succeeded");
        await sandbox.UpAsync();
        RolloutEntry rollout = await sandbox.CheckAsync("", "Succeeded");
        Check.Equal(id, rollout.Id, "the id in the state");
        await sandbox.UpAsync("--expect-no-changes");
    }
}
