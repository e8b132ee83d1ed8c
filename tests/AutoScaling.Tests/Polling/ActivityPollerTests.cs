using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ActivityPollerTests : IAsyncDisposable
{
    private static readonly PollPace FiveSeconds = new(TimeSpan.FromSeconds(5));

    private readonly VirtualClock _clock = new();
    private ScriptedService _service = null!;
    private AutoScalingClient _client = null!;
    private ActivityPoller _poller = null!;

    [SetUp]
    public async Task StartService()
    {
        _service = await ScriptedService.StartAsync();
        _service.Answer = ShowAll;
        _client = Clients.For(_service, _clock, options => options with { RequestsPerSecond = 1000, Retry = new() { MaxRetries = 0 } });
        _poller = new(_client, new() { Jitter = 0 }, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.DisposeAsync();
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static string[] IdsOf(ScriptedService.Received call)
        => [.. call.Json["RefreshActivityIds"]!.AsArray().Select(id => id!.GetValue<string>())];

    private static Task ShowAll(ScriptedService.Received call, HttpContext http)
    {
        var activities = IdsOf(call).Select(id => new { RefreshActivityId = id, Status = "RUNNING" });
        return ScriptedService.Reply(http, JsonSerializer.Serialize(new { RefreshActivitySet = activities }));
    }

    private Task<ActivityObservation> NextAsync(
        string id, PollPace? pace = null, CancellationToken token = default) => _poller.NextAsync(id, pace ?? FiveSeconds, token);

    private Task<T> DriveAsync<T>(Task<T> call) => _clock.RunAsync(call, TimeSpan.FromSeconds(2)).Soon();

    [Test]
    public async Task Next_ManyWaiters_ShareOneCallForEachHundred()
    {
        var waits = Enumerable.Range(0, 250).Select(number => NextAsync($"asr-{number:d8}")).Append(NextAsync("asr-00000007")).ToList();

        var seen = await DriveAsync(Task.WhenAll(waits));

        Assert.That(seen.Select(observation => observation.Activity!.RefreshActivityId).Distinct().Count(), Is.EqualTo(250));
        Assert.That(seen[^1].RequestId, Is.EqualTo(ScriptedService.RequestId));
        Assert.That(_service.Calls.Select(call => IdsOf(call).Length).Order(), Is.EqualTo(new[] { 50, 100, 100 }),
            "two who wait for one activity need it once");
    }

    [Test]
    public async Task Next_Pace_IsKeptToTheMillisecond()
    {
        var wait = NextAsync("asr-1");
        await _clock.SleepersAsync(1).Soon();
        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(2));
        Assert.That(_service.Calls, Is.Empty);
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        await wait.Soon();
    }

    [Test]
    public async Task Next_AtOnce_NeedsNoTime()
        => Assert.That((await NextAsync("asr-1", PollPace.AtOnce).Soon()).Activity!.Status, Is.EqualTo("RUNNING"));

    [Test]
    public async Task Next_DeadlineBeforeThePace_PollsOneLastTimeAtTheDeadline()
    {
        var wait = NextAsync("asr-1", FiveSeconds with { NotAfter = _clock.GetUtcNow().AddSeconds(3) });
        await _clock.SleepersAsync(1).Soon();
        _clock.Advance(TimeSpan.FromSeconds(3));
        await wait.Soon();
    }

    [Test]
    public async Task Next_DeadlineIsPast_PollsAtOnce()
        => await NextAsync("asr-1", FiveSeconds with { NotAfter = _clock.GetUtcNow().AddSeconds(-3) }).Soon();

    [Test]
    public async Task Next_SomebodyElseIsDue_RidesAlongWhenHalfThere()
    {
        var late = NextAsync("asr-late", new(TimeSpan.FromSeconds(10)));
        var far = NextAsync("asr-far", new(TimeSpan.FromSeconds(14)));
        await _clock.SleepersAsync(1).Soon();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var due = NextAsync("asr-due");
        await Task.WhenAny(late, _clock.SleepersAsync(1)).Soon();
        _clock.Advance(TimeSpan.FromSeconds(5));

        await Task.WhenAll(due, late).Soon();
        Assert.That((far.IsCompleted, _service.Calls.Count), Is.EqualTo((false, 1)));
        Assert.That(IdsOf(_service.Calls[0]), Is.EquivalentTo(new[] { "asr-due", "asr-late" }));
    }

    [Test]
    public async Task Next_WhileAPollIsInProgress_IsAnsweredByALaterOne()
    {
        var firstMayEnd = new TaskCompletionSource();
        var firstArrived = new TaskCompletionSource();
        _service.AnswerInOrder(
            async (call, http) =>
            {
                firstArrived.SetResult();
                await firstMayEnd.Task.WaitAsync(http.RequestAborted);
                await ShowAll(call, http);
            },
            ShowAll);

        var first = NextAsync("asr-1", PollPace.AtOnce);
        await firstArrived.Task.Soon();
        var second = await NextAsync("asr-1", PollPace.AtOnce).Soon();

        Assert.That((second.Activity!.RefreshActivityId, first.IsCompleted), Is.EqualTo(("asr-1", false)),
            "and a slow look does not hold up those who came later");
        firstMayEnd.SetResult();
        await first.Soon();
    }

    [Test]
    public async Task Next_NotListed_IsAnObservationToo()
    {
        _service.Answer = ScriptedService.Success("""{"TotalCount":0,"RefreshActivitySet":[]}""");
        Assert.That((await NextAsync("asr-1", PollPace.AtOnce).Soon()).Activity, Is.Null);
    }

    private static IEnumerable<TestCaseData> Passing()
    {
        yield return new TestCaseData(ScriptedService.Refusal("RequestLimitExceeded")).SetArgDisplayNames("throttled");
        yield return new TestCaseData(ScriptedService.Refusal("InternalError")).SetArgDisplayNames("trouble inside");
        yield return new TestCaseData(ScriptedService.Refusal("FailedOperation.Novel")).SetArgDisplayNames("code nobody knows");
        yield return new TestCaseData(ScriptedService.Refusal("ResourceUnavailable.Whatever")).SetArgDisplayNames("not available");
        yield return new TestCaseData(ScriptedService.Raw(502, "text/html", "<html>")).SetArgDisplayNames("page for people");
        yield return new TestCaseData(ScriptedService.Raw(200, "application/json", "{\"Resp")).SetArgDisplayNames("truncated");
        yield return new TestCaseData(ScriptedService.Reset()).SetArgDisplayNames("reset");
    }

    [TestCaseSource(nameof(Passing))]
    public async Task Next_PollFails_IsRepeatedUntilItWorks(Func<ScriptedService.Received, HttpContext, Task> failure)
    {
        _service.AnswerInOrder([.. Enumerable.Repeat(failure, 6), ShowAll]);

        var seen = await DriveAsync(NextAsync("asr-1"));

        Assert.That((seen.Activity!.RefreshActivityId, _service.Calls.Count), Is.EqualTo(("asr-1", 7)));
    }

    [TestCase("AuthFailure.UnauthorizedOperation")]
    [TestCase("AuthFailure.SignatureFailure")]
    [TestCase("UnauthorizedOperation")]
    [TestCase("InvalidAction")]
    [TestCase("InvalidParameterValue")]
    [TestCase("UnsupportedRegion")]
    public async Task Next_PollCanNeverWork_ReachesTheWaiter(string code)
    {
        _service.Answer = ScriptedService.Refusal(code);
        var failure = await Failures.OfAsync<CloudServiceException>(NextAsync("asr-1", PollPace.AtOnce));
        Assert.That((failure.Code, _service.Calls.Count), Is.EqualTo((code, 1)));
    }

    [Test]
    public async Task Next_OneIdOfManyIsNotAccepted_FailsThatWaiterOnly()
    {
        _service.Answer = (call, http)
            => IdsOf(call).Contains("img-oddone") ? ScriptedService.Refusal("InvalidParameterValue")(call, http) : ShowAll(call, http);
        var odd = NextAsync("img-oddone");
        var good = Enumerable.Range(0, 90).Select(number => NextAsync($"asr-{number:d8}")).ToList();

        await DriveAsync(Task.WhenAll(good));

        await Failures.OfAsync<CloudServiceException>(odd);
        Assert.That(_service.Calls, Has.Count.LessThan(20), "found by halving, not by asking one by one");
    }

    [Test]
    public async Task Next_AnswerWouldBeTooLarge_AsksForFewerAtOnce()
    {
        _service.Answer = (call, http)
            => IdsOf(call).Length > 30 ? ScriptedService.Refusal("ResponseSizeLimitExceeded")(call, http) : ShowAll(call, http);
        var seen = await DriveAsync(Task.WhenAll(Enumerable.Range(0, 100).Select(number => NextAsync($"asr-{number:d8}"))));
        Assert.That(seen, Has.Length.EqualTo(100));
    }

    [Test]
    public async Task Next_NoCredentialsForAWhile_IsRepeatedThenReachesTheWaiter()
    {
        using var client = Clients.For(_service, _clock, credentials: new NoCredentials());
        await using var poller = new ActivityPoller(client, new(), _clock);
        await Failures.OfAsync<CredentialException>(DriveAsync(poller.NextAsync("asr-1", PollPace.AtOnce, CancellationToken.None)));
    }

    [Test, Bug("connections that are reset for a while end a rollout")]
    public async Task Next_EveryConnectionIsResetForAWhile_IsRiddenOut()
    {
        var until = _clock.GetUtcNow().AddSeconds(12);
        _service.Answer = (received, http) => _clock.GetUtcNow() < until ? ScriptedService.Reset()(received, http) : ShowAll(received, http);

        var seen = await DriveAsync(NextAsync("asr-00000001", PollPace.AtOnce));

        Assert.That(seen.Activity!.Status, Is.EqualTo("RUNNING"));
        Assert.That(_service.Calls, Has.Count.GreaterThan(2));
    }

    [Test]
    public async Task Next_AnswerWithADateAnHourAhead_ReportsWhenItCameByOurOwnClock()
    {
        _service.Answer = (received, http) =>
        {
            http.Response.Headers.Date = _clock.GetUtcNow().AddHours(1).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            return ShowAll(received, http);
        };
        var before = _clock.GetTimestamp();
        var seen = await DriveAsync(NextAsync("asr-00000001"));
        Assert.That(_clock.GetElapsedTime(before, seen.ObservedAt), Is.EqualTo(TimeSpan.FromSeconds(6)).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Next_ActivitiesAreLarge_AsksForFewerTheNextTime()
    {
        _service.Answer = (received, http) => ScriptedService.Reply(http, JsonSerializer.Serialize(new
        {
            RefreshActivitySet = IdsOf(received).Select(id => new { RefreshActivityId = id, Status = "RUNNING", Padding = new string('x', 100_000) }),
        }));
        for (var round = 0; round < 2; round++)
            await DriveAsync(Task.WhenAll(Enumerable.Range(0, 40).Select(number => NextAsync($"asr-{number:d8}"))));
        Assert.That(_service.Calls.Select(call => IdsOf(call).Length), Is.EqualTo(new[] { 40, 20, 20 }));
    }

    [Test]
    public async Task Next_Cancelled_LeavesNothingBehind()
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = NextAsync("asr-1", token: cancel.Token);
        await _clock.SleepersAsync(1).Soon();
        await cancel.CancelAsync();

        var failure = await Failures.OfAsync<OperationCanceledException>(cancelled);
        Assert.That(failure.CancellationToken, Is.EqualTo(cancel.Token));
        await NextAsync("asr-2", PollPace.AtOnce, CancellationToken.None).Soon();
        Assert.That((IdsOf(_service.Calls.Single()).Single(), _clock.Sleepers), Is.EqualTo(("asr-2", 0)), "nobody waits, nothing runs");
    }

    [Test]
    public async Task Dispose_SomebodyWaits_EndsThatWaitAndTheCallUnderWay()
    {
        var arrived = new TaskCompletionSource();
        _service.Answer = async (_, http) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System,
                http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var underWay = NextAsync("asr-1", PollPace.AtOnce);
        var waiting = NextAsync("asr-2", new(TimeSpan.FromSeconds(15)));
        await arrived.Task.Soon();

        await _poller.DisposeAsync().Soon();

        await Failures.OfAsync<ObjectDisposedException>(underWay);
        await Failures.OfAsync<ObjectDisposedException>(waiting);
        await Failures.OfAsync<ObjectDisposedException>(NextAsync("asr-3"));
        await _poller.DisposeAsync().Soon();
    }

    [Test]
    public void Options_OutOfRange_AreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => new ActivityPoller(_client, new() { MaxInterval = TimeSpan.Zero }, _clock), Throws.ArgumentException);
        Assert.That(() => new ActivityPoller(_client, new() { MinInterval = TimeSpan.Zero }, _clock), Throws.ArgumentException);
        Assert.That(() => new ActivityPoller(_client, new() { Jitter = 1 }, _clock), Throws.ArgumentException);
    });

    private sealed class NoCredentials : ICredentialSource
    {
        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken) => throw new CredentialException("None.", []);

        public void Invalidate(Credentials refused)
        {
        }
    }
}
