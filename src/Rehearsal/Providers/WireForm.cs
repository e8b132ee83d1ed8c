using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>
/// Values in the form that one peer understands: what it does not accept is simplified on the way out and marked again on the way in.
/// </summary>
internal sealed record WireForm(bool Secrets, bool Resources)
{
    public Struct Write(PropertyMap map)
    {
        PropertyMap plain = Secrets ? map : map.Unwrapped();
        return PropertyCodec.ToStruct(new(Resources ? plain : plain.WithoutReferences()));
    }

    /// <summary>An absent Struct reads as an empty map.</summary>
    public static PropertyMap Read(Struct? members)
        => members is null ? PropertyMap.Empty : PropertyCodec.FromStruct(members).Members.WithoutOutputs();

    /// <summary>Reads an answer to <paramref name="like"/>: a peer that cannot say "secret" gives secrets back under their old names.</summary>
    public PropertyMap ReadLike(Struct? members, PropertyMap like) => Secrets ? Read(members) : SecretMarks.Restore(Read(members), like);
}
