using System.Collections.Immutable;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>The other way: finds the special values in a tree of plain ones. Members that a kind does not know are dropped.</summary>
/// <param name="openSecret">Gives the plain tree inside a secret, from the members beside its signature.</param>
public sealed class WireReader(Func<PropertyMap, PropertyPath, PropertyValue> openSecret)
{
    /// <exception cref="PropertyFormatException">A signature is not known, or an object does not have what its signature promises.</exception>
    public PropertyValue Read(PropertyValue plain, PropertyPath path) => plain switch
    {
        PropertyValue.Text text when Signature.IsMarker(text.Value, out UnknownKind kind) => new PropertyValue.Unknown(kind),
        PropertyValue.Array array => new PropertyValue.Array([.. array.Items.Select((item, index) => Read(item, path.Item(index)))]),
        PropertyValue.Object members when members.Members.Find(Signature.Key) is { } signature => Signed(signature, members.Members, path),
        PropertyValue.Object members => new PropertyValue.Object(Read(members.Members, path)),
        _ => plain,
    };

    private PropertyMap Read(PropertyMap members, PropertyPath path) => members.Select((name, member) => Read(member, path.Member(name)));

    private PropertyValue Signed(PropertyValue signature, PropertyMap members, PropertyPath path) => (signature as PropertyValue.Text)?.Value switch
    {
        Signature.Secret => new PropertyValue.Secret(Read(openSecret(members, path), path)),
        Signature.Output => Output(members, path),
        Signature.Reference => Reference(members, path),
        Signature.Bytes => Bytes(members, path),
        Signature.Asset => new PropertyValue.Asset(Read(members.Without(Signature.Key), path)),
        Signature.Archive => new PropertyValue.Archive(Read(members.Without(Signature.Key), path)),
        _ => throw new PropertyFormatException(path, "has an unknown signature"),
    };

    private PropertyValue.Output Output(PropertyMap members, PropertyPath path) => new(
        members.Find("value") is { } value ? Read(value, path) : null,
        members.Find("secret") switch
        {
            null => false,
            PropertyValue.Bool secret => secret.Value,
            _ => throw new PropertyFormatException(path, "is an output whose 'secret' is no boolean"),
        },
        members.Find("dependencies") switch
        {
            null => [],
            PropertyValue.Array urns => [.. urns.Items.Select(urn => Text(urn, "dependencies", path))],
            _ => throw new PropertyFormatException(path, "is an output whose 'dependencies' is no list"),
        });

    private PropertyValue.Reference Reference(PropertyMap members, PropertyPath path) => new(
        OptionalText(members, "urn", path) ?? throw new PropertyFormatException(path, "is a resource reference without a 'urn'"),
        members.Find("id") is { } id ? Read(id, path) : null,
        OptionalText(members, "name", path),
        OptionalText(members, "type", path),
        OptionalText(members, "packageVersion", path));

    private static PropertyValue.Bytes Bytes(PropertyMap members, PropertyPath path)
    {
        string base64 = OptionalText(members, "value", path) ?? throw new PropertyFormatException(path, "is a byte string without a 'value'");
        try
        {
            return new(ImmutableArray.Create(Convert.FromBase64String(base64)));
        }
        catch (FormatException)
        {
            throw new PropertyFormatException(path, "is a byte string that is not in base64");
        }
    }

    private static string? OptionalText(PropertyMap members, string name, PropertyPath path)
        => members.Find(name) is { } member ? Text(member, name, path) : null;

    private static string Text(PropertyValue value, string name, PropertyPath path) => value is PropertyValue.Text text
        ? text.Value
        : throw new PropertyFormatException(path, $"has a '{name}' that is no text");
}
