namespace TencentcloudRefresh.PropertyValues.Tests;

public sealed class UrnTests
{
    [TestCase("", "urn:pulumi:dev::fleet::pkg:index:Thing::web")]
    [TestCase("pulumi:pulumi:Stack", "urn:pulumi:dev::fleet::pkg:index:Thing::web")]
    [TestCase("my:index:Component", "urn:pulumi:dev::fleet::my:index:Component$pkg:index:Thing::web")]
    [TestCase("my:index:Outer$my:index:Inner", "urn:pulumi:dev::fleet::my:index:Outer$my:index:Inner$pkg:index:Thing::web")]
    public void Create_UnderAParent_QualifiesTheType(string parentType, string expected)
    {
        Urn urn = Urn.Create("dev", "fleet", parentType, "pkg:index:Thing", "web");

        Assert.That(urn.ToString(), Is.EqualTo(expected));
        Assert.That(Urn.Parse(expected), Is.EqualTo(urn));
        Assert.That(urn.Type, Is.EqualTo("pkg:index:Thing"));
    }

    [Test]
    public void OfStack_IsNamedAfterProjectAndStack()
        => Assert.That($"{Urn.OfStack("dev", "fleet")}", Is.EqualTo("urn:pulumi:dev::fleet::pulumi:pulumi:Stack::fleet-dev"));

    [Test]
    public void Parse_NameWithColons_KeepsThem()
        => Assert.That(Urn.Parse("urn:pulumi:s::p::t:m:T::a::b$c").Name, Is.EqualTo("a::b$c"));

    [TestCase("")]
    [TestCase("urn:pulumi:s::p::t")]
    [TestCase("urn:other:s::p::t::n")]
    [TestCase("urn:pulumi:s::p::::n")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.That(() => Urn.Parse(text), Throws.TypeOf<FormatException>());
}
