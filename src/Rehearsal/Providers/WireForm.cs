using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>Values on the wire. Everybody that the rehearsal talks to understands secrets; references to resources only programs do.</summary>
internal static class WireForm
{
    public static Struct ToProgram(PropertyMap map) => PropertyCodec.ToStruct(new(map));

    public static Struct ToPlugin(PropertyMap map) => PropertyCodec.ToStruct(new(map.WithoutReferences()));

    /// <summary>An absent Struct reads as an empty map.</summary>
    public static PropertyMap Read(Struct? members)
        => members is null ? PropertyMap.Empty : PropertyCodec.FromStruct(members).Members.WithoutOutputs();
}
