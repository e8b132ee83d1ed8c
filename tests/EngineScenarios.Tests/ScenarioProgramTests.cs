using TencentcloudRefresh.EngineScenarios.Processes;
using TencentcloudRefresh.EngineScenarios.Scenarios;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.EngineScenarios.Tests;

/// <summary>The program as it is run: with no CLI it says so, and with the rehearsal's engine in the CLI's place the scenarios come out as they should.</summary>
[Platform(Exclude = "Win", Reason = "scenarios send the signals of other systems")]
public sealed class ScenarioProgramTests
{
    private const string NoCli = "/nonexistent";

    /// <summary>For a machine that is busy with everything else; it takes seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    [Test]
    public async Task Run_WithoutACli_PlaysNothingAndSaysSo()
    {
        CommandEnd end = await RunAsync(NoCli, []);
        Assert.That(end.ExitCode, Is.EqualTo(ScenarioProgram.NotRun));
        Assert.That(end.Output, Does.Contain("`pulumi`").And.Not.Contain("passed"));
    }

    [Test]
    public async Task Run_AScenarioThatIsNone_PlaysNothing()
    {
        CommandEnd end = await RunAsync(StandIn, ["no-such-scenario"]);
        Assert.That(end.ExitCode, Is.EqualTo(ScenarioProgram.NotRun));
        Assert.That(end.Output, Does.Contain("no-such-scenario"));
    }

    [Test]
    public async Task List_NamesEachScenarioOnce()
    {
        CommandEnd end = await RunAsync(NoCli, ["--list"]);
        Assert.That(end.ExitCode, Is.Zero);
        Assert.That(end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]),
            Is.EqualTo(AllScenarios.All.Select(scenario => scenario.Name)).And.Unique);
        Assert.That(AllScenarios.All, Has.Count.GreaterThanOrEqualTo(19));
    }

    [Test]
    public async Task Run_AKilledRun_IsAdoptedOnTheRehearsalsEngine()
    {
        CommandEnd end = await RunAsync(StandIn, ["kill"]);
        Assert.That(end.Output, Does.EndWith("1 passed, 0 failed\n"), end.Output);
        Assert.That(end.ExitCode, Is.Zero);
    }

    /// <summary>A plugin that fails at once makes a scenario fail, with what was run and said.</summary>
    [Test]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Run_WithAPluginThatDoesNothing_FailsAndShowsTheTranscript()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("no-plugin-");
        string plugin = Path.Combine(folder.FullName, Tools.PluginFile);
        await File.WriteAllTextAsync(plugin, "#!/bin/sh\nexit 3\n");
        File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        CommandEnd end = await RunAsync(StandIn, ["create"], folder.FullName);
        folder.Delete(recursive: true);
        Assert.That(end.ExitCode, Is.EqualTo(ScenarioProgram.Failed));
        Assert.That(end.Output, Does.Contain("FAILED  create").And.Contain("| $ pulumi preview").And.EndWith("0 passed, 1 failed\n"));
    }

    private static string StandIn => Built("tests/RehearsedPulumi");

    private static async Task<CommandEnd> RunAsync(string path, string[] arguments, string? plugin = null)
    {
        await using ChildCommand program = ChildCommand.Start(new(Path.Combine(Built("eng/engine-scenarios"), "engine-scenarios"), arguments)
        {
            Variables = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["PATH"] = $"{path}:/usr/bin:/bin",
                [Tools.PluginVariable] = plugin ?? Built("src/Provider"),
                [Tools.SimulatorVariable] = Path.Combine(Built("src/Simulator"), "Simulator"),
            },
        }, new Transcript());
        return await program.EndAsync(Limit);
    }

    private static string Built(string project) => Repository.PathOf($"{project}/bin/{Repository.Configuration}/net10.0");
}
