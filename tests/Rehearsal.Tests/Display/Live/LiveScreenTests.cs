using System.Text.RegularExpressions;
using Spectre.Console;
using TencentcloudRefresh.Rehearsal.Display.Live;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Rehearsal.Tests.Display.Live;

/// <summary>What a terminal is told: lines over lines, in their place, and nothing left behind.</summary>
internal sealed class LiveScreenTests
{
    [Test]
    public async Task Watch_AnythingThatEnds_GivesTheCursorBackAndLeavesTheLastPicture()
    {
        using StringWriter output = new();
        int frames = 0;
        TaskCompletionSource<int> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
        VirtualClock clock = new();
        Task<int> watched = new LiveScreen(Console(output), clock).WatchAsync(_ => [$"frame {++frames}", "below"], work.Task);
        clock.Advance(TimeSpan.FromSeconds(1));
        work.SetResult(7);

        Assert.That(await watched.Soon(), Is.EqualTo(7));
        string written = output.ToString();
        Assert.That(written, Does.StartWith("\u001b[?25l").And.EndWith("\u001b[?25h"));
        Assert.That(Regex.Count(written, @"\x1b\[2A"), Is.EqualTo(Regex.Count(written, "frame ") - 1), "each picture but the first stands where the last one stood");
    }

    [Test]
    public void Watch_WhatFails_GivesTheCursorBack()
    {
        using StringWriter output = new();
        Task<int> failed = Task.FromException<int>(new InvalidOperationException("no"));
        Assert.That(() => new LiveScreen(Console(output), new VirtualClock()).WatchAsync(_ => ["x"], failed).Soon(), Throws.InvalidOperationException);
        Assert.That(output.ToString(), Does.EndWith("\u001b[?25h"));
    }

    [Test]
    public async Task Watch_ATerminalThatBecomesNarrower_GoesUpOverTheBrokenLines()
    {
        using StringWriter output = new();
        IAnsiConsole console = Console(output);
        int calls = 0;
        await new LiveScreen(console, new VirtualClock()).WatchAsync(
            _ =>
            {
                if (++calls == 1)
                    return [new string('x', 70)];
                console.Profile.Width = 30;
                return ["y"];
            }, Task.FromResult(0)).Soon();

        Assert.That(output.ToString(), Does.Contain("\u001b[3A"), "70 columns take three rows of 30");
    }

    private static IAnsiConsole Console(TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new() { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;
        console.Profile.Height = 24;
        return console;
    }
}
