using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Refreshctl.Output;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

/// <summary>What a terminal shows of a rollout that is watched.</summary>
public sealed class LiveWatchTests
{
    private static readonly RolloutView Paused = new()
    {
        AutoScalingGroupId = Tool.Group,
        RefreshActivityId = "asr-4k7m2p9q",
        ActivityType = "NORMAL",
        Status = "FAILED_PAUSE",
        Outcome = RefreshOutcome.Failed,
        Alive = true,
        Progress = new() { Phase = "paused", Batch = 2, Batches = 2, Done = 3, Total = 4, Failed = 1, PerBatch = [new(1, 2, 2, 0, 0), new(2, 2, 1, 1, 0)] },
        Reasons = ["Instance ins-00000004 (batch 2): the disk is [full], and this sentence is longer than a narrow terminal has columns."],
        NextSteps = ["run `pulumi up` again"],
    };

    [Test]
    [Bug("a rollout that was watched was told to be paused, and not why or what to do")]
    public void Drawn_APausedRollout_SaysWhyAndWhatToDo([Values(50, 80)] int width)
    {
        string[] lines = Drawn(Paused, width, 30);

        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(width));
        Assert.That(string.Join(' ', string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries)), Does.Contain("disk is [full]").And.Contain("Next steps: - run `pulumi up` again"));
    }

    [Test]
    public void Drawn_ALowTerminal_KeepsTheProgress()
    {
        string[] lines = Drawn(Paused, 60, 8);

        Assert.That(lines, Has.Length.LessThanOrEqualTo(8));
        Assert.That(lines[0], Does.StartWith("paused 2/2"));
    }

    [Test]
    public void Drawn_ARolloutThatHasEnded_LeavesThatToTheLastLines()
        => Assert.That(Drawn(Paused with { Alive = false }, 80, 30), Has.None.Contains("Next steps"));

    private static string[] Drawn(RolloutView rollout, int width, int height)
        => [.. LiveWatch.Drawn(rollout, TimeSpan.Zero, width, height).Select(Spectre.Console.Markup.Remove)];
}
