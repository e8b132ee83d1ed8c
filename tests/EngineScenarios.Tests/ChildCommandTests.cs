using TencentcloudRefresh.EngineScenarios.Processes;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.EngineScenarios.Tests;

/// <summary>Commands as the scenarios run them: bounded, interrupted, killed.</summary>
[Platform(Exclude = "Win", Reason = "the signals of other systems")]
public sealed class ChildCommandTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);

    [Test]
    public async Task End_BothOutputsAndTheCode_AreKept()
    {
        await using ChildCommand command = Shell("echo one; echo two >&2; exit 7");
        CommandEnd end = await command.EndAsync(Plenty).Soon();
        Assert.That(end.ExitCode, Is.EqualTo(7));
        Assert.That(end.Output, Does.Contain("one").And.Contain("two"));
    }

    [Test]
    public async Task Variables_SetAndTakenAway_ReachTheCommand()
    {
        await using ChildCommand command = ChildCommand.Start(new("/bin/sh", ["-c", "echo \"[$GIVEN][$HOME]\""])
        {
            Variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIVEN"] = "here", ["HOME"] = null },
        }, new Transcript());
        Assert.That((await command.EndAsync(Plenty).Soon()).Output.Trim(), Is.EqualTo("[here][]"));
    }

    [Test]
    public async Task End_ThatDoesNotCome_IsAFailureAtTheLimit()
    {
        await using ChildCommand command = Shell("sleep 600");
        Assert.That(async () => await command.EndAsync(TimeSpan.FromMilliseconds(50)).Soon(), Throws.TypeOf<ScenarioFailedException>());
    }

    [Test]
    public async Task Interrupt_IsSigint()
    {
        await using ChildCommand command = Shell("trap 'echo interrupted; exit 130' INT; echo ready; while :; do sleep 0.05; done");
        await Waiting.UntilAsync(() => Task.FromResult(command.Output.Contains("ready", StringComparison.Ordinal)), Plenty, "the trap is set").Soon();
        await command.InterruptAsync().Soon();
        CommandEnd end = await command.EndAsync(Plenty).Soon();
        Assert.That((end.ExitCode, end.Output), Is.EqualTo((130, "ready\ninterrupted\n")));
    }

    /// <summary>What it has started lives on, and may hold its outputs open: that must not hold up the end.</summary>
    [Test]
    public async Task Kill_LeavesWhatItHasStarted_AndEndsAllTheSame()
    {
        await using ChildCommand command = Shell("sleep 20 & echo ready; wait");
        await Waiting.UntilAsync(() => Task.FromResult(command.Output.Contains("ready", StringComparison.Ordinal)), Plenty, "it has started another").Soon();
        command.Kill();
        Assert.That((await command.EndAsync(Plenty).Soon()).ExitCode, Is.Not.Zero);
    }

    private static ChildCommand Shell(string script) => ChildCommand.Start(new("/bin/sh", ["-c", script]), new Transcript());
}
