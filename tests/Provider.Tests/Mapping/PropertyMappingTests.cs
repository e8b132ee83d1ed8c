using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Mapping;

public sealed class PropertyMappingTests
{
    [Test]
    public void Unwrap_NestedSecrets_AreFoundWithTheirPaths()
    {
        var properties = Properties.From(Wire.Struct($$"""
            {"triggers": {"plain": "a", "user.data": {{Wire.Secret("\"hidden\"")}}}, "refreshSettings": {{Wire.Secret("{\"maxSurge\": 1}")}}, "list": ["a", {{Wire.Secret("2")}}]}
            """));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(properties.Secrets.Paths, Is.EquivalentTo(new[] { "triggers[\"user.data\"]", "refreshSettings", "list[1]" }));
            Assert.That(properties.Secrets.Texts, Is.EquivalentTo(new[] { "hidden" }));
            Assert.That(((InputValue.Map)properties.Values["triggers"]!)["user.data"], Is.EqualTo(new InputValue.Text("hidden")));
        }
    }

    [Test]
    public void Unwrap_SecretInsideSecret_GivesTheValue()
        => Assert.That(Properties.From(Wire.Struct($$"""{"a": {{Wire.Secret(Wire.Secret("\"x\""))}}}""")).Values["a"], Is.EqualTo(new InputValue.Text("x")));

    [Test]
    public void Unwrap_SecretObject_KnowsTheTextsInIt()
        => Assert.That(Properties.From(Wire.Struct($$"""{"triggers": {{Wire.Secret("{\"a\": \"hidden\"}")}}}""")).Secrets.Texts, Is.EquivalentTo(new[] { "hidden" }));

    [TestCase("\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", TestName = "Unwrap_UnknownText_IsUnknown")]
    [TestCase("\"3eeb2bf0-c639-47a8-9e75-3b44932eb421\"", TestName = "Unwrap_UnknownNumber_IsUnknown")]
    [TestCase("\"dd056dcd-154b-4c76-9bd3-c8f88648b5ff\"", TestName = "Unwrap_UnknownObject_IsUnknown")]
    public void Unwrap_Unknown_IsUnknown(string marker)
        => Assert.That(Properties.From(Wire.Struct($$"""{"a": {{marker}}, "b": {{Wire.Secret(marker)}}}""")).Values, Is.EqualTo(
            InputValue.Map.Empty.With("a", new InputValue.Unknown()).With("b", new InputValue.Unknown())));

    [Test]
    public void Unwrap_OutputValues_AreWhatTheyHold()
    {
        var properties = PropertyMapping.Unwrap(PropertyValue.Object.Of(
            ("known", new PropertyValue.Output(new PropertyValue.Text("a"), false, ["urn:1"])),
            ("later", new PropertyValue.Output(null, false, [])),
            ("hidden", new PropertyValue.Output(new PropertyValue.Text("secret"), true, []))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(properties.Values["known"], Is.EqualTo(new InputValue.Text("a")));
            Assert.That(properties.Values["later"], Is.TypeOf<InputValue.Unknown>());
            Assert.That(properties.Secrets.Paths, Is.EquivalentTo(new[] { "hidden" }));
        }
    }

    [Test]
    public void Unwrap_ResourceReference_StandsForItsId()
        => Assert.That(
            PropertyMapping.Unwrap(PropertyValue.Object.Of(("group", new PropertyValue.Reference("urn:pulumi:x", new PropertyValue.Text("asg-1"))))).Values["group"],
            Is.EqualTo(new InputValue.Text("asg-1")));

    [Test]
    public void Unwrap_Asset_IsNamedForTheMessage()
        => Assert.That(
            PropertyMapping.Unwrap(PropertyValue.Object.Of(("a", new PropertyValue.Asset(PropertyMap.Of(("text", "x")))))).Values["a"],
            Is.EqualTo(new InputValue.Other("an asset")));

    [Test]
    public void Wrap_AfterUnwrap_GivesTheSameProperties()
    {
        var wire = PropertyValue.Object.Of(
            ("text", "a"), ("number", 1.5), ("flag", true), ("null", PropertyValue.Null.Value), ("unknown", new PropertyValue.Unknown()),
            ("list", PropertyValue.Array.Of("a", new PropertyValue.Secret("b"))),
            ("object", PropertyValue.Object.Of(("odd key", new PropertyValue.Secret(PropertyValue.Object.Of(("x", 1.0))))))
        );
        var properties = PropertyMapping.Unwrap(wire);

        Assert.That(PropertyMapping.Wrap(properties.Values, properties.Secrets), Is.EqualTo(wire));
    }

    [Test]
    public void Wrap_ValueThatIsGone_IsNotMadeUp()
        => Assert.That(
            PropertyMapping.Wrap(InputValue.Map.Empty, SecretPaths.None with { Paths = SecretPaths.None.Paths.Add("triggers.a") }),
            Is.EqualTo(PropertyValue.Object.Empty));

    [Test]
    public void From_AbsentSubmessage_IsEmpty() => Assert.That(Properties.From(null), Is.EqualTo(Properties.Empty));

    [Test]
    public void SecretPaths_AsText_ShowNothing()
        => Assert.That(Properties.From(Wire.Struct($$"""{"a": {{Wire.Secret("\"hidden\"")}}}""")).Secrets.ToString(), Does.Not.Contain("hidden"));
}
