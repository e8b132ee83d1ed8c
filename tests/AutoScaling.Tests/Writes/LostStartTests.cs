using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;
using static TencentcloudRefresh.AutoScaling.Tests.WriteSupport;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A start whose answer is lost is reconciled by reading, and sent again only if it has surely had no effect.</summary>
internal sealed class LostStartTests
{
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
}
