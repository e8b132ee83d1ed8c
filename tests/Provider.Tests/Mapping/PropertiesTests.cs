using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Mapping;

public sealed class PropertiesTests
{
    [TestCase("\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", TestName = "From_UnknownText_IsUnknown")]
    [TestCase("\"3eeb2bf0-c639-47a8-9e75-3b44932eb421\"", TestName = "From_UnknownNumber_IsUnknown")]
    [TestCase("\"dd056dcd-154b-4c76-9bd3-c8f88648b5ff\"", TestName = "From_UnknownObject_IsUnknown")]
    public void From_Unknown_IsUnknown(string marker)
    {
        var properties = Properties.From(Wire.Struct($$"""{"a": {{marker}}, "b": {{Wire.Secret(marker)}}}"""));

        Assert.That(new[] { properties.Given("a"), properties.Given("b") }, Has.All.TypeOf<PropertyValue.Unknown>());
    }

    [Test]
    public void ToStruct_OfWhatCame_IsTheSame()
    {
        var properties = PropertyMap.Of(
            ("text", "a"), ("number", 1.5), ("flag", true), ("null", PropertyValue.Null.Value), ("unknown", new PropertyValue.Unknown()),
            ("list", PropertyValue.Array.Of("a", new PropertyValue.Secret("b"))),
            ("object", PropertyValue.Object.Of(("odd key", new PropertyValue.Secret(PropertyValue.Object.Of(("x", 1.0))))))
        );

        Assert.That(Properties.From(properties.ToStruct()), Is.EqualTo(properties));
    }

    [Test]
    public void From_AbsentSubmessage_IsEmpty() => Assert.That(Properties.From(null), Is.EqualTo(PropertyMap.Empty));
}
