using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.PropertyValues.Tests;

[FsCheck.NUnit.Properties(Arbitrary = [typeof(PropertyGenerators)])]
public sealed class PropertyQueriesTests
{
    private static readonly PropertyValue Sample = PropertyValue.Object.Of(
        ("plain", 1),
        ("list", PropertyValue.Array.Of("a", new PropertyValue.Secret(PropertyValue.Object.Of(("key", "v"))))),
        ("out", new PropertyValue.Output(PropertyValue.Object.Of(("x", PropertyValue.Null.Value)), false, ["urn:a"])),
        ("hidden", new PropertyValue.Output("s", true, [])));

    [TestCase("plain", "1")]
    [TestCase("list[0]", "\"a\"")]
    [TestCase("list[1].key", "\"v\"")]
    [TestCase("out.x", "null")]
    [TestCase("list[2]", null)]
    [TestCase("plain.x", null)]
    [TestCase("missing", null)]
    [TestCase("list.key", null)]
    [TestCase("list[*]", null)]
    public void At_APath_WalksThroughWrappers(string path, string? expected) => Assert.That(Sample.At(path)?.ToString(), Is.EqualTo(expected));

    [Test]
    public void At_TheRoot_IsTheValue() => Assert.That(Sample.At(PropertyPath.Root), Is.SameAs(Sample));

    [Test]
    public void At_ASecret_KeepsItsWrapper() => Assert.That(Sample.At("list[1]"), Is.TypeOf<PropertyValue.Secret>());

    [Test]
    public void SecretTexts_OfAValue_AreTheTextsInItsSecretsAlone()
    {
        var value = PropertyValue.Object.Of(
            ("plain", "a"), ("hidden", new PropertyValue.Secret("b")), ("list", PropertyValue.Array.Of(new PropertyValue.Secret(PropertyValue.Object.Of(("in", "c"), ("number", 1))))),
            ("out", new PropertyValue.Output("d", true, [])));

        Assert.That(value.SecretTexts(), Is.EquivalentTo(new[] { "b", "c", "d" }));
    }

    [Test]
    public void UnknownPaths_OfAValue_LeadThroughSecrets()
    {
        var value = PropertyValue.Object.Of(
            ("a", new PropertyValue.Secret(PropertyValue.Array.Of(1, new PropertyValue.Unknown()))), ("b", "known"), ("c", new PropertyValue.Output(null, false, [])));

        Assert.That(value.UnknownPaths().Select(path => path.ToString()), Is.EqualTo(new[] { "a[1]", "c" }));
    }

    [Test]
    public void Opened_SecretInsideSecret_GivesTheValue()
        => Assert.That(new PropertyValue.Secret(new PropertyValue.Secret("x")).Opened(), Is.EqualTo((PropertyValue)"x"));

    [Test]
    public void Resolved_OutputsAndReferences_AreWhatTheyStandFor()
    {
        var value = PropertyValue.Object.Of(
            ("known", new PropertyValue.Output("a", false, ["urn:1"])), ("later", new PropertyValue.Output(null, false, [])),
            ("hidden", new PropertyValue.Output("s", true, [])), ("hiddenLater", new PropertyValue.Output(null, true, [])),
            ("group", new PropertyValue.Secret(new PropertyValue.Reference("urn:2", "asg-1"))), ("component", new PropertyValue.Reference("urn:3")));

        Assert.That(value.Resolved(), Is.EqualTo(PropertyValue.Object.Of(
            ("known", "a"), ("later", new PropertyValue.Unknown()), ("hidden", new PropertyValue.Secret("s")),
            ("hiddenLater", new PropertyValue.Secret(new PropertyValue.Unknown())), ("group", new PropertyValue.Secret("asg-1")),
            ("component", new PropertyValue.Reference("urn:3")))));
    }

    [Test]
    public void AsSecretAs_AnotherTree_IsSecretWhereThatOneIsAndMakesNothingUp()
    {
        var other = PropertyMap.Of(
            ("a", new PropertyValue.Secret(1)), ("gone", new PropertyValue.Secret("x")), ("in", PropertyValue.Object.Of(("b", new PropertyValue.Secret("old")))),
            ("list", PropertyValue.Array.Of("x", new PropertyValue.Secret("y"), "z")));
        var made = PropertyMap.Of(
            ("a", "new"), ("in", PropertyValue.Object.Of(("b", "new"), ("c", new PropertyValue.Secret("own")))), ("list", PropertyValue.Array.Of("p", "q")));

        Assert.That(made.AsSecretAs(other), Is.EqualTo(PropertyMap.Of(
            ("a", new PropertyValue.Secret("new")),
            ("in", PropertyValue.Object.Of(("b", new PropertyValue.Secret("new")), ("c", new PropertyValue.Secret("own")))),
            ("list", PropertyValue.Array.Of("p", new PropertyValue.Secret("q"))))));
    }

