using System.Collections.Frozen;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// The engine's magic texts. A text that equals a marker is an unknown value; an object with the member <see cref="Key"/> is
/// of the kind that this member names. Facts of the engine: sdk/go/common/resource/sig and pkg/resource/plugin in pulumi/pulumi.
/// </summary>
internal static class Signature
{
    public const string Key = "4dabf18193072939515e22adb298388d";

    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";
    public const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";
    public const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    public const string Bytes = "803fd3297a5875dc03ca845dda5d2a98";
    public const string Asset = "c44067f5952c0a294b673a41bacd8c17";
    public const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";

    private static readonly FrozenDictionary<string, UnknownKind> Kinds = new Dictionary<string, UnknownKind>(StringComparer.Ordinal)
    {
        ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"] = UnknownKind.Text,
        ["1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"] = UnknownKind.Bool,
        ["3eeb2bf0-c639-47a8-9e75-3b44932eb421"] = UnknownKind.Number,
        ["6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"] = UnknownKind.Array,
        ["dd056dcd-154b-4c76-9bd3-c8f88648b5ff"] = UnknownKind.Object,
        ["030794c1-ac77-496b-92df-f27374a8bd58"] = UnknownKind.Asset,
        ["e48ece36-62e2-4504-bad9-02848725956a"] = UnknownKind.Archive,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<UnknownKind, string> Markers = Kinds.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static bool IsMarker(string text, out UnknownKind kind) => Kinds.TryGetValue(text, out kind);

    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the enumeration's.</exception>
    public static string MarkerOf(UnknownKind kind) => Markers.TryGetValue(kind, out string? marker)
        ? marker
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no marker for this kind of unknown value.");
}
