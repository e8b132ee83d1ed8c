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

    private static async Task CreateAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await stage.SucceedsAsync("preview");
        await stage.CheckCallsAsync("");
        await stage.UpAsync();
        await stage.CheckAsync("Start", "Succeeded");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task NoChangeAsync(Stage stage)
    {
        await stage.UpAsync();
        await stage.SucceedsAsync("preview", "--expect-no-changes");
        await stage.UpAsync("--expect-no-changes");
        await stage.UpAsync("--refresh", "--expect-no-changes");
        await stage.CheckAsync("Start", "Succeeded");
    }

    private static async Task ApprovalAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        stage.Rollout = stage.Rollout with { BatchPause = "BATCH_INTERVAL_PAUSE", ApprovedThroughBatch = 0 };
        await stage.UpAsync();
        await stage.CheckAsync("Start", "AwaitingApproval");
        await stage.UpAsync();
        await stage.CheckAsync("Start", "AwaitingApproval");
        stage.Rollout = stage.Rollout with { ApprovedThroughBatch = 1 };
        await stage.UpAsync();
        await stage.CheckAsync("Start Resume", "AwaitingApproval");
        stage.Rollout = stage.Rollout with { ApprovedThroughBatch = 2 };
        await stage.UpAsync();
        await stage.CheckAsync("Start Resume Resume", "Succeeded");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task TriggerAsync(Stage stage)
    {
        await stage.UpAsync();
        string first = (await stage.CheckAsync("Start", "Succeeded")).Id;
        await stage.UseImageAsync(Stage.NewImage);
        await stage.UpAsync();
        RolloutEntry second = await stage.CheckAsync("Start Start", "Succeeded");
        Check.True(first != second.Id, "the second rollout has an id of its own");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task ImportAsync(Stage stage)
    {
        string id = await ThirdParty.StartAsync(stage);
        await stage.SucceedsAsync("import", StackState.RolloutType, "rollout", id, "--yes", "--protect=false", "--generate-code=false");
        await stage.CheckAsync("", "Succeeded");
        await stage.UpAsync();
        RolloutEntry rollout = await stage.CheckAsync("", "Succeeded");
        Check.Equal(id, rollout.Id, "the id in the state");
        await stage.UpAsync("--expect-no-changes");
    }
}
