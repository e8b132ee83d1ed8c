using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace TencentcloudRefresh.PropertyValues.Tests;

/// <summary>Makes property values of every kind, nested in every way.</summary>
public static class PropertyGenerators
{
    private static readonly string[] OddTexts = ["", " ", "value", "secret", "ünïcödé 滚动 🚀", "a.b[0]", "\"quoted\"\n\\", "\0", "null", "1.0"];

    private static readonly double[] OddNumbers = [0, -0.0, 1, -1, 0.1, 1e21, 1e-300, double.MaxValue, double.Epsilon, 9007199254740993];

    private static Gen<string> Texts => Gen.Elements(OddTexts);

    private static Gen<string?> OptionalTexts => Gen.Elements<string?>([null, .. OddTexts]);

    public static Arbitrary<PropertyValue> Values() => Arb.From(Gen.Sized(Sized), Shrink);

    public static Arbitrary<PropertyValue.Object> Objects()
        => Arb.From(Gen.Sized(Members).Select(members => new PropertyValue.Object(members)), whole => Shrink(whole).OfType<PropertyValue.Object>());

    private static Gen<PropertyValue> Sized(int size) => size <= 1 ? Leaves() : Gen.OneOf(Leaves(), Nested(size / 3));

    private static Gen<PropertyValue> Leaves() => Gen.OneOf(
        Gen.Constant<PropertyValue>(PropertyValue.Null.Value),
        Gen.Elements(true, false).Select(flag => (PropertyValue)flag),
        Gen.Elements(OddNumbers).Select(number => (PropertyValue)number),
        Texts.Select(text => (PropertyValue)text),
        Gen.Elements(Enum.GetValues<UnknownKind>()).Select(kind => (PropertyValue)new PropertyValue.Unknown(kind)),
        Gen.Choose(0, 255).ArrayOf().Select(bytes => (PropertyValue)new PropertyValue.Bytes([.. bytes.Select(one => (byte)one)])));

    private static Gen<PropertyValue> Nested(int size) => Gen.OneOf(
        Items(size).Select(items => (PropertyValue)new PropertyValue.Array(items)),
        Members(size).Select(members => (PropertyValue)new PropertyValue.Object(members)),
        Sized(size).Select(inner => (PropertyValue)new PropertyValue.Secret(inner)),
        Outputs(size),
        References(size),
        Members(size).Select(members => (PropertyValue)new PropertyValue.Asset(members)),
        Members(size).Select(members => (PropertyValue)new PropertyValue.Archive(members)));

    private static Gen<PropertyValue> Outputs(int size)
        => from value in Optional(size)
           from secret in Gen.Elements(true, false)
           from urns in Texts.ListOf()
           select (PropertyValue)new PropertyValue.Output(value, secret, [.. urns]);

    private static Gen<PropertyValue> References(int size)
        => from urn in Texts
           from id in Optional(size)
           from name in OptionalTexts
           from type in OptionalTexts
           from version in OptionalTexts
           select (PropertyValue)new PropertyValue.Reference(urn, id, name, type, version);

    private static Gen<PropertyValue?> Optional(int size)
        => Gen.OneOf(Gen.Constant<PropertyValue?>(null), Sized(size).Select(value => (PropertyValue?)value));

    private static Gen<ImmutableArray<PropertyValue>> Items(int size)
        => Sized(size).ListOf().Resize(Math.Min(size, 4)).Select(items => items.ToImmutableArray());

    private static Gen<PropertyMap> Members(int size)
        => from names in Texts.ListOf().Resize(Math.Min(size, 4))
           from value in Sized(size / 2)
           from other in Sized(size / 3)
           select PropertyMap.From(names.Distinct().Select((name, index) => KeyValuePair.Create(name, index % 2 == 0 ? value : other)));

    private static IEnumerable<PropertyValue> Shrink(PropertyValue value) => value switch
    {
        PropertyValue.Secret secret => [secret.Inner],
        PropertyValue.Output { Value: { } inner } => [inner],
        PropertyValue.Array array => [.. array.Items, .. array.Items.Select(item => new PropertyValue.Array(array.Items.Remove(item)))],
        PropertyValue.Object members =>
        [
            .. members.Members.Values,
            .. members.Members.Keys.Select(name => new PropertyValue.Object(members.Members.Without(name))),
        ],
        _ => [],
    };
}
