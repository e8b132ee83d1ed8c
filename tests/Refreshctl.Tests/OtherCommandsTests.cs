using System.CommandLine;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

/// <summary>The simulator and the rehearsal as commands of this program, and what a shell asks it.</summary>
[NonParallelizable]
public sealed class OtherCommandsTests
{
    [Test]
    public async Task Simulate_Started_IsReadyAndAnswersThisVeryTool()
    {
        using var stop = new CancellationTokenSource();
        using var output = new FirstLine();
        using var errors = new StringWriter();
        var run = RefreshctlProgram.RunAsync(["simulate", "--port", "0"], new ProgramEnvironment { Output = output, Errors = errors }, stop.Token);
        string endpoint = (await output.Line.Soon())["ready ".Length..];

        var ended = await Tool.AloneAsync("status", Tool.Group, "--endpoint", endpoint, "--json");
        await stop.CancelAsync();

        Assert.That(await run.Soon(), Is.Zero);
        Assert.That((ended.Code, ended.Json["group"]!["inService"]!.GetValue<int>()), Is.EqualTo((0, 6)), ended.Errors);
    }

    [Test]
    public async Task Simulate_Help_ListsTheAssumptions()
        => Assert.That((await Tool.AloneAsync("simulate", "--help")).Output, Does.Contain("--speed").And.Contain("regionRequired=").And.Contain("Examples:"));

    [Test]
    public async Task Rehearse_WrongUsage_IsReportedAsEverywhere()
    {
        var ended = await Tool.AloneAsync("rehearse", "upp");

        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")));
        Assert.That(ended.Errors, Does.StartWith("error: ").And.Contain("Did you mean up?").And.Contain("refreshctl rehearse --help"));
    }

    [Test]
    public async Task Rehearse_Help_HasTheCommandsOfTheRehearsal()
        => Assert.That((await Tool.AloneAsync("rehearse", "--help")).Output, Does.Contain("preview").And.Contain("destroy").And.Contain("--fault"));

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    public async Task Completion_OfAShell_AsksTheProgramItself(string shell)
    {
        var ended = await Tool.AloneAsync("completion", shell);

        Assert.That(ended.Code, Is.Zero);
        Assert.That(ended.Output, Does.Contain("[suggest:").And.Not.Contain("\r"));
    }

    [TestCase("refreshctl st", "status")]
    [TestCase("refreshctl wait asg-9dn1a5y6 --f", "--for")]
    [TestCase("refreshctl wait asg-9dn1a5y6 --for Suc", "Succeeded")]
    [TestCase("refreshctl plan asg-9dn1a5y6 --batch-pause ", "FIRST_BATCH_PAUSE")]
    [TestCase("refreshctl completion ", "zsh")]
    public async Task Suggest_HalfALine_GivesWhatFits(string line, string expected)
    {
        line = line.Replace("refreshctl", RootCommand.ExecutableName, StringComparison.Ordinal); // which is another in a test
        var ended = await Tool.AloneAsync($"[suggest:{line.Length}]", line);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(ended.Output.Split('\n', StringSplitOptions.TrimEntries), Does.Contain(expected));
    }

    /// <summary>Tells when the first line was written.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            _line.TrySetResult(value ?? "");
        }
    }
}
