using System.Xml.Linq;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The forms as wholes, against files that a person has read.</summary>
public class FormTests
{
    private static readonly string[] All = ["succeeded", "failed", "retried", "approval", "interrupted", "rolled-back", "cancelled", "left-behind", "never-seen"];
    private static readonly string[] Some = ["failed", "retried", "rolled-back"];

    [TestCaseSource(nameof(All))]
    public void Render_Story_GivesTheApprovedMarkdown(string story) => Golden.Matches($"{story}.md", MarkdownReport.Render(Told(story)));

    [TestCaseSource(nameof(All))]
    public void Render_Story_GivesTheApprovedJUnit(string story) => Golden.Matches($"{story}.junit.xml", JUnitReport.Render(Told(story)));

    [TestCaseSource(nameof(Some))]
    public void Render_Story_GivesTheApprovedJson(string story) => Golden.Matches($"{story}.json", JsonReport.Render(Told(story)));

    [TestCaseSource(nameof(Some))]
    public void Render_Story_GivesTheApprovedPage(string story) => Golden.Matches($"{story}.html", HtmlReport.Render(Told(story)));

    [TestCaseSource(nameof(All))]
    public void Render_Twice_GivesTheSameBytes(string story)
    {
        string[] once = Forms(Told(story)), again = Forms(Told(story));
        Assert.That(again, Is.EqualTo(once));
    }

    [TestCaseSource(nameof(All))]
    public void Page_EveryStory_NeedsNothingButItself(string story)
    {
        string page = HtmlReport.Render(Told(story));
        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Contain("<script").And.Not.Contain("@import").And.Not.Contain("src="));
        Assert.That(page, Does.Not.Contain("url(").Or.Contain("url(#hatch)"), "the only reference is to its own pattern");
    }

    [TestCaseSource(nameof(All))]
    public void JUnit_EveryStory_CountsWhatItHolds(string story)
    {
        XElement suites = XDocument.Parse(JUnitReport.Render(Told(story))).Root!;
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
        XElement suites = XDocument.Parse(JUnitReport.Render(Stories.CancelledBySomebodyElse())).Root!;
        Assert.That(suites.Descendants("failure").Single().Attribute("type")!.Value, Is.EqualTo("Cancelled"));
    }

    private static string[] Forms(RolloutReport report) => [HtmlReport.Render(report), MarkdownReport.Render(report), JsonReport.Render(report), JUnitReport.Render(report)];

    private static RolloutReport Told(string story) => story switch
    {
        "succeeded" => Stories.Succeeded(),
        "failed" => Stories.FailedInABatch(),
        "retried" => Stories.RetriedInOneRun(),
        "approval" => Stories.AwaitingApproval(),
        "interrupted" => Stories.Interrupted(),
        "rolled-back" => Stories.RolledBack(),
        "cancelled" => Stories.CancelledBySomebodyElse(),
        "left-behind" => Stories.LeftBehind(),
        "never-seen" => Stories.NeverSeen(),
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, "no such story"),
    };
}
