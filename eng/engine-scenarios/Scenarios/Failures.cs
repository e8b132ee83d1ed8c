namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>A batch that fails, and the ways on.</summary>
internal static class Failures
{
    private const int Groups = 20;
    private const int Failing = 7;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("failed-batch", "A failed batch ends with an error; the next up resumes the same rollout.", sandbox => ResumeAsync(sandbox)),
        new("failed-batch-refresh", "The same with up --refresh.", sandbox => ResumeAsync(sandbox, "--refresh")),
        new("fix-forward", "After a failed batch a corrected image replaces the rollout; what had failed stays in standby and is named.", FixForwardAsync),
        new("twenty", "Of twenty rollouts one fails: the others end well, and the next up resumes that one alone.", TwentyAsync) { Groups = Groups },
    ];

    private static async Task ResumeAsync(Sandbox sandbox, params string[] options)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.FailInBatchAsync(2);
        await sandbox.UpFailsAsync();
        RolloutEntry failed = await sandbox.CheckAsync("Start", "Failed");
        Check.Equal("FAILED_PAUSE", failed.Status, "the status in the state");
        Check.True(failed.InitErrors.Count > 0, "the state says why the rollout is incomplete");
        await sandbox.UpAsync(options);
        RolloutEntry resumed = await sandbox.CheckAsync("Start Resume", "Succeeded");
        Check.Equal(failed.Id, resumed.Id, "the id of the rollout");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }

    private static async Task FixForwardAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.FailInBatchAsync(2, "failAlways");
        await sandbox.UpFailsAsync();
        await sandbox.Cloud.ClearFaultsAsync();
        await sandbox.UseImageAsync(Sandbox.BetterImage);
        await sandbox.UpAsync();
        RolloutEntry replaced = await sandbox.CheckAsync("Start Cancel Start", "PartiallySucceeded");
        Check.Equal(1, replaced.Deviations, "the number of deviations");
        await sandbox.CheckFleetAsync(Sandbox.BetterImage, leftOut: 1);
    }

    private static async Task TwentyAsync(Sandbox sandbox)
    {
        await sandbox.UseImageAsync(Sandbox.NewImage);
        await sandbox.FailInBatchAsync(1, group: Failing);
        // The engine begins nothing more after a failure: so all are begun at once.
        await sandbox.UpFailsAsync("--parallel", $"{Groups}");
        string starts = string.Join(' ', Enumerable.Repeat("Start", Groups));
        await sandbox.CheckCallsAsync(starts);
        StackState state = await sandbox.Stack.ExportAsync();
        Check.Sequence([$"rollout{Failing}"], [.. state.Rollouts.Where(rollout => rollout.Outcome != "Succeeded").Select(rollout => rollout.Name)],
            "the rollouts that did not succeed");
        await sandbox.UpAsync();
        await sandbox.CheckCallsAsync($"{starts} Resume");
        await sandbox.CheckFleetAsync(Sandbox.NewImage);
    }
}
