using System.Diagnostics;
using System.Text.Json;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>Ctrl-C at the terminal, in the middle of a batch.</summary>
public sealed class InterruptTests
{
    private const string Group = "asg-9dn1a5y6";

    [Test]
    public async Task CtrlC_InTheMiddleOfABatch_EndsSoonKeepsTheStateAndTheNextUpGoesOn()
    {
        // In real time a batch takes over a minute: it is in work for as long as this test likes.
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
            Assert.That(RolloutIn(checkout.State).GetProperty("id").GetString(), Is.EqualTo($"{Group}/{activity.Id}"));
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

    private static JsonElement RolloutIn(string state) => JsonDocument.Parse(state).RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
        .Single(resource => resource.GetProperty("type").GetString() == "tencentcloud-refresh:index:InstanceRefresh");

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
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
