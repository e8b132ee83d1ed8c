using System.Xml.Linq;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The forms as wholes, against files that a person has read.</summary>
public class FormTests
{
    internal static readonly string[] All = ["succeeded", "failed", "retried", "approval", "interrupted", "rolled-back", "cancelled", "left-behind", "never-seen", "canary-rolled-back", "canary-verified", "deviating", "rolled-back-by-next-run"];
    private static readonly string[] Some = ["failed", "retried", "rolled-back", "deviating"];

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
        XElement failed = FailedIn(Scenarios.CanaryRolledBack()).Single();
        Assert.That(failed.Attribute("name")!.Value, Is.EqualTo("verification of batch 1"));
        Assert.That(failed.Element("failure")!.Attribute("message")!.Value, Is.EqualTo(Scenarios.Alarm));
    }

    [Test]
    [Bug("one failed instance was two failures in JUnit: its own and the rollout's")]
    public void JUnit_OneFailedInstance_IsOneFailure()
    {
        Assert.That(FailedIn(Scenarios.FailedInABatch()).Select(test => test.Attribute("name")!.Value), Is.EqualTo(new[] { "ins-web00006" }));
        XElement rollout = XDocument.Parse(JUnitReport.Render(Scenarios.FailedInABatch())).Descendants("testcase").First();
        Assert.That((rollout.Element("skipped") is not null, rollout.Element("system-out")!.Value), Is.EqualTo((true, string.Join('\n', [.. Scenarios.FailedInABatch().Reasons, .. Scenarios.FailedInABatch().NextSteps]))));
    }

    [Test]
    public void JUnit_InstancesThatDeviate_AreAFailureEach()
        => Assert.That(FailedIn(Scenarios.Deviating()).Select(test => (test.Attribute("name")!.Value, test.Element("failure")!.Attribute("type")!.Value)), Is.EquivalentTo(new[]
        {
            ("ins-web00003", "OtherImage"), ("ins-web00009", "NotCovered"), ("GroupDisabled", "GroupDisabled"),
        }));

    [Test]
    [Bug("after a rollback nothing in the report said why")]
    public void RolledBackByALaterRun_KeepsTheReasonsOfTheRunThatFailed()
    {
        RolloutReport whole = ReportOf("rolled-back-by-next-run");
        Assert.That((whole.EndedWell, whole.Causes.AsEnumerable()), Is.EqualTo((true, Scenarios.FailedInABatch().Reasons.AsEnumerable())));
        Assert.That(MarkdownReport.Render(whole), Does.Contain("### Why it was rolled back"));
    }

    [Test]
    public void RolledBack_WithoutAnEarlierReport_TellsTheFailedInstances()
        => Assert.That(Scenarios.RolledBackByNextRun().Causes.Single(), Does.Contain("ins-web00006").And.Contain(Scenarios.HealthFailure));

    [Test]
    public void Batches_ThatNobodyHasBegun_AreOneRow()
    {
        RolloutReport report = Scenarios.FailedEarly();
        BatchRow[] rows = [.. BatchRow.Of(report.Activities[0])];
        Assert.That(rows.Select(row => (row.Numbers, row.Counts.Total)), Is.EqualTo(new[] { ("1", 40), ("2–50", 1960) }));
        Assert.That(HtmlReport.Render(report), Has.Length.LessThan(60_000));
    }

    private static IEnumerable<XElement> FailedIn(RolloutReport report)
        => XDocument.Parse(JUnitReport.Render(report)).Descendants("testcase").Where(test => test.Element("failure") is not null);

    private static string[] Forms(RolloutReport report) => [HtmlReport.Render(report), MarkdownReport.Render(report), JsonReport.Render(report), JUnitReport.Render(report)];

    internal static RolloutReport ReportOf(string scenario) => scenario switch
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
        "deviating" => Scenarios.Deviating(),
        "failed-early" => Scenarios.FailedEarly(),
        "rolled-back-by-next-run" => ReportMerge.Continue(Scenarios.FailedInABatch(), Scenarios.RolledBackByNextRun()),
        "never-seen" => Scenarios.NeverSeen(),
        _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "no such story"),
    };
}
