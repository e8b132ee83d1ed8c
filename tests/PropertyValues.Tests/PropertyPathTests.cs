namespace TencentcloudRefresh.PropertyValues.Tests;

public sealed class PropertyPathTests
{
    [TestCase("")]
    [TestCase("a")]
    [TestCase("a.b[0].c")]
    [TestCase("a[0][1]")]
    [TestCase("[0]")]
    [TestCase("a[\"key.with.dots\"].b")]
    [TestCase("a[\"quo\\\"te and \\\\\"]")]
    [TestCase("[\"\"]")]
    [TestCase("a[*].b")]
    [TestCase("a[\"*\"]")]
    [TestCase("with space.ünïcödé")]
    public void Parse_WellFormed_PrintsAsItWas(string text) => Assert.That(PropertyPath.Parse(text).ToString(), Is.EqualTo(text));

    [TestCase("a.*", "a[*]")]
    [TestCase("a[\"b\"]", "a.b")]
    [TestCase("*", "[*]")]
    public void Parse_OtherSpelling_IsTheSamePath(string text, string usual)
    {
        Assert.That(PropertyPath.Parse(text), Is.EqualTo(PropertyPath.Parse(usual)));
        Assert.That(PropertyPath.Parse(text).ToString(), Is.EqualTo(usual));
    }

    [TestCase(".a")]
    [TestCase("a.")]
    [TestCase("a..b")]
    [TestCase("a[")]
    [TestCase("a[]")]
    [TestCase("a[x]")]
    [TestCase("a[-1]")]
    [TestCase("a[99999999999]")]
    [TestCase("a[\"b")]
    [TestCase("a[\"b\"")]
    [TestCase("a[\"b\\")]
    [TestCase("a[0]b")]
    [TestCase("a]b")]
    [TestCase("a\"b")]
    public void Parse_Malformed_IsRefused(string text)
        => Assert.That(() => PropertyPath.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains($"'{text}'"));

    [TestCase("a", "a.b[0]", true)]
    [TestCase("a.b", "a.b", true)]
    [TestCase("a.b", "a", false)]
    [TestCase("a.b", "a.c", false)]
    [TestCase("a[*].c", "a[7].c.d", true)]
    [TestCase("*", "anything.at.all", true)]
    [TestCase("a[0]", "a[\"0\"]", false)]
    [TestCase("", "a", true)]
    public void Covers_APath_WhenItIsTheStartOfIt(string pattern, string path, bool covered)
        => Assert.That(PropertyPath.Parse(pattern).Covers(PropertyPath.Parse(path)), Is.EqualTo(covered));

    [Test]
    public void Top_OfAPath_IsItsFirstName()
    {
        Assert.That(PropertyPath.Parse("a.b[0]").Top, Is.EqualTo("a"));
        Assert.That(PropertyPath.Parse("[0].a").Top, Is.Null);
        Assert.That(PropertyPath.Root.Top, Is.Null);
    }
}
