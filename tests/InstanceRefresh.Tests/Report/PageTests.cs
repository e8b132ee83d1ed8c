using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The page in a real browser, as a reader sees it on a screen and on a telephone. Skipped where there is none.</summary>
[TestFixture(1100, false)]
[TestFixture(400, true)]
[NonParallelizable]
public class PageTests(int width, bool dark)
{
    private Browser? _browser;
    private string _folder = "";
    private int _pages;

    [OneTimeSetUp]
    public void OpenBrowser()
    {
        _folder = Directory.CreateTempSubdirectory("page-").FullName;
        _browser = Browser.OpenOrSkip(width, dark: dark);
    }

    [OneTimeTearDown]
    public void CloseBrowser()
    {
        _browser?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Page_FailedRollout_ShowsTimelineAndFailureAndAsksForNothing()
    {
        Browser browser = _browser!;
        Uri page = Put(Scenarios.FailedInABatch());
        browser.Visit(page);

        Assert.That(browser.TextOf("h1"), Is.EqualTo("Stopped in batch 2 of 3: 7 of 12 instances refreshed, 1 failed"));
        Assert.That(browser.TextOf(".cards"), Does.Contain("ins-web00006").And.Contain(Scenarios.HealthFailure));
        Assert.That(browser.Run<bool>("return [...document.querySelectorAll('.cards .id')].every(e => e.getBoundingClientRect().width > 0)"), "the failed instance is to be seen");
        Assert.That(browser.Count("svg.timeline rect.bar"), Is.EqualTo(8), "a bar for each instance that was worked on");
        Assert.That(browser.Run<bool>("return [...document.querySelectorAll('svg.timeline rect.bar')].every(e => { let b = e.getBoundingClientRect(); return b.width >= 1 && b.left >= 0 && b.right <= innerWidth })"),
            "every bar is drawn within the view");
        Assert.That(browser.Run<bool>("let b = document.querySelector('svg.timeline rect.bar.failed'); return getComputedStyle(b).fill.includes('#hatch')"), "failure is told by more than colour");
        Assert.That(browser.Run<bool>("return document.documentElement.scrollWidth <= innerWidth"), "nothing runs out of the page");
        Assert.That(browser.Run<string>("return getComputedStyle(document.body).backgroundColor"), Is.EqualTo(dark ? "rgb(17, 21, 28)" : "rgb(246, 247, 249)"));
        Assert.That(browser.Complaints(), Is.Empty);
        Assert.That(browser.Requests().Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), Is.Not.Empty.And.All.StartsWith(new Uri(_folder).AbsoluteUri), "pages of ours and nothing else");
        browser.Photograph($"report-{width}-{(dark ? "dark" : "light")}");
    }

    [Test]
    public void Page_ARolledBackCanary_ShowsItsVerificationOnTheTimelineAndWhy()
    {
        Browser browser = _browser!;
        browser.Visit(Put(Scenarios.CanaryRolledBack()));

        Assert.That(browser.TextOf("h1"), Does.StartWith("Rolled back because the verification of batch 1 failed"));
        Assert.That(browser.TextOf(".advice"), Does.Contain("policy-1b842bhh"));
        Assert.That(browser.TextOf("table.verification"), Does.Contain("batch 1").And.Contain("failed").And.Contain("HTTP 5xx > 1%"));
        Assert.That(browser.Run<bool>("""
            let lane = [...document.querySelectorAll('svg.timeline g')].find(g => g.querySelector('.label')?.textContent == 'verification');
            let bar = lane.querySelector('rect.bar.failed').getBoundingClientRect();
            return bar.width > 4 && bar.left >= 0 && bar.right <= innerWidth
            """), "the bake is a bar of its own");
        Assert.That(browser.Run<bool>("return document.documentElement.scrollWidth <= innerWidth"), "nothing runs out of the page");
        Assert.That(browser.Complaints(), Is.Empty);
        browser.Photograph($"canary-{width}-{(dark ? "dark" : "light")}");
    }

    [Test]
    public void Page_EveryScenario_StaysWithinTheView()
    {
        Browser browser = _browser!;
        foreach (string scenario in FormTests.All.Append("failed-early"))
        {
            browser.Visit(Put(FormTests.ReportOf(scenario)));
            Assert.That(browser.Run<bool>("return document.documentElement.scrollWidth <= innerWidth"), $"{scenario} makes the page wider than it is");
            browser.Photograph($"report-{scenario}-{width}-{(dark ? "dark" : "light")}");
        }

        Assert.That(browser.Complaints(), Is.Empty);
    }

    [Test]
    public void Page_HostileText_IsTextAndRunsNothing()
    {
        Browser browser = _browser!;
        foreach (string text in HostileTextTests.Texts)
        {
            Uri page = Put(Scenarios.Hostile(text));
            browser.Visit(page);
            Assert.That(browser.TextOf(".said"), Is.EqualTo(ReportText.Clean(text)));
            Assert.That(browser.Run<bool>("return document.scripts.length == 0 && document.images.length == 0 && document.links.length == 0"), text);
            Assert.That(browser.Run<bool>("return document.documentElement.scrollWidth <= innerWidth"), $"{text} makes the page wider than it is");
        }

        Assert.That(browser.Complaints(), Is.Empty);
        Assert.That(browser.Requests().Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), Is.Not.Empty.And.All.StartsWith(new Uri(_folder).AbsoluteUri));
    }

    [Test]
    public void Page_LargestGroup_IsLaidOutWithEveryInstanceInTheTable()
    {
        Browser browser = _browser!;
        browser.Visit(Put(Scenarios.Large()));
        Assert.That(browser.Run<long>("return document.querySelectorAll('details:last-of-type tbody tr').length"), Is.EqualTo(2000));
        Assert.That(browser.Run<long>("return document.querySelector('svg.timeline').getBoundingClientRect().height"), Is.LessThan(6000));
        Assert.That(browser.Complaints(), Is.Empty);
    }

    private Uri Put(RolloutReport report)
    {
        string folder = Path.Combine(_folder, $"{++_pages}");
        Assert.That(ReportFiles.Write(folder, report), Is.Null);
        return new Uri(Directory.GetFiles(folder, "*.html").Single());
    }
}
