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

    private static async Task RollBackAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.FailInBatchAsync(2);
        await sandbox.UpFailsAsync();
        await sandbox.UseImageAsync(Sandbox.OldImage);
        sandbox.Rollout = sandbox.Rollout with { DesiredState = "RolledBack" };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Rollback", "RolledBack");
        await sandbox.CheckFleetAsync(Sandbox.OldImage);
        sandbox.Rollout = sandbox.Rollout with { DesiredState = "Completed" };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Rollback", "RolledBack");
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Rollback Start", "Succeeded");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task CancelAsync(Sandbox sandbox)
    {
        sandbox.Rollout = sandbox.Rollout with { BatchPause = "FIRST_BATCH_PAUSE" };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start", "AwaitingApproval");
        sandbox.Rollout = sandbox.Rollout with { DesiredState = "Cancelled" };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Cancel", "Cancelled");
        await sandbox.UpAsync("--expect-no-changes");
    }

    private static async Task ThirdPartyAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        sandbox.Rollout = sandbox.Rollout with { BatchPause = "FIRST_BATCH_PAUSE" };
        await sandbox.UpAsync();
        await ThirdParty.CancelAsync(sandbox, await sandbox.CheckAsync("Start", "AwaitingApproval"));
        await sandbox.SucceedsAsync("refresh", "--yes");
        RolloutEntry seen = await sandbox.CheckAsync("Start", "Cancelled");
        Check.Equal("CANCELLED", seen.Status, "the status in the state");
        await sandbox.UpFailsAsync();
        await sandbox.CheckCallsAsync("Start");
        sandbox.Rollout = sandbox.Rollout with { BatchPause = "AUTOMATIC" };
        await sandbox.UpAsync();
        await sandbox.CheckAsync("Start Start", "Succeeded");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }
}
