using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.PulumiProtocol.Structs;

/// <summary>
/// Properties from and to the Struct of protobuf, without loss: whatever <see cref="ToValue"/> writes,
/// <see cref="FromValue"/> reads as an equal value. What the wire has no form for is refused rather than bent.
/// </summary>
public static class PropertyCodec
{
    private static readonly WireReader Reader = new((members, path)
        => members.Find("value") ?? throw new PropertyFormatException(path, "is a secret without a 'value'"));

    private static readonly WireWriter Writer = new((secret, path) => ("value", Writer!.Spell(secret.Inner, path)));

    /// <exception cref="PropertyFormatException">A member has an unknown signature or is otherwise malformed.</exception>
    public static PropertyValue.Object FromStruct(Struct members) => Reader.Read(StructTree.Read(members, PropertyPath.Root), PropertyPath.Root)
        as PropertyValue.Object ?? throw new PropertyFormatException(PropertyPath.Root, "is a special value where an object belongs");

    /// <exception cref="PropertyFormatException">A member cannot be distinguished from another value when read again.</exception>
    public static Struct ToStruct(PropertyValue.Object members) => StructTree.Write((PropertyValue.Object)Writer.Spell(members, PropertyPath.Root));

    /// <inheritdoc cref="FromStruct"/>
    public static PropertyValue FromValue(Value value) => Reader.Read(StructTree.Read(value, PropertyPath.Root), PropertyPath.Root);

    /// <inheritdoc cref="ToStruct"/>
    public static Value ToValue(PropertyValue value) => StructTree.Write(Writer.Spell(value, PropertyPath.Root));
}
