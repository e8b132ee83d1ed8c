using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PropertyValues.Tests;
using TencentcloudRefresh.PulumiProtocol.Structs;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Structs;

[FsCheck.NUnit.Properties(Arbitrary = [typeof(PropertyGenerators)], MaxTest = 300)]
public sealed class PropertyRoundTripTests
{
    [Property]
    public bool Value_ThroughTheWire_IsTheSame(PropertyValue value)
        => value.Equals(PropertyCodec.FromValue(Value.Parser.ParseFrom(PropertyCodec.ToValue(value).ToByteArray())));

    [Property]
    public bool Object_ThroughTheWire_IsTheSame(PropertyValue.Object value)
        => value.Equals(PropertyCodec.FromStruct(Struct.Parser.ParseFrom(PropertyCodec.ToStruct(value).ToByteArray())));

    [Test]
    public void DeepValue_ThroughTheWire_IsTheSame()
    {
        PropertyValue value = "bottom";
        for (int level = 0; level < 400; level++)
            value = level % 2 == 0 ? PropertyValue.Array.Of(value) : PropertyValue.Object.Of(("in", value));

        Assert.That(PropertyCodec.FromValue(PropertyCodec.ToValue(value)), Is.EqualTo(value));
    }
}
