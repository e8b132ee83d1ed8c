using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class ManyWaitsTests
{
    private const int Waits = 1000;
    private const int Ticks = 4;

    [Test]
    public async Task Next_AThousandWaitsAtALimitOf20ASecond_NeverMeetTheLimit()
    {
        var groups = Enumerable.Range(0, Waits).Select(number => $"asg-{number:d8}").ToList();
        var fleet = groups.Aggregate(Fleet.Empty, (fleet, group) => fleet.AndGroup(group, 2).WithRollout(group, SimulatedStatus.AutoPause, batches: 2));
        await using var service = await SimulatedService.StartAsync(fleet);
        await using var poller = new ActivityPoller(service.Client, new(), service.Clock);

        var observed = 0;
        var everybody = Task.WhenAll(groups.Select(async group =>
        {
            var id = service.Host.Cloud.ActivitiesOf(group)[0].Id;
            var pace = new PollPace(TimeSpan.FromSeconds(5));
            for (var tick = 0; tick < Ticks; tick++)
            {
                var seen = await poller.NextAsync(id, pace, CancellationToken.None);
                Assert.That(seen.Activity?.RefreshActivityId, Is.EqualTo(id));
                Interlocked.Increment(ref observed);
                pace = poller.PaceAfter(seen);
            }
        }));
        await PassTimeAsync(service, everybody, () => Volatile.Read(ref observed)).Soon();

        Assert.That(service.Host.Calls.Count(call => call.ErrorCode is not null), Is.Zero, "refusals by the limit");
        Assert.That(service.CallsOf("DescribeRefreshActivities"), Is.EqualTo(Ticks * Waits / 100));
    }

    /// <summary>Time stands still while a call is on the wire, so that a slow machine does not tear a tick apart.</summary>
    private static async Task PassTimeAsync(SimulatedService service, Task everybody, Func<int> observed)
    {
        while (!everybody.IsCompleted)
        {
            if (observed() == service.CallsOf("DescribeRefreshActivities") * 100)
                service.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }

        await everybody;
    }
}
