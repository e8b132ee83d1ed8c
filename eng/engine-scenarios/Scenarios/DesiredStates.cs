namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>Rolled back, cancelled, and cancelled by somebody else.</summary>
internal static class DesiredStates
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("rollback", "A failed rollout is rolled back, that is kept under Completed, and the image is tried again.", RollBackAsync),
        new("cancel", "A paused rollout is cancelled by a change of code.", CancelAsync),
        new("third-party", "A cancelled rollout is found by refresh, told once by up, and started anew by the next one.", ThirdPartyAsync),
    ];

    private static async Task RollBackAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await stage.FailInBatchAsync(2);
        await stage.UpFailsAsync();
        await stage.UseImageAsync(Stage.OldImage);
        stage.Rollout = stage.Rollout with { DesiredState = "RolledBack" };
        await stage.UpAsync();
        await stage.CheckAsync("Start Rollback", "RolledBack");
        await stage.CheckFleetAsync(Stage.OldImage);
        stage.Rollout = stage.Rollout with { DesiredState = "Completed" };
        await stage.UpAsync();
        await stage.CheckAsync("Start Rollback", "RolledBack");
        await stage.UseImageAsync(Stage.NewImage);
        await stage.UpAsync();
        await stage.CheckAsync("Start Rollback Start", "Succeeded");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task CancelAsync(Stage stage)
    {
        stage.Rollout = stage.Rollout with { BatchPause = "FIRST_BATCH_PAUSE" };
        await stage.UpAsync();
        await stage.CheckAsync("Start", "AwaitingApproval");
        stage.Rollout = stage.Rollout with { DesiredState = "Cancelled" };
        await stage.UpAsync();
        await stage.CheckAsync("Start Cancel", "Cancelled");
        await stage.UpAsync("--expect-no-changes");
    }

    private static async Task ThirdPartyAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        stage.Rollout = stage.Rollout with { BatchPause = "FIRST_BATCH_PAUSE" };
        await stage.UpAsync();
        await ThirdParty.CancelAsync(stage, await stage.CheckAsync("Start", "AwaitingApproval"));
        await stage.SucceedsAsync("refresh", "--yes");
        RolloutEntry seen = await stage.CheckAsync("Start", "Cancelled");
        Check.Equal("CANCELLED", seen.Status, "the status in the state");
        await stage.UpFailsAsync();
        await stage.CheckCallsAsync("Start");
        stage.Rollout = stage.Rollout with { BatchPause = "AUTOMATIC" };
        await stage.UpAsync();
        await stage.CheckAsync("Start Start", "Succeeded");
        await stage.CheckFleetAsync(Stage.NewImage);
    }
}