    [Test]
    public void Given_NullMissingOrSecret_IsNothingOrWhatItHides()
    {
        var members = PropertyMap.Of(("null", PropertyValue.Null.Value), ("hiddenNull", new PropertyValue.Secret(PropertyValue.Null.Value)), ("hidden", new PropertyValue.Secret("a")));

        Assert.That(
            new[] { members.Given("null"), members.Given("hiddenNull"), members.Given("missing"), members.Given("hidden") },
            Is.EqualTo(new PropertyValue?[] { null, null, null, "a" }));
    }

    [Property]
    public bool AsSecretAs_Itself_ChangesNothingButOutputs(PropertyValue value) => value.Resolved().AsSecretAs(value.Resolved()).Equals(value.Resolved());

    [Test]
    public void SecretPaths_OfAValue_AreTheOutermostOnes()
        => Assert.That(Sample.SecretPaths().Select(path => path.ToString()), Is.EqualTo(new[] { "hidden", "list[1]" }));

    [Test]
    public void Unwrapped_Value_HasNoWrappersLeft()
        => Assert.That(Sample.Unwrapped(), Is.EqualTo(PropertyValue.Object.Of(
            ("plain", 1),
            ("list", PropertyValue.Array.Of("a", PropertyValue.Object.Of(("key", "v")))),
            ("out", PropertyValue.Object.Of(("x", PropertyValue.Null.Value))),
            ("hidden", "s"))));

    [Test]
    public void Unwrapped_OutputWithoutAValue_IsUnknown()
        => Assert.That(new PropertyValue.Secret(new PropertyValue.Output(null, false, [])).Unwrapped(), Is.EqualTo(new PropertyValue.Unknown()));

    [Test]
    public void ContainsUnknown_Anywhere_IsSeen()
    {
        var unknown = new PropertyValue.Unknown(UnknownKind.Number);
        PropertyValue[] with =
        [
            unknown, new PropertyValue.Secret(unknown), new PropertyValue.Output(null, false, []), new PropertyValue.Output(unknown, false, []),
            PropertyValue.Array.Of(1, unknown), PropertyValue.Object.Of(("a", unknown)), new PropertyValue.Reference("u", unknown),
            new PropertyValue.Asset(PropertyMap.Of(("text", unknown))), new PropertyValue.Archive(PropertyMap.Of(("assets", unknown))),
        ];

        Assert.That(with.Where(value => !value.ContainsUnknown), Is.Empty);
        Assert.That(Sample.ContainsUnknown, Is.False);
    }

    [Test]
    public void ContainsSecret_Anywhere_IsSeen()
    {
        var secret = new PropertyValue.Secret(1);
        PropertyValue[] with =
        [
            secret, new PropertyValue.Output(1, true, []), new PropertyValue.Output(secret, false, []),
            PropertyValue.Array.Of(1, secret), PropertyValue.Object.Of(("a", secret)),
        ];

        Assert.That(with.Where(value => !value.ContainsSecret), Is.Empty);
        Assert.That(PropertyValue.Array.Of(1, new PropertyValue.Unknown()).ContainsSecret, Is.False);
    }

    [Property]
    public bool Unwrapped_Anything_HasNoSecretAndKeepsItsUnknowns(PropertyValue value)
        => !value.Unwrapped().ContainsSecret
            && value.Unwrapped().ContainsUnknown == value.ContainsUnknown
            && value.Unwrapped().Unwrapped().Equals(value.Unwrapped());

    [Property]
    public bool SecretPaths_Anything_LeadToSecrets(PropertyValue value)
        => value.SecretPaths().All(path => value.At(path)!.ContainsSecret && PropertyPath.Parse(path.ToString()).Equals(path));

    [Property]
    public bool ToString_Anything_IsSilentAboutSecrets(PropertyValue value)
        => !PropertyValue.Array.Of(1, new PropertyValue.Secret(PropertyValue.Array.Of("hunter2", value))).ToString().Contains("hunter2", StringComparison.Ordinal);
}
