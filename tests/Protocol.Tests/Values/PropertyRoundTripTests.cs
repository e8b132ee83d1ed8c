using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.Protocol.Values;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.Protocol.Tests.Values;

[FsCheck.NUnit.Properties(Arbitrary = [typeof(PropertyGenerators)], MaxTest = 300)]
public sealed class PropertyRoundTripTests
{
    [Property]
    public bool Value_ThroughTheWire_IsTheSame(PropertyValue value)
        => value.Equals(PropertyCodec.FromValue(Value.Parser.ParseFrom(PropertyCodec.ToValue(value).ToByteArray())));

    [Property]
    public bool Object_ThroughTheWire_IsTheSame(PropertyValue.Object value)
        => value.Equals(PropertyCodec.FromStruct(Struct.Parser.ParseFrom(PropertyCodec.ToStruct(value).ToByteArray())));

    [Property]
    public bool Value_ThroughJsonInClear_IsTheSame(PropertyValue value)
        => value.Equals(PropertyJson.Read(PropertyJson.Write(value, encrypt: null), decrypt: null));

    [Property]
    public bool Value_ThroughEncryptedJson_IsTheSame(PropertyValue value)
        => value.Equals(PropertyJson.Read(PropertyJson.Write(value, Mirrored), Mirrored));

    [Property]
    public bool EqualValues_HashAlike(PropertyValue value)
        => value.GetHashCode() == PropertyCodec.FromValue(PropertyCodec.ToValue(value)).GetHashCode();

    // A cipher of its own kind: it must not matter what a ciphertext looks like.
    private static string Mirrored(string text) => string.Concat(text.EnumerateRunes().Reverse());
}
