using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator.Tests.WebConsole;

/// <summary>The console watched by a real browser. The clock stands still unless the page moves it, so nothing here races.</summary>
public sealed class ConsolePageTests
{
    private const string Start = """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3}}}""";

    [TestCase(1200, false, "console-wide-light")]
    [TestCase(400, true, "console-narrow-dark")]
    public async Task Console_RolloutWithAFailure_IsWatchedFromStartToFailedPauseToSuccess(int width, bool dark, string picture)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Clock = new VirtualClock(), Durations = Fixture.Round, EnforceRateLimits = false }, default).Soon();
        using var browser = Browser.OpenOrSkip(width, dark: dark);
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#status", "none yet");
        var victim = simulator.Cloud.Group(Fleet.DefaultGroupId)!.Instances[2].Id;

        browser.ClickOn($"[data-instance={victim}]");
        browser.Click("fail-once");
        browser.WaitForText("#message", "planned");
        Assert.That(simulator.Cloud.Faults.Planned.Single().Fault.Kind, Is.EqualTo(FaultKind.FailOnce));

        simulator.Call("StartInstanceRefresh", Start);
        browser.WaitForText("#status", "INIT");
        browser.Click("advance-minute");
        browser.WaitForText("#status", "RUNNING");
        browser.ClickOn("[data-advance='300']");
        browser.WaitForText("#status", "FAILED_PAUSE");
        browser.WaitForText($"[data-instance={victim}]", "failed");
        browser.Photograph(picture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(browser.TextOf("#group-status"), Does.Contain("DISABLED"));
            Assert.That(browser.TextOf("#timeline"), Does.Contain("1/2 · 1 failed"));
            Assert.That(browser.Count("#timeline rect[data-batch]"), Is.EqualTo(2), "batches that have begun");
            Assert.That(browser.Run<bool>("return document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "nothing sticks out sideways");
            Assert.That(browser.Run<bool>("return document.getElementById('pause').disabled"), Is.True, "a paused rollout cannot be paused");
        }

        browser.Click("resume");
        browser.WaitForText("#status", "RUNNING");
        browser.ClickOn("[data-advance='1800']");
        browser.WaitForText("#status", "SUCCESSFUL");
        browser.WaitForText("#group-status", "ENABLED");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(browser.TextOf("#calls"), Does.Contain("ResumeInstanceRefresh").And.Contain("StartInstanceRefresh"));
            Assert.That(browser.Complaints(), Is.Empty);
            Assert.That(browser.Requests(), Has.All.StartsWith(simulator.Endpoint.ToString()).Or.StartsWith("data:"));
        }
    }

    [Test]
    public async Task Console_KeyboardAlone_ReachesEveryButton()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Clock = new VirtualClock(), Durations = Fixture.Round, EnforceRateLimits = false }, default).Soon();
        using var browser = Browser.OpenOrSkip();
        browser.Visit(simulator.Endpoint);
        simulator.Call("StartInstanceRefresh", Start);
        browser.WaitForText("#status", "INIT");
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var presses = 0; presses < 40; presses++)
        {
            browser.Type("\t");
            reached.Add(browser.Run<string>("const at = document.activeElement; return at.id || at.dataset?.instance || at.dataset?.advance || at.tagName"));
        }

        Assert.That(reached, Is.SupersetOf(new[] { "group", "cancel", "advance-minute", simulator.Cloud.Group(Fleet.DefaultGroupId)!.Instances[0].Id }));
    }

    [Test]
    public async Task Console_RefusedOperation_ShowsTheServicesWords()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Clock = new VirtualClock(), Durations = Fixture.Round, EnforceRateLimits = false }, default).Soon();
        using var browser = Browser.OpenOrSkip();
        browser.Visit(simulator.Endpoint);
        simulator.Call("StartInstanceRefresh", Start);
        browser.WaitForText("#status", "INIT");
        // The page believes that a cancel is allowed; the service knows better by now.
        browser.Run<object?>("fetch = (original => (path, init) => path.startsWith('/_simulator/console') ? new Promise(() => {}) : original(path, init))(fetch); return null");
        simulator.Cloud.Advance(TimeSpan.FromSeconds(30));
        browser.Click("cancel");
        browser.WaitForText("#message", "RefreshActivityStatusConflictWithOperation");
    }

    [Test]
    public async Task Root_AskedByCurl_IsAPageOfText()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Clock = new VirtualClock() }, default).Soon();
        using var http = new HttpClient();
        Assert.That(await http.GetStringAsync(simulator.Endpoint).Soon(), Does.StartWith("Auto Scaling simulator, ").And.Contain("asg-9dn1a5y6"));
    }

    [Test]
    public async Task Root_AskedByABrowser_ForbidsEverythingButThePageItself()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Clock = new VirtualClock() }, default).Soon();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await http.GetAsync(simulator.Endpoint).Soon();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
            Assert.That(await answer.Content.ReadAsStringAsync().Soon(), Does.Not.Contain("http://").And.Not.Contain("https://").Or.Contain("www.w3.org/2000/svg"));
        }
    }
}
