using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

internal sealed class GoDurationTests
{
    [TestCase("30m", 1800)]
    [TestCase("1h5m", 3900)]
    [TestCase("90s", 90)]
    [TestCase("1.5h", 5400)]
    [TestCase("1800000000000ns", 1800)]
    [TestCase("250ms", 0.25)]
    [TestCase("-2s", -2)]
    [TestCase("0", 0)]
    public void ParseSeconds_Duration_IsSeconds(string text, double expected)
        => Assert.That(GoDuration.ParseSeconds(text), Is.EqualTo(expected).Within(1e-9));

    [TestCase("")]
    [TestCase("30")]
    [TestCase("m")]
    [TestCase("5 minutes")]
    [TestCase("1d")]
    [TestCase("1h.m")]
    public void ParseSeconds_AnythingElse_IsNull(string text) => Assert.That(GoDuration.ParseSeconds(text), Is.Null);
}
