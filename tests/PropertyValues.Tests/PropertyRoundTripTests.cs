using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.PropertyValues.Tests;

[FsCheck.NUnit.Properties(Arbitrary = [typeof(PropertyGenerators)], MaxTest = 300)]
public sealed class PropertyRoundTripTests
{
    [Property]
    public bool Value_ThroughJsonInClear_IsTheSame(PropertyValue value)
        => value.Equals(PropertyJson.Read(PropertyJson.Write(value, encrypt: null), decrypt: null));

    [Property]
    public bool Value_ThroughEncryptedJson_IsTheSame(PropertyValue value)
        => value.Equals(PropertyJson.Read(PropertyJson.Write(value, Mirrored), Mirrored));

    [Property]
    public bool EqualValues_HashAlike(PropertyValue value)
        => value.GetHashCode() == PropertyJson.Read(PropertyJson.Write(value, encrypt: null), decrypt: null).GetHashCode();

    // A cipher of its own kind: it must not matter what a ciphertext looks like.
    private static string Mirrored(string text) => string.Concat(text.EnumerateRunes().Reverse());
}
