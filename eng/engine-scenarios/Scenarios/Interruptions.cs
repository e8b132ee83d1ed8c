using TencentcloudRefresh.EngineScenarios.Processes;

namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>Runs that do not come to their end.</summary>
internal static class Interruptions
{
    /// <summary>An interrupted run has nothing more to wait for.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("ctrl-c", "Ctrl-C ends up at once and keeps the rollout; the next up follows it.", CtrlCAsync),
        new("kill", "After kill -9 in a create the next up adopts the rollout and starts no second one.", KillAsync),
        new("destroy", "destroy in flight stops and cancels the rollout.", DestroyAsync),
    ];

    private static async Task CtrlCAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await InterruptAsync(stage);
        RolloutEntry interrupted = await stage.CheckAsync("Start", "InProgress");
        await stage.UpAsync();
        RolloutEntry followed = await stage.CheckAsync("Start", "Succeeded");
        Check.Equal(interrupted.Id, followed.Id, "the id of the rollout");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task KillAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await using (ChildCommand up = await stage.StartUpAsync())
        {
            up.Kill();
            await up.EndAsync(AtOnce);
        }

        // What the killed run has left locked.
        await stage.SucceedsAsync("cancel", "--yes");
        await stage.UpAsync();
        RolloutEntry adopted = await stage.CheckAsync("Start", "Succeeded");
        Check.True(adopted.Adopted, "the rollout is marked as adopted");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task DestroyAsync(Stage stage)
    {
        await InterruptAsync(stage);
        await stage.SucceedsAsync("destroy", "--yes");
        await stage.CheckCallsAsync("Start Stop Cancel");
        Check.Equal(0, (await stage.Stack.ExportAsync()).Rollouts.Count, "the number of rollouts in the state");
        await stage.CheckFleetAsync(Stage.OldImage);
    }

    private static async Task InterruptAsync(Stage stage)
    {
        await using ChildCommand up = await stage.StartUpAsync();
        await up.InterruptAsync();
        CommandEnd end = await up.EndAsync(AtOnce);
        Check.True(end.ExitCode != 0, "an interrupted up does not end with 0");
    }
}
