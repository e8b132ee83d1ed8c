using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CancellationTests
{
    private readonly TaskCompletionSource _arrived = new();
    private readonly TaskCompletionSource _mayAnswer = new();

    private async Task<ScriptedService> SlowServiceAsync()
    {
        var service = await ScriptedService.StartAsync();
        service.Answer = async (received, http) =>
        {
            _arrived.TrySetResult();
            await _mayAnswer.Task.WaitAsync(http.RequestAborted);
            await ScriptedService.Success("""{"RefreshActivityId":"asr-made0001"}""")(received, http);
        };
        return service;
    }

    [Test]
    public async Task Write_CancelledOnceItHasLeft_StillBringsItsAnswer()
    {
        await using var service = await SlowServiceAsync();
        using var client = Clients.For(service, new VirtualClock());
        using var cancel = new CancellationTokenSource();

        var call = Requests.Call("StartInstanceRefresh", client, null, cancel.Token);
        await _arrived.Task.Soon();
        await cancel.CancelAsync();
        Assert.That(call.IsCompleted, Is.False, "the id of what was just made is worth a few seconds");
        _mayAnswer.SetResult();

        Assert.That(((StartInstanceRefreshResponse)await call.Soon()).RefreshActivityId, Is.EqualTo("asr-made0001"));
    }

    [Test]
    public async Task Write_CancelledAndNoAnswerInTheGrace_SaysThatItMayHaveActed()
    {
        await using var service = await SlowServiceAsync();
        var network = new VirtualClock();
        using var client = Clients.For(service, new VirtualClock(),
            options => options with { NetworkClock = network, AnswerGrace = TimeSpan.FromSeconds(3) });
        using var cancel = new CancellationTokenSource();

        var call = Requests.Call("StartInstanceRefresh", client, null, cancel.Token);
        await _arrived.Task.Soon();
        await cancel.CancelAsync();
        network.Advance(TimeSpan.FromSeconds(3));

        var failure = await Failures.OfAsync<CloudTransportException>(call);
        Assert.That((failure.Fault, failure.MayHaveActed), Is.EqualTo((TransportFault.TimedOut, true)));
        Assert.That(failure.Message, Does.Contain("cancelled before its answer came"));
    }

    [Test]
    public async Task Write_CancelledWhileItWaitsToBeRepeatedIndeterminate_SaysThatItMayHaveActed()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = ScriptedService.Refusal("InternalError");
        var clock = new VirtualClock();
        using var client = Clients.For(service, clock);
        using var cancel = new CancellationTokenSource();

        var call = Requests.Call("DisableAutoScalingGroup", client, null, cancel.Token);
        await clock.SleepersAsync(1).Soon();
        await cancel.CancelAsync();

        var failure = await Failures.OfAsync<CloudServiceException>(call);
        Assert.That((failure.MayHaveActed, service.Calls.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Read_Cancelled_EndsAtOnce()
    {
        await using var service = await SlowServiceAsync();
        using var client = Clients.For(service, new VirtualClock());
        using var cancel = new CancellationTokenSource();

        var call = Requests.Call("DescribeRefreshActivities", client, null, cancel.Token);
        await _arrived.Task.Soon();
        await cancel.CancelAsync();

        var failure = await Failures.OfAsync<OperationCanceledException>(call);
        Assert.That(failure.CancellationToken, Is.EqualTo(cancel.Token));
    }

    [Test]
    public async Task Write_CancelledWhileItWaitsToBeRepeated_IsNotSentAgain()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = ScriptedService.Refusal("RequestLimitExceeded");
        var clock = new VirtualClock();
        using var client = Clients.For(service, clock);
        using var cancel = new CancellationTokenSource();

        var call = Requests.Call("StartInstanceRefresh", client, null, cancel.Token);
        await clock.SleepersAsync(1).Soon();
        await cancel.CancelAsync();

        await Failures.OfAsync<OperationCanceledException>(call);
        Assert.That(service.Calls, Has.Count.EqualTo(1));
    }
}
