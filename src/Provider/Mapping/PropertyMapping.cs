using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>Properties with their secrets unwrapped, and the memory of where those were.</summary>
internal sealed record Properties(InputValue.Map Values, SecretPaths Secrets)
{
    public static readonly Properties Empty = new(InputValue.Map.Empty, SecretPaths.None);

    /// <summary>An absent submessage is as good as one without members.</summary>
    public static Properties From(Struct? wire) => wire is null ? Empty : PropertyMapping.Unwrap(PropertyCodec.FromStruct(wire));
}

/// <summary>The way from the wire's values to the domain's and back. The domain never sees a secret wrapper, the wire never loses one.</summary>
internal static class PropertyMapping
{
    public static Properties Unwrap(PropertyValue.Object wire)
    {
        var paths = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var texts = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var values = UnwrapMembers(wire.Members, "", secret: false);
        return new(values, new SecretPaths(paths.ToImmutable(), texts.ToImmutable()));

        InputValue.Map UnwrapMembers(PropertyMap members, string path, bool secret) => InputValue.Map.Of(
            members.Select(member => KeyValuePair.Create(member.Key, UnwrapValue(member.Value, SecretPaths.Member(path, member.Key), secret))));

        InputValue UnwrapValue(PropertyValue value, string path, bool secret)
        {
            switch (value)
            {
                case PropertyValue.Secret wrapped:
                    paths.Add(path);
                    return UnwrapValue(wrapped.Inner, path, secret: true);
                case PropertyValue.Output output:
                    if (output.IsSecret)
                        paths.Add(path);
                    return output.Value is null ? new InputValue.Unknown() : UnwrapValue(output.Value, path, secret || output.IsSecret);
                case PropertyValue.Text text:
                    if (secret)
                        texts.Add(text.Value);
                    return new InputValue.Text(text.Value);
                case PropertyValue.Object members:
                    return UnwrapMembers(members.Members, path, secret);
                case PropertyValue.Array array:
                    return new InputValue.List([.. array.Items.Select((item, index) => UnwrapValue(item, SecretPaths.Item(path, index), secret))]);
                case PropertyValue.Reference { Id: { } id }:
                    // A resource stands for its id, as it does for providers that never heard of references.
                    return UnwrapValue(id, path, secret);
                default:
                    return Leaf(value);
            }
        }
    }

    /// <summary>Whatever stood at a secret path stands there as a secret again; whatever is not there stays absent.</summary>
    public static PropertyValue.Object Wrap(InputValue.Map values, SecretPaths secrets)
    {
        return new(Members(values, ""));

        PropertyMap Members(InputValue.Map map, string path) => PropertyMap.From(
            map.Members.Select(member => KeyValuePair.Create(member.Key, Value(member.Value, SecretPaths.Member(path, member.Key)))));

        PropertyValue Value(InputValue value, string path)
        {
            PropertyValue plain = value switch
            {
                InputValue.Bool flag => new PropertyValue.Bool(flag.Value),
                InputValue.Number number => new PropertyValue.Number(number.Value),
                InputValue.Text text => new PropertyValue.Text(text.Value),
                InputValue.Unknown => new PropertyValue.Unknown(),
                InputValue.List list => new PropertyValue.Array([.. list.Items.Select((item, index) => Value(item, SecretPaths.Item(path, index)))]),
                InputValue.Map map => new PropertyValue.Object(Members(map, path)),
                // Null, and what no property takes: Check has refused it, nothing depends on its content.
                _ => PropertyValue.Null.Value,
            };
            return secrets.Paths.Contains(path) ? new PropertyValue.Secret(plain) : plain;
        }
    }

    public static Struct ToStruct(InputValue.Map values, SecretPaths secrets) => PropertyCodec.ToStruct(Wrap(values, secrets));

    /// <summary>The value as a secret; one that is a secret already stays as it is.</summary>
    public static Value AsSecret(Value wire)
    {
        var read = PropertyCodec.FromStruct(new() { Fields = { ["it"] = wire } }).Members.Find("it");
        return read is PropertyValue.Secret or PropertyValue.Output { IsSecret: true } or PropertyValue.Null or null
            ? wire
            : PropertyCodec.ToStruct(new(PropertyMap.Of(("it", new PropertyValue.Secret(read))))).Fields["it"];
    }

    private static InputValue Leaf(PropertyValue value) => value switch
    {
        PropertyValue.Null => new InputValue.Null(),
        PropertyValue.Bool flag => new InputValue.Bool(flag.Value),
        PropertyValue.Number number => new InputValue.Number(number.Value),
        PropertyValue.Unknown => new InputValue.Unknown(),
        PropertyValue.Asset => new InputValue.Other("an asset"),
        PropertyValue.Archive => new InputValue.Other("an archive"),
        PropertyValue.Bytes => new InputValue.Other("text that is not UTF-8"),
        PropertyValue.Reference => new InputValue.Other("a component"),
        _ => new InputValue.Other("a value of another kind"),
    };
}
