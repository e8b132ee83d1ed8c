using TencentcloudRefresh.EngineScenarios.Processes;

namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>Runs that do not come to their end.</summary>
internal static class Interruptions
{
    /// <summary>An interrupted run has nothing more to wait for: seconds, and more on a busy machine. The rollout itself would never end meanwhile.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("ctrl-c", "Ctrl-C ends up at once and keeps the rollout; the next up follows it.", CtrlCAsync),
        new("kill", "After kill -9 in a create the next up adopts the rollout and starts no second one.", KillAsync),
        new("destroy", "destroy in flight stops and cancels the rollout.", DestroyAsync),
    ];

    private static async Task CtrlCAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await InterruptAsync(sandbox);
        RolloutEntry interrupted = await sandbox.CheckAsync("Start", "InProgress");
        await sandbox.UpAsync();
        RolloutEntry followed = await sandbox.CheckAsync("Start", "Succeeded");
        Check.Equal(interrupted.Id, followed.Id, "the id of the rollout");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task KillAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await using (ChildCommand up = await sandbox.StartUpAsync())
        {
            up.Kill();
            await up.EndAsync(AtOnce);
        }

        // What the killed run has left locked.
        await sandbox.SucceedsAsync("cancel", "--yes");
        await sandbox.UpAsync();
        RolloutEntry adopted = await sandbox.CheckAsync("Start", "Succeeded");
        Check.True(adopted.Adopted, "the rollout is marked as adopted");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task DestroyAsync(Sandbox sandbox)
    {
        await InterruptAsync(sandbox);
        await sandbox.SucceedsAsync("destroy", "--yes");
        await sandbox.CheckCallsAsync("Start Stop Cancel");
        Check.Equal(0, (await sandbox.Stack.ExportAsync()).Rollouts.Count, "the number of rollouts in the state");
        await sandbox.CheckFleetAsync(Sandbox.OldImage);
    }

    private static async Task InterruptAsync(Sandbox sandbox)
    {
        await using ChildCommand up = await sandbox.StartUpAsync();
        await up.InterruptAsync();
        CommandEnd end = await up.EndAsync(AtOnce);
        Check.True(end.ExitCode != 0, "an interrupted up does not end with 0");
    }
}
