using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using static TencentcloudRefresh.AutoScaling.Tests.WriteSupport;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A write whose caller stops waiting keeps what it may have made.</summary>
internal sealed class CancelledWriteTests
{
    [Test]
    public async Task Start_CancelledWhileReconciling_StillFindsWhatWasMade()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet));
        using var cancel = new CancellationTokenSource();

        var call = WriteAsync(service, "StartInstanceRefresh", "", cancel.Token);
        await service.Clock.SleepersAsync(1).Soon(); // between two polls
        await cancel.CancelAsync();

        var confirmed = await call.Soon();
        Assert.That(confirmed.RefreshActivityId, Is.EqualTo(service.Host.Cloud.ActivitiesOf(Group).Single().Id));
    }

    [Test]
    public async Task Start_CancelledWhileReconcilingAndNothingThere_IsNotSentAgain()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset));
        using var cancel = new CancellationTokenSource();

        var call = WriteAsync(service, "StartInstanceRefresh", "", cancel.Token);
        await service.Clock.SleepersAsync(1).Soon();
        await cancel.CancelAsync();

        var failure = await Failures.OfAsync<CloudTransportException>(call);
        Assert.That((failure.MayHaveActed, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, 1)));
    }

    [TestCase(true, TestName = "Start_CancelledUnderWayAndTheAnswerComesTooLate_FindsWhatWasMade")]
    [TestCase(false, TestName = "Start_CancelledUnderWayAndTheListLagsToo_SaysThatItMayExist")]
    [Bug("the id of a started activity is lost on Ctrl-C")]
    public async Task Start_CancelledUnderWay(bool isListed)
    {
        var network = new VirtualClock();
        await using var service = await SimulatedService.StartAsync(change: options => options with { NetworkClock = network });
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Delay, FaultPhase.After) with { Milliseconds = 60_000 });
        if (!isListed)
            service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet));
        using var cancel = new CancellationTokenSource();

        var call = WriteAsync(service, "StartInstanceRefresh", "", cancel.Token);
        await service.Clock.SleepersAsync(1).Soon(); // the simulator holds the answer back
        await cancel.CancelAsync();
        network.Advance(TimeSpan.FromSeconds(1.5));

        var made = service.Host.Cloud.ActivitiesOf(Group).Single().Id;
        if (isListed)
            Assert.That((await call.Soon()).RefreshActivityId, Is.EqualTo(made));
        else
            Assert.That((await Failures.OfAsync<CloudTransportException>(call)).MayHaveActed);
        Assert.That(service.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }
}
