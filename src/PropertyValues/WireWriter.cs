using System.Collections.Immutable;
using System.Text;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// Spells the special values out as objects with a signature and unknowns as markers. What comes out consists of null, bool, number,
/// text, array and object only, and can be written as a Struct or as JSON word by word.
/// </summary>
/// <param name="secretMembers">What stands beside the signature of a secret; the two written forms differ in nothing else.</param>
public sealed class WireWriter(Func<PropertyValue.Secret, PropertyPath, (string Name, PropertyValue Value)> secretMembers)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="PropertyFormatException">The value cannot be distinguished from another one when read again.</exception>
    public PropertyValue Spell(PropertyValue value, PropertyPath path) => value switch
    {
        PropertyValue.Text text => Checked(text, path),
        PropertyValue.Unknown unknown => new PropertyValue.Text(Signature.MarkerOf(unknown.Kind)),
        PropertyValue.Array array => new PropertyValue.Array([.. array.Items.Select((item, index) => Spell(item, path.Item(index)))]),
        PropertyValue.Object members => new PropertyValue.Object(Spell(members.Members, path)),
        PropertyValue.Secret secret => Signed(Signature.Secret, secretMembers(secret, path)),
        PropertyValue.Output output => Output(output, path),
        PropertyValue.Reference reference => Reference(reference, path),
        PropertyValue.Bytes bytes => Signed(Signature.Bytes, ("value", Convert.ToBase64String(bytes.Value.AsSpan()))),
        PropertyValue.Asset asset => new PropertyValue.Object(Spell(asset.Members, path).With(Signature.Key, Signature.Asset)),
        PropertyValue.Archive archive => new PropertyValue.Object(Spell(archive.Members, path).With(Signature.Key, Signature.Archive)),
        _ => value,
    };

    private static PropertyValue.Object Signed(string signature, params ReadOnlySpan<(string Name, PropertyValue Value)> members)
        => new(PropertyMap.Of(members).With(Signature.Key, signature));

    private PropertyMap Spell(PropertyMap members, PropertyPath path) => members.ContainsKey(Signature.Key)
        ? throw new PropertyFormatException(path, "has a member named like the signature of special values")
        : members.Select((name, member) => Spell(member, path.Member(Checked(name, path))));

    private PropertyValue.Object Output(PropertyValue.Output output, PropertyPath path)
    {
        PropertyMap members = PropertyMap.Of(
            (Signature.Key, Signature.Output),
            ("secret", output.IsSecret),
            ("dependencies", new PropertyValue.Array(output.Dependencies.Select(urn => (PropertyValue)Checked(urn, path)).ToImmutableArray())));
        return new(output.Value is null ? members : members.With("value", Spell(output.Value, path)));
    }

    private PropertyValue.Object Reference(PropertyValue.Reference reference, PropertyPath path)
    {
        PropertyMap members = PropertyMap.Of((Signature.Key, Signature.Reference), ("urn", Checked(reference.Urn, path)));
        if (reference.Id is not null)
            members = members.With("id", Spell(reference.Id, path));
        return new(AddText("packageVersion", reference.PackageVersion, AddText("type", reference.Type, AddText("name", reference.Name, members))));

        PropertyMap AddText(string name, string? text, PropertyMap to) => text is null ? to : to.With(name, Checked(text, path));
    }

    private static PropertyValue.Text Checked(PropertyValue.Text text, PropertyPath path)
    {
        if (Signature.IsMarker(text.Value, out _))
            throw new PropertyFormatException(path, "is a text that would be read as an unknown value");
        _ = Checked(text.Value, path);
        return text;
    }

    // Half a surrogate pair has no UTF-8 form: protobuf and JSON would both put a replacement character in its place.
    private static string Checked(string text, PropertyPath path)
    {
        try
        {
            _ = Strict.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException)
        {
            throw new PropertyFormatException(path, "is or contains a text that is not valid Unicode");
        }
    }
}
