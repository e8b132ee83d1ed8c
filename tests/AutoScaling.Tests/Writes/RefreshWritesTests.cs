using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Whatever becomes of the answer, a write has one effect.</summary>
internal sealed class RefreshWritesTests
{
    private const string Group = SimulatedService.Group;

    private static readonly StartInstanceRefreshRequest Start = new()
    {
        AutoScalingGroupId = Group,
        RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = 3 } }
    };

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

    private static async Task<ConfirmedWrite> WriteAsync(SimulatedService service, string action, string activityId, CancellationToken token = default)
    {
        var writes = new RefreshWrites(service.Client, service.Clock);
        return action switch
        {
            "StartInstanceRefresh" => await writes.StartOnceAsync(Start, newestKnownActivityId: null, token),
            "RollbackInstanceRefresh" => await writes.RollbackOnceAsync(
                new() { AutoScalingGroupId = Group, OriginRefreshActivityId = activityId, RefreshSettings = Requests.TwoBatches }, activityId, token),
            "StopInstanceRefresh" => await writes.StopOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activityId }, token),
            "CancelInstanceRefresh" => await writes.CancelOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activityId }, token),
            _ => await writes.ResumeOnceAsync(new() { AutoScalingGroupId = Group, RefreshActivityId = activityId },
                await service.ReadAsync(activityId), token),
        };
    }

    [Test]
    public async Task Start_AnswerComes_IsNotSearchedFor()
    {
        await using var service = await SimulatedService.StartAsync();
        var confirmed = await service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", ""));
        Assert.That((confirmed.FoundByPolling, confirmed.Found, service.Host.Calls.Length), Is.EqualTo((false, (RefreshActivity?)null, 1)));
        Assert.That(confirmed.RequestId, Is.EqualTo(service.Host.Calls[0].RequestId));
    }

    [Test]
    public async Task Start_RefusedAtFirst_IsRefused()
    {
        await using var service = await SimulatedService.StartAsync(Fleet.Default.WithRollout(Group, SimulatedStatus.AutoPause));
        var failure = await Failures.OfAsync<CloudServiceException>(service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", "")));
        Assert.That((failure.Code, service.Host.Calls.Length), Is.EqualTo((ErrorCode.AutoScalingGroupInRefreshActivity, 1)));
    }

    [Test]
    public async Task Start_AnswerLostAndListLagsBehind_ContinuesReconciling()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = 3 });

        var confirmed = await service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", ""));

        Assert.That((confirmed.FoundByPolling, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Start_ListLagsLongerThanTheTimeout_IsRefusedTheSecondTimeAndAdoptsTheFirst()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = 6 });

        var confirmed = await service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", ""));

        Assert.That(service.Host.Calls.Where(call => call.Action == "StartInstanceRefresh").Select(call => call.ErrorCode),
            Is.EqualTo(new[] { null, ErrorCode.AutoScalingGroupInRefreshActivity }));
        Assert.That(confirmed.RefreshActivityId, Is.EqualTo(service.Host.Cloud.ActivitiesOf(Group).Single().Id));
    }

    [Test]
    public async Task Start_SomebodyElsesActivityIsThere_IsNotTakenForOurs()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset));
        var call = WriteAsync(service, "StartInstanceRefresh", "");
        await service.Clock.SleepersAsync(1).Soon(); // the first poll has found nothing
        service.Start(batches: 2);

        var failure = await Failures.OfAsync<CloudTransportException>(service.DriveAsync(call));

        Assert.That(failure.Message, Does.Contain(ErrorCode.AutoScalingGroupInRefreshActivity));
    }

    [Test]
    public async Task Start_OlderActivityWithTheSameSettings_IsNotTakenForOurs()
    {
        await using var service = await SimulatedService.StartAsync(Fleet.Default.WithRollout(Group, SimulatedStatus.Successful));
        var old = service.Host.Cloud.ActivitiesOf(Group).Single().Id;
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset));

        var confirmed = await service.DriveAsync(new RefreshWrites(service.Client, service.Clock).StartOnceAsync(Start, old, CancellationToken.None));

        Assert.That(confirmed.RefreshActivityId, Is.Not.EqualTo(old));
        Assert.That(service.CallsOf("StartInstanceRefresh"), Is.EqualTo(2));
    }

    [Test]
    public async Task Start_TwoNewerActivitiesWithTheSameSettings_TakesTheNewest()
    {
        await using var service = await ScriptedService.StartAsync();
        service.AnswerInOrder(
            ScriptedService.Reset(),
            (_, http) =>
            {
                http.Response.Headers.Date = "Mon, 05 Jan 2026 08:00:10 GMT";
                return ScriptedService.Reply(http, """
                    {"TotalCount":2,"RefreshActivitySet":[
                     {"RefreshActivityId":"asr-later001","ActivityType":"NORMAL","RefreshMode":"ROLLING_UPDATE_RESET","CreatedTime":"2026-01-05T08:00:09Z"},
                     {"RefreshActivityId":"asr-first001","ActivityType":"NORMAL","RefreshMode":"ROLLING_UPDATE_RESET","CreatedTime":"2026-01-05T08:00:01Z"}]}
                    """);
            });
        var clock = new VirtualClock();
        using var client = Clients.For(service, clock);

        var confirmed = await new RefreshWrites(client, clock).StartOnceAsync(Start, newestKnownActivityId: null, CancellationToken.None).Soon();

        Assert.That(confirmed.RefreshActivityId, Is.EqualTo("asr-later001"), "a start is refused while another lives, so the first one is over");
    }

    [Test]
    public async Task Start_BothAnswersLostWithoutEffect_SaysThatItIsIndeterminate()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset) with { Times = 2 });

        var failure = await Failures.OfAsync<CloudTransportException>(service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", "")));

        Assert.That((failure.MayHaveActed, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, 2)));
    }

    [TestCase("AuthFailure.SecretIdNotFound")]
    [TestCase("AuthFailure.UnauthorizedOperation")]
    [TestCase("RequestLimitExceeded")]
    [TestCase("InvalidParameterValue.Range")]
    [TestCase(ErrorCode.AutoScalingGroupInActivity)]
    [Bug("the doubt about a start is lost")]
    public async Task Start_IndeterminateAndTheSecondIsRefused_SaysThatItMayExist(string code)
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset));
        var call = WriteAsync(service, "StartInstanceRefresh", "");
        await service.Clock.SleepersAsync(1).Soon(); // the first poll has found nothing
        service.Host.Faults.Add(Fault.Error("StartInstanceRefresh", code, times: null));

        var failure = await Failures.OfAsync<CloudTransportException>(service.DriveAsync(call));

        Assert.That(failure.MayHaveActed);
        Assert.That(failure.Message, Does.Contain("It may have taken effect").And.Contain(code), "the doubt, and what came after it");
    }

    [Test, Bug("the doubt about a start is lost")]
    public async Task Start_IndeterminateAndNoCredentialsForOnePoll_PollsOn()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        using var client = new AutoScalingClient(
            Clients.Options(service.Host.Endpoint), new WithdrawnCredentials(call => call == 2), service.Clock);

        var confirmed = await service.DriveAsync(new RefreshWrites(client, service.Clock).StartOnceAsync(Start, null, CancellationToken.None));

        Assert.That((confirmed.FoundByPolling, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, 1)));
    }

    [TestCase(2, 1, TestName = "Start_IndeterminateAndNoCredentialsForAnyPoll_SaysThatItMayExist")]
    [TestCase(3, 1, TestName = "Start_IndeterminateAndNoCredentialsForTheSecond_SaysThatItMayExist")]
    [Bug("the doubt about a start is lost")]
    public async Task Start_IndeterminateAndCredentialsWithdrawn(int fromCall, int sent)
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset));
        using var client = new AutoScalingClient(
            Clients.Options(service.Host.Endpoint), new WithdrawnCredentials(call => call >= fromCall), service.Clock);
        var writes = new RefreshWrites(client, service.Clock, new() { ReconcileTimeout = TimeSpan.Zero });

        var failure = await Failures.OfAsync<CloudTransportException>(service.DriveAsync(writes.StartOnceAsync(Start, null, CancellationToken.None)));

        Assert.That((failure.MayHaveActed, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, sent)));
    }

    /// <summary>A key that cannot be found at some of the times it is asked for.</summary>
    private sealed class WithdrawnCredentials(Func<int, bool> isGone) : ICredentialSource
    {
        private int _calls;

        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken)
            => isGone(++_calls) ? throw new CredentialException("No credentials found.", []) : new(SimulatedService.Key);

        public void Invalidate(Credentials refused)
        {
        }
    }

    [Test]
    public async Task Start_CannotPollEither_IsNotSentAgain()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Reset));
        service.Host.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: null));

        var failure = await Failures.OfAsync<CloudTransportException>(service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", "")));

        Assert.That((failure.MayHaveActed, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Start_TroubleInsideTwice_NamesTheServicesCode()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.Error("StartInstanceRefresh", "InternalError", times: 2));

        var failure = await Failures.OfAsync<CloudTransportException>(service.DriveAsync(WriteAsync(service, "StartInstanceRefresh", "")));

        Assert.That(failure.Message, Does.Contain("InternalError"));
        Assert.That(failure.MayHaveActed);
    }

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
