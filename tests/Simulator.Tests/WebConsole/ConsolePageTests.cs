using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator.Tests.WebConsole;

/// <summary>The console watched by a real browser. The clock stands still unless the page moves it, so nothing here races.</summary>
public sealed class ConsolePageTests
{
    private static Task<SimulatorHost> OpenAsync(Fleet? fleet = null)
        => SimulatorHost.StartAsync(new() { Clock = new VirtualClock(), Durations = Fixture.Round, EnforceRateLimits = false, Fleet = fleet ?? Fleet.Default }, default).Soon();

    private const string Start = """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3}}}""";

    [TestCase(1200, false, "console-wide-light")]
    [TestCase(400, true, "console-narrow-dark")]
    public async Task Console_RolloutWithAFailure_IsWatchedFromStartToFailedPauseToSuccess(int width, bool dark, string picture)
    {
        await using var simulator = await OpenAsync();
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
        await using var simulator = await OpenAsync();
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
    public async Task Console_ArrowKeys_WalkThroughAMatrixThatTabReachesOnce()
    {
        await using var simulator = await OpenAsync(Fleet.WithGroup(Fleet.DefaultGroupId, 500));
        using var browser = Browser.OpenOrSkip();
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#legend", "500 untouched");
        Assert.That(browser.Count("[data-instance][tabindex='0']"), Is.EqualTo(1));
        browser.Run<object?>("document.querySelector('[data-instance]').focus(); return null");

        browser.Type(OpenQA.Selenium.Keys.ArrowRight);
        browser.Type(OpenQA.Selenium.Keys.ArrowRight);
        Assert.That(browser.Run<long>("return [...document.querySelectorAll('[data-instance]')].indexOf(document.activeElement)"), Is.EqualTo(2));
        browser.Type(OpenQA.Selenium.Keys.ArrowDown);
        Assert.That(browser.Run<long>("return [...document.querySelectorAll('[data-instance]')].indexOf(document.activeElement)"), Is.GreaterThan(10));
        browser.Type(OpenQA.Selenium.Keys.End);
        browser.Type(OpenQA.Selenium.Keys.Enter);
        browser.WaitForText("#picked", simulator.Cloud.Group(Fleet.DefaultGroupId)!.Instances[^1].Id);
    }

    [Test]
    public async Task Console_FollowsTheGroupThatIsRolling_AndStaysWhereTheAddressSays()
    {
        var fleet = Fleet.WithGroup(Fleet.DefaultGroupId, 6);
        fleet = fleet with { Groups = [.. fleet.Groups, .. Fleet.WithGroup("asg-00000002", 4).Groups] };
        await using var simulator = await OpenAsync(fleet);
        using var browser = Browser.OpenOrSkip();
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#group-name", Fleet.DefaultGroupId);

        simulator.Call("StartInstanceRefresh", Start.Replace(Fleet.DefaultGroupId, "asg-00000002", StringComparison.Ordinal));
        browser.WaitForText("#group-name", "asg-00000002");
        browser.Visit(new Uri(simulator.Endpoint, $"/#{Fleet.DefaultGroupId}"));

        browser.WaitForText("#group-name", Fleet.DefaultGroupId);
        Assert.That(browser.Run<string>("return document.getElementById('group').value"), Is.EqualTo(Fleet.DefaultGroupId));
    }

    [Test]
    public async Task Console_StartsARolloutToANewImageAndRollsItBack()
    {
        await using var simulator = await OpenAsync();
        using var browser = Browser.OpenOrSkip();
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#status", "none yet");

        browser.Run<object?>("document.getElementById('start-image').value = 'img-8q3v1b6t'; document.getElementById('start-pause').value = 'FIRST_BATCH_PAUSE'; return null");
        browser.Click("start");
        browser.WaitForText("#status", "INIT");
        browser.ClickOn("[data-advance='300']");
        browser.WaitForText("#status", "AUTO_PAUSE");
        browser.WaitForText("#group-facts", "2 on img-8q3v1b6t");
        browser.ClickOn("[data-advance='300']");
        browser.WaitForText("#timeline", "pause");
        Assert.That(browser.Count("#timeline [data-rest=AUTO_PAUSE]"), Is.EqualTo(1));
        Assert.That(browser.Count("#by-image"), Is.EqualTo(1));
        browser.Click("by-image");
        browser.WaitForText("#legend", "2 on img-8q3v1b6t");

        browser.Click("rollback");
        browser.WaitForText("#activity-facts", "ROLLBACK");
        browser.ClickOn("[data-advance='1800']");
        browser.WaitForText("#status", "SUCCESSFUL");
        browser.WaitForText("#legend", $"6 on {Fleet.DefaultImageId}");
        browser.WaitForText("#journal", "ROLLBACK activity");
        Assert.That(browser.Complaints(), Is.Empty);
    }

    [Test]
    public async Task Console_APauseInWhichAlarmsAreAsked_IsDrawnAsABake()
    {
        await using var simulator = await OpenAsync();
        using var browser = Browser.OpenOrSkip();
        simulator.Call("StartInstanceRefresh", Start.Replace("\"BatchNumber\":3", "\"BatchNumber\":3,\"BatchPause\":\"FIRST_BATCH_PAUSE\"", StringComparison.Ordinal));
        simulator.Cloud.Advance(TimeSpan.FromSeconds(300));
        simulator.Call("DescribeAlarmHistories", """{"Module":"monitor"}""");
        simulator.Cloud.Advance(TimeSpan.FromSeconds(60));
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#timeline", "bake");
        Assert.That(browser.Count("#timeline rect.bake"), Is.EqualTo(1));
    }

    [Test]
    public async Task Console_FaultsAndAlarms_ArePlannedShownAndTakenBack()
    {
        await using var simulator = await OpenAsync();
        using var browser = Browser.OpenOrSkip();
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#faults", "none");
        browser.Run<object?>("const kind = document.getElementById('fault-kind'); kind.value = 'pause'; kind.onchange(); return null");
        browser.Click("fault-add");
        browser.WaitForText("#faults", "pause at batch 2");
        Assert.That(simulator.Cloud.Faults.Planned.Single().Fault, Is.EqualTo(Fault.ThirdParty(Fleet.DefaultGroupId, FaultKind.Pause, 2)));

        browser.ClickOn("#faults button");
        browser.WaitForText("#faults", "none");
        Assert.That(simulator.Cloud.Faults.Planned, Is.Empty);

        browser.Run<object?>("const kind = document.getElementById('fault-kind'); kind.value = 'alarm'; kind.onchange(); document.getElementById('fault-batch').value = 1; return null");
        browser.Click("fault-add");
        browser.WaitForText("#faults", "alarm of policy-1b842bhh");
        simulator.Call("StartInstanceRefresh", Start);
        simulator.Cloud.Advance(TimeSpan.FromSeconds(10));
        browser.WaitForText("#alarms", "ALARM");
        Assert.That(browser.TextOf("#alarms"), Does.Contain("policy-1b842bhh"));
    }

    [TestCase(50, 5, 1200, false)]
    [TestCase(500, 10, 1200, false)]
    [TestCase(2000, 50, 1200, true)]
    [TestCase(2000, 50, 400, false)]
    public async Task Console_LargeGroup_IsAMatrixAndNoLongScroll(int instances, int batches, int width, bool dark)
    {
        await using var simulator = await OpenAsync(Fleet.WithGroup(Fleet.DefaultGroupId, instances));
        using var browser = Browser.OpenOrSkip(width, dark: dark);
        simulator.Faults.Add(Fault.InBatch(Fleet.DefaultGroupId, 2, FaultKind.FailAlways));
        simulator.Call("StartInstanceRefresh", Start.Replace("\"BatchNumber\":3", $"\"BatchNumber\":{batches}", StringComparison.Ordinal));
        simulator.Cloud.Advance(TimeSpan.FromSeconds(600));
        browser.Visit(simulator.Endpoint);
        browser.WaitForText("#status", "FAILED_PAUSE");
        browser.Photograph($"console-{instances}-{width}-{(dark ? "dark" : "light")}");

        Assert.That(browser.Count("[data-instance]"), Is.EqualTo(instances), "each instance is there");
        Assert.That(browser.Count("[data-instance].c-FAILED"), Is.EqualTo(1));
        Assert.That(browser.Run<double>("return document.getElementById('instances').getBoundingClientRect().height * 1.0 + 0.5"), Is.LessThan(width < 900 ? 2600 : 1000));
        Assert.That(browser.Run<bool>("return document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "nothing sticks out sideways");
        Assert.That(browser.TextOf("#timeline"), Does.Contain($"batches 3–{batches}"));
        var failed = simulator.Cloud.ActivitiesOf(Fleet.DefaultGroupId)[0].Batches[1].Instances[0].InstanceId;
        browser.ClickOn($"[data-instance={failed}]");
        browser.WaitForText("#picked", $"{failed}: failed in batch 2");
        Assert.That(browser.Complaints(), Is.Empty);
    }

    [Test]
    public async Task Console_RefusedOperation_ShowsTheServicesWords()
    {
        await using var simulator = await OpenAsync();
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
