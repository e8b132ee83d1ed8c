using System.Xml.Linq;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The forms as wholes, against files that a person has read.</summary>
public class FormTests
{
    private static readonly string[] All = ["succeeded", "failed", "retried", "approval", "interrupted", "rolled-back", "cancelled", "left-behind", "never-seen", "canary-rolled-back", "canary-verified"];
    private static readonly string[] Some = ["failed", "retried", "rolled-back"];

    [TestCaseSource(nameof(All))]
    public void Render_Scenario_GivesTheApprovedMarkdown(string scenario) => Golden.Matches($"{scenario}.md", MarkdownReport.Render(ReportOf(scenario)));

    [TestCaseSource(nameof(All))]
    public void Render_Scenario_GivesTheApprovedJUnit(string scenario) => Golden.Matches($"{scenario}.junit.xml", JUnitReport.Render(ReportOf(scenario)));

    [TestCaseSource(nameof(Some))]
    public void Render_Scenario_GivesTheApprovedJson(string scenario) => Golden.Matches($"{scenario}.json", JsonReport.Render(ReportOf(scenario)));

    [TestCaseSource(nameof(Some))]
    public void Render_Scenario_GivesTheApprovedPage(string scenario) => Golden.MatchesPage($"{scenario}.html", HtmlReport.Render(ReportOf(scenario)));

    [TestCaseSource(nameof(All))]
    public void Render_Twice_GivesTheSameBytes(string scenario)
    {
        string[] once = Forms(ReportOf(scenario)), again = Forms(ReportOf(scenario));
        Assert.That(again, Is.EqualTo(once));
    }

    [TestCaseSource(nameof(All))]
    public void Page_EveryScenario_NeedsNothingButItself(string scenario)
    {
        string page = HtmlReport.Render(ReportOf(scenario));
        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Contain("<script").And.Not.Contain("@import").And.Not.Contain("src="));
        Assert.That(page, Does.Not.Contain("url(").Or.Contain("url(#hatch)"), "the only reference is to its own pattern");
    }

    [TestCaseSource(nameof(All))]
    public void JUnit_EveryScenario_CountsWhatItHolds(string scenario)
    {
        XElement suites = XDocument.Parse(JUnitReport.Render(ReportOf(scenario))).Root!;
        foreach (XElement suite in suites.Elements("testsuite"))
        {
            Assert.That((int)suite.Attribute("tests")!, Is.EqualTo(suite.Elements("testcase").Count()));
            Assert.That((int)suite.Attribute("failures")!, Is.EqualTo(suite.Descendants("failure").Count()));
            Assert.That((int)suite.Attribute("skipped")!, Is.EqualTo(suite.Descendants("skipped").Count()));
        }
        Assert.That((int)suites.Attribute("tests")!, Is.EqualTo(suites.Descendants("testcase").Count()));
        Assert.That((int)suites.Attribute("failures")!, Is.EqualTo(suites.Descendants("failure").Count()));
        Assert.That(suites.Descendants("testcase").Select(test => $"{test.Attribute("classname")!.Value} {test.Attribute("name")!.Value}"), Is.Unique);
    }

    [Test]
    public void JUnit_NothingFailedButTheRolloutStopped_IsNotGreen()
    {
        XElement suites = XDocument.Parse(JUnitReport.Render(Scenarios.CancelledBySomebodyElse())).Root!;
        Assert.That(suites.Descendants("failure").Single().Attribute("type")!.Value, Is.EqualTo("Cancelled"));
    }

    [Test]
    public void JUnit_ARolledBackCanary_FailsWithTheAlarm()
    {
        XElement suites = XDocument.Parse(JUnitReport.Render(Scenarios.CanaryRolledBack())).Root!;
        var failed = suites.Descendants("testcase").Where(test => test.Element("failure") is not null).ToList();
        Assert.That(failed.Select(test => test.Attribute("name")!.Value), Is.EqualTo(new[] { "rollout asr-4k7m2p9q", "verification of batch 1" }));
        Assert.That(failed[1].Element("failure")!.Attribute("message")!.Value, Is.EqualTo(Scenarios.Alarm));
    }

    private static string[] Forms(RolloutReport report) => [HtmlReport.Render(report), MarkdownReport.Render(report), JsonReport.Render(report), JUnitReport.Render(report)];

    private static RolloutReport ReportOf(string scenario) => scenario switch
    {
        "succeeded" => Scenarios.Succeeded(),
        "failed" => Scenarios.FailedInABatch(),
        "retried" => Scenarios.RetriedInOneRun(),
        "approval" => Scenarios.AwaitingApproval(),
        "interrupted" => Scenarios.Interrupted(),
        "rolled-back" => Scenarios.RolledBack(),
        "cancelled" => Scenarios.CancelledBySomebodyElse(),
        "left-behind" => Scenarios.LeftBehind(),
        "canary-rolled-back" => Scenarios.CanaryRolledBack(),
        "canary-verified" => Scenarios.CanaryVerified(),
        "never-seen" => Scenarios.NeverSeen(),
        _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "no such story"),
    };
}
