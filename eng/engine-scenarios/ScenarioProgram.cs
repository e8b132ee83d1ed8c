using System.Diagnostics;
using TencentcloudRefresh.EngineScenarios.Processes;
using TencentcloudRefresh.EngineScenarios.Scenarios;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>Runs the scenarios that the command line names, or all, and closes with <c>N passed, N failed</c>.</summary>
internal static class ScenarioProgram
{
    public const int Passed = 0;
    public const int Failed = 1;
    /// <summary>Nothing was run: wrongly asked, or something that is needed is not here.</summary>
    public const int NotRun = 2;

    /// <summary>Longer than any scenario takes on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments is ["--list"])
        {
            foreach (Scenario scenario in AllScenarios.All)
                await output.WriteLineAsync($"{scenario.Name}: {scenario.Tells}");
            return Passed;
        }

        try
        {
            IReadOnlyList<Scenario> chosen = Choose(arguments);
            Tools tools = await Tools.FindAsync(output);
            int failed = 0;
            foreach (Scenario scenario in chosen)
                failed += await ExecuteAsync(scenario, tools, output) ? 0 : 1;
            await output.WriteLineAsync($"{chosen.Count - failed} passed, {failed} failed");
            return failed == 0 ? Passed : Failed;
        }
        catch (NotRunException reason)
        {
            await errors.WriteLineAsync($"No scenario was run: {reason.Message}");
            return NotRun;
        }
    }

    private static IReadOnlyList<Scenario> Choose(string[] names)
    {
        if (names.FirstOrDefault(name => AllScenarios.All.All(scenario => scenario.Name != name)) is { } unknown)
            throw new NotRunException($"there is no scenario {unknown}; --list names them.");
        return names.Length == 0 ? AllScenarios.All : [.. AllScenarios.All.Where(scenario => names.Contains(scenario.Name, StringComparer.Ordinal))];
    }

    private static async Task<bool> ExecuteAsync(Scenario scenario, Tools tools, TextWriter output)
    {
        long begun = Stopwatch.GetTimestamp();
        Transcript transcript = new();
        string? failure = await FailureOfAsync(scenario, tools, transcript);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await output.WriteLineAsync($"{(failure is null ? "passed" : "FAILED")}  {scenario.Name}  ({seconds:0.0} s)");
        if (failure is not null)
            await output.WriteLineAsync($"{transcript.Indented()}\n  {failure}");
        return failure is null;
    }

    private static async Task<string?> FailureOfAsync(Scenario scenario, Tools tools, Transcript transcript)
    {
        try
        {
            await using Sandbox sandbox = await Sandbox.OpenAsync(tools, scenario.Groups, transcript);
            await scenario.ExecuteAsync(sandbox).WaitAsync(Limit);
            return null;
        }
        catch (ScenarioFailedException failure)
        {
            return failure.Message;
        }
        catch (Exception unforeseen)
        {
            // One scenario that cannot go on is a failed one; the others are run all the same.
            return $"{unforeseen}";
        }
    }
}
