using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

public class ReportTextTests
{
    [TestCase(0, "0s")]
    [TestCase(-5, "0s")]
    [TestCase(45.9, "45s")]
    [TestCase(60, "1m00s")]
    [TestCase(190, "3m10s")]
    [TestCase(3840, "1h04m")]
    public void Duration_Seconds_AreTwoUnitsAtMost(double seconds, string expected) => Assert.That(ReportText.Duration(seconds), Is.EqualTo(expected));

    [TestCase(1, "instance", "1 instance")]
    [TestCase(4, "instance", "4 instances")]
    [TestCase(0, "batch", "0 batches")]
    public void Count_Noun_AgreesInNumber(int number, string noun, string expected) => Assert.That(ReportText.Count(number, noun), Is.EqualTo(expected));

    [Test]
    public void Clock_AnotherDay_NamesIt()
    {
        Assert.That(ReportText.Clock(Scenario.Begin.AddHours(1), Scenario.Begin), Is.EqualTo("09:00:00"));
        Assert.That(ReportText.Clock(Scenario.Begin.AddHours(20), Scenario.Begin), Is.EqualTo("01-06 04:00:00"));
    }

    [Test]
    public void Pieces_CommandInBackticks_IsDistinguished()
        => Assert.That(ReportText.Pieces("run `pulumi up` or `a|b` now"), Is.EqualTo(new[] { ("run ", false), ("pulumi up", true), (" or `a|b` now", false) }));
}
