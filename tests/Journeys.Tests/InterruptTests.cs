using System.Diagnostics;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>Runs that end early: Ctrl-C at the terminal in the middle of a batch, and a replacement that does not get to its start.</summary>
public sealed class InterruptTests
{
    private const string Group = "asg-9dn1a5y6";

    [Test]
    public async Task CtrlC_InTheMiddleOfABatch_EndsSoonKeepsTheStateAndTheNextUpContinues()
    {
        // In real time a batch takes over a minute: it is in progress for as long as this test likes.
        await using var service = await SimulatorHost.StartAsync(new() { Fleet = Fleet.WithGroup(Group, 6), EnforceRateLimits = false }, default).Soon();
        using var checkout = new Checkout();
        string[] up = ["up", "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(), "--config", $"groupId={Group}",
            "--config", "tencentcloud-refresh:pollIntervalSeconds=0.05"];

        await using var run = RehearsalRun.Start(up);
        await UntilAsync(() => service.Cloud.ActivitiesOf(Group) is [{ Status: ActivityStatus.Running }]);
        var pressed = Stopwatch.GetTimestamp();
        run.Interrupt();
        var interrupted = await run.EndAsync();
        var took = Stopwatch.GetElapsedTime(pressed);

        var activity = service.Cloud.ActivitiesOf(Group).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(interrupted.ExitCode, Is.Not.Zero);
            Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(20)), "2 seconds on a machine that has nothing else to do");
            Assert.That(activity.Status, Is.EqualTo(ActivityStatus.Running), "detached, not cancelled");
            Assert.That(checkout.Rollout.GetProperty("id").GetString(), Is.EqualTo($"{Group}/{activity.Id}"));
        }

        using var advancing = new CancellationTokenSource();
        var time = AdvanceUntilAsync(service, advancing.Token);
        var next = await RehearsalRun.ToEndAsync(up);
        await advancing.CancelAsync();
        await time.Soon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(next.ExitCode, Is.Zero, next.ToString());
            Assert.That(service.Cloud.ActivitiesOf(Group).Single().Status, Is.EqualTo(ActivityStatus.Successful));
            Assert.That(service.Calls.Count(call => call.Action == "StartInstanceRefresh"), Is.EqualTo(1));
        }
    }

    [Test]
    [Bug("a changed trigger started nothing after its replacement was interrupted between deletion and start")]
    public async Task Up_ReplacementInterruptedBeforeItsStart_TheNextUpStartsItOnce()
    {
        await using var service = await SimulatorHost.StartAsync(new()
        {
            Clock = new VirtualClock(),
            SignatureClock = TimeProvider.System,
            Fleet = Fleet.WithGroup(Group, 6),
            AdvancePerDescribe = TimeSpan.FromSeconds(20),
            EnforceRateLimits = false,
        }, default).Soon();
        using var checkout = new Checkout();
        string[] up = ["up", "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(), "--config", $"groupId={Group}",
            "--config", "tencentcloud-refresh:pollIntervalSeconds=0.05"];
        // The same image again: the launch configuration says nothing about which of two rollouts was which.
        string[] again = [.. up, "--config", "rolloutLabel=again"];

        var first = await RehearsalRun.ToEndAsync(up);
        service.Faults.Add(Fault.Error("StartInstanceRefresh", "ResourceUnavailable.AutoScalingGroupAbnormalStatus"));
        var broken = await RehearsalRun.ToEndAsync(again);
        var pending = checkout.Rollout.TryGetProperty("pendingReplacement", out var flag) && flag.GetBoolean();
        var next = await RehearsalRun.ToEndAsync(again);
        var quiet = await RehearsalRun.ToEndAsync(again);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.ExitCode, next.ExitCode, quiet.ExitCode), Is.EqualTo((0, 0, 0)), $"{first}\n{next}\n{quiet}");
            Assert.That(broken.ExitCode, Is.Not.Zero, broken.ToString());
            Assert.That(pending, Is.True, "deleted, and not yet made again");
            Assert.That(service.Calls.Count(call => call.Action == "StartInstanceRefresh" && call.ErrorCode is null), Is.EqualTo(2));
            Assert.That(checkout.Rollout.GetProperty("id").GetString(), Is.EqualTo($"{Group}/{service.Cloud.ActivitiesOf(Group)[0].Id}"));
        }
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(RehearsalRun.Limit, TimeProvider.System);
        while (!reached())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }

    private static async Task AdvanceUntilAsync(SimulatorHost service, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            service.Cloud.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }
}
