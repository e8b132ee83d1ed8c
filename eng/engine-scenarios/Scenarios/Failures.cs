namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>A batch that fails, and the ways on.</summary>
internal static class Failures
{
    private const int Groups = 20;
    private const int Failing = 7;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("failed-batch", "A failed batch ends with an error; the next up resumes the same rollout.", stage => ResumeAsync(stage)),
        new("failed-batch-refresh", "The same with up --refresh.", stage => ResumeAsync(stage, "--refresh")),
        new("fix-forward", "After a failed batch a corrected image replaces the rollout; what had failed stays in standby and is named.", FixForwardAsync),
        new("twenty", "Of twenty rollouts one fails: the others end well, and the next up resumes that one alone.", TwentyAsync) { Groups = Groups },
    ];

    private static async Task ResumeAsync(Stage stage, params string[] options)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await stage.FailInBatchAsync(2);
        await stage.UpFailsAsync();
        RolloutEntry failed = await stage.CheckAsync("Start", "Failed");
        Check.Equal("FAILED_PAUSE", failed.Status, "the status in the state");
        Check.True(failed.InitErrors.Count > 0, "the state says why the rollout is incomplete");
        await stage.UpAsync(options);
        RolloutEntry resumed = await stage.CheckAsync("Start Resume", "Succeeded");
        Check.Equal(failed.Id, resumed.Id, "the id of the rollout");
        await stage.CheckFleetAsync(Stage.NewImage);
    }

    private static async Task FixForwardAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await stage.FailInBatchAsync(2, "failAlways");
        await stage.UpFailsAsync();
        await stage.Cloud.ClearFaultsAsync();
        await stage.UseImageAsync(Stage.BetterImage);
        await stage.UpAsync();
        RolloutEntry replaced = await stage.CheckAsync("Start Cancel Start", "PartiallySucceeded");
        Check.Equal(1, replaced.Deviations, "the number of deviations");
        await stage.CheckFleetAsync(Stage.BetterImage, leftOut: 1);
    }

    private static async Task TwentyAsync(Stage stage)
    {
        await stage.UseImageAsync(Stage.NewImage);
        await stage.FailInBatchAsync(1, group: Failing);
        // The engine begins nothing more after a failure: so all are begun at once.
        await stage.UpFailsAsync("--parallel", $"{Groups}");
        string starts = string.Join(' ', Enumerable.Repeat("Start", Groups));
        await stage.CheckCallsAsync(starts);
        StackState state = await stage.Stack.ExportAsync();
        Check.Sequence([$"rollout{Failing}"], [.. state.Rollouts.Where(rollout => rollout.Outcome != "Succeeded").Select(rollout => rollout.Name)],
            "the rollouts that did not succeed");
        await stage.UpAsync();
        await stage.CheckCallsAsync($"{starts} Resume");
        await stage.CheckFleetAsync(Stage.NewImage);
    }
}
