using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>Properties from and to the wire. Secrets stay what they are on the whole way; outputs and references give way to what they stand for.</summary>
internal static class Properties
{
    /// <summary>An absent submessage is as good as one without members.</summary>
    /// <exception cref="PropertyFormatException">The message breaks the rules of the wire.</exception>
    public static PropertyMap From(Struct? wire) => wire is null ? PropertyMap.Empty : PropertyCodec.FromStruct(wire).Members.Resolved();

    public static Struct ToStruct(this PropertyMap properties) => PropertyCodec.ToStruct(new(properties));

    /// <summary>The value as a secret; one that is a secret already stays as it is.</summary>
    public static Value AsSecret(Value wire) => PropertyCodec.ToValue(PropertyCodec.FromValue(wire).AsSecret());
}
