using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Mapping;

public sealed class RedactorTests
{
    [Test]
    public void Clean_SecretInTheText_IsTakenOut()
        => Assert.That(new Redactor(["hidden-one"]).Clean("instance ins-1 refused \"hidden-one\""), Is.EqualTo("instance ins-1 refused \"[secret]\""));

    [Test]
    public void Clean_SecretThatContainsAnother_LeavesNoRemainder()
        => Assert.That(new Redactor(["hidden", "hidden-one"]).Clean("was hidden-one"), Is.EqualTo("was [secret]"));

    [TestCase("it said «#!/bin/sh\nPASS=hunter22\n»", "it said «[secret]»")]
    [TestCase("it said #!/bin/sh PASS=hunter22 and ended", "it said [secret] and ended")]
    [TestCase("it said #!/bin/sh\r\n   PASS=hunter22", "it said [secret]\r\n   [secret]")]
    [TestCase("line 2 is PASS=hunter22", "line 2 is [secret]")]
    [TestCase("""{"data":"#!/bin/sh\nPASS=hunter22\n"}""", """{"data":"[secret]"}""")]
    [Bug("a secret of several lines was found only as it was, not on one line")]
    public void Clean_SecretOfSeveralLines_IsFoundInEveryForm(string text, string clean)
        => Assert.That(new Redactor(["#!/bin/sh\nPASS=hunter22\n"]).Clean(text), Is.EqualTo(clean));

    [Test]
    public void Clean_ShortSecret_DoesNotRuinTheSentence()
        => Assert.That(new Redactor(["on", "  a  "]).Clean("batch 2 continues"), Is.EqualTo("batch 2 continues"));
}
