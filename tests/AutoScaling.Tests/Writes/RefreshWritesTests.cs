using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;
using static TencentcloudRefresh.AutoScaling.Tests.WriteSupport;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Whatever becomes of the answer, a write has one effect.</summary>
internal sealed class RefreshWritesTests
{
    /// <summary>How an answer can get lost: with and without the call having been carried out.</summary>
    private static readonly (string Name, bool WasDone, Func<string, Fault> Fault)[] Losses =
    [
        ("answer lost", true, action => Fault.OfAction(action, FaultKind.LostAnswer)),
        ("reset before", false, action => Fault.OfAction(action, FaultKind.Reset)),
        ("page for people before", false, action => Fault.OfAction(action, FaultKind.Http)),
        ("page for people after", true, action => Fault.OfAction(action, FaultKind.Http, FaultPhase.After)),
        ("truncated after", true, action => Fault.OfAction(action, FaultKind.Truncate, FaultPhase.After)),
        ("no request id", true, action => Fault.OfAction(action, FaultKind.NoRequestId)),
        ("internal error before", false, action => Fault.Error(action, "InternalError")),
        ("internal error after", true, action => Fault.Error(action, "InternalError") with { Phase = FaultPhase.After }),
    ];

    private static IEnumerable<TestCaseData> Rows() =>
        from action in new[] { "StartInstanceRefresh", "RollbackInstanceRefresh", "ResumeInstanceRefresh", "StopInstanceRefresh",
            "CancelInstanceRefresh" }
        from loss in Losses
        select new TestCaseData(action, loss.Fault(action), loss.WasDone).SetArgDisplayNames(action, loss.Name);

    [TestCaseSource(nameof(Rows))]
    public async Task Write_AnswerIsLost_EndsWithExactlyOneEffect(string action, Fault loss, bool wasDone)
    {
        await using var service = await SimulatedService.StartAsync(action switch
        {
            "StartInstanceRefresh" => Fleet.Default,
            "StopInstanceRefresh" => Fleet.Default.WithRollout(Group, SimulatedStatus.Running),
            _ => Fleet.Default.WithRollout(Group, SimulatedStatus.FailedPause),
        });
        var before = service.Host.Cloud.ActivitiesOf(Group);
        var prepared = before.FirstOrDefault()?.Id ?? "";
        service.Host.Faults.Add(loss);

        var confirmed = await service.DriveAsync(WriteAsync(service, action, prepared));

        var effects = service.Host.Calls.Count(call => call.Action == action && call.ErrorCode is null);
        var activity = service.Host.Cloud.Activity(confirmed.RefreshActivityId)!;
        Assert.Multiple(() =>
        {
            Assert.That(effects, Is.EqualTo(1), "carried out once");
            Assert.That(service.CallsOf(action), Is.EqualTo(wasDone ? 1 : 2), "and sent again only if it had not been");
            Assert.That(confirmed.FoundByPolling, Is.EqualTo(wasDone));
            Assert.That(confirmed.RequestId, Is.Not.Empty);
            Assert.That(service.Host.Cloud.ActivitiesOf(Group),
                Has.Length.EqualTo(before.Length + (action is "StartInstanceRefresh" or "RollbackInstanceRefresh" ? 1 : 0)));
            switch (action)
            {
                case "StopInstanceRefresh":
                    Assert.That(activity.Status, Is.EqualTo(SimulatedStatus.ManualPause));
                    break;
                case "CancelInstanceRefresh":
                    Assert.That(activity.Status, Is.EqualTo(SimulatedStatus.Cancelled));
                    break;
                case "ResumeInstanceRefresh":
                    Assert.That(activity.Status, Is.EqualTo(SimulatedStatus.Running));
                    break;
                default:
                    Assert.That(confirmed.RefreshActivityId, Is.EqualTo(service.Host.Cloud.ActivitiesOf(Group)[0].Id));
                    break;
            }
        });
    }

    [Test, Bug("a repeated resume skips the next pause")]
    public async Task Resume_AnswerLostAndTheNextPauseIsReached_LeavesThatPauseAlone()
    {
        await using var service = await SimulatedService.StartAsync();
        var id = service.Start(batches: 3, pause: BatchPause.EveryBatch);
        service.Clock.Advance(TimeSpan.FromMinutes(3));
        var paused = await service.ReadAsync(id);
        Assert.That((paused.Status, paused.CurrentRefreshBatchNum), Is.EqualTo((ActivityStatus.AutoPause, 1)));
        service.Host.Faults.Add(Fault.OfAction("ResumeInstanceRefresh", FaultKind.LostAnswer));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities",
            FaultKind.Http) with
        { Times = 1 }); // so that time can pass before the first poll is answered

        var call = new RefreshWrites(service.Client, service.Clock).ResumeOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = id },
            paused, CancellationToken.None);
        await service.Clock.SleepersAsync(1).Soon();
        service.Clock.Advance(TimeSpan.FromMinutes(3));
        var confirmed = await service.DriveAsync(call);

        var now = await service.ReadAsync(id);
        Assert.That((confirmed.FoundByPolling, service.CallsOf("ResumeInstanceRefresh")), Is.EqualTo((true, 1)));
        Assert.That((now.Status, now.CurrentRefreshBatchNum), Is.EqualTo((ActivityStatus.AutoPause, 2)),
            "the pause after batch 2 is somebody's wish");
    }

    [Test]
    public async Task Resume_RetriedBatchFailedAgainMeanwhile_CountsAsDone()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Group, 1), FaultKind.FailAlways));
        var id = service.Start();
        service.Clock.Advance(TimeSpan.FromMinutes(3));
        var paused = await service.ReadAsync(id);
        Assert.That(paused.Status, Is.EqualTo(ActivityStatus.FailedPause));
        service.Host.Faults.Add(Fault.OfAction("ResumeInstanceRefresh", FaultKind.LostAnswer));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.Http));

        var call = new RefreshWrites(service.Client, service.Clock).ResumeOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = id },
            paused, CancellationToken.None);
        await service.Clock.SleepersAsync(1).Soon();
        service.Clock.Advance(TimeSpan.FromMinutes(3));
        var confirmed = await service.DriveAsync(call);

        Assert.That((confirmed.Found!.Status, confirmed.Found.CurrentRefreshBatchNum), Is.EqualTo((ActivityStatus.FailedPause, 1)),
            "the same pause by its looks, but another attempt");
        Assert.That(service.CallsOf("ResumeInstanceRefresh"), Is.EqualTo(1));
    }

    [Test]
    public async Task Resume_PauseOfAnotherActivity_IsMisuse()
    {
        await using var service = await SimulatedService.StartAsync();
        Assert.That(
            () => new RefreshWrites(service.Client, service.Clock).ResumeOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = "asr-1" },
                new() { RefreshActivityId = "asr-2" }, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("asr-2"));
    }

    [Test]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.That(() => new RefreshWritesOptions { ReconcileTimeout = TimeSpan.FromHours(1) }.Validated(), Throws.ArgumentException);
        Assert.That(() => new RefreshWritesOptions { FirstPause = TimeSpan.Zero }.Validated(), Throws.ArgumentException);
    }
}
