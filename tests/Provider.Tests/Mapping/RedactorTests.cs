using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider.Tests.Mapping;

public sealed class RedactorTests
{
    [Test]
    public void Clean_SecretInTheText_IsTakenOut()
        => Assert.That(new Redactor(["hidden-one"]).Clean("instance ins-1 refused \"hidden-one\""), Is.EqualTo("instance ins-1 refused \"[secret]\""));

    [Test]
    public void Clean_SecretThatContainsAnother_LeavesNoRemainder()
        => Assert.That(new Redactor(["hidden", "hidden-one"]).Clean("was hidden-one"), Is.EqualTo("was [secret]"));

    [Test]
    public void Clean_ShortSecret_DoesNotRuinTheSentence()
        => Assert.That(new Redactor(["on", "  a  "]).Clean("batch 2 goes on"), Is.EqualTo("batch 2 goes on"));
}
