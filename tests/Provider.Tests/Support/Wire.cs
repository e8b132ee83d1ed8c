using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>Short ways to write properties as they are on the wire, and to read them.</summary>
internal static class Wire
{
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static Struct Struct(string json) => Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson(json);

    /// <summary>JSON of a secret around JSON.</summary>
    public static string Secret(string json)
        => $$"""{"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": {{json}}}""";

    public static string Unknown => $"\"{UnknownText}\"";

    public static PropertyMap Members(this Struct wire) => PropertyCodec.FromStruct(wire).Members;

    public static PropertyValue? At(this Struct wire, string path)
        => path.Split('.').Aggregate<string, PropertyValue?>(
            PropertyCodec.FromStruct(wire), (value, name) => value is PropertyValue.Object members ? members.Members.Find(name) : null);

    public static string? TextAt(this Struct wire, string path) => (wire.At(path) as PropertyValue.Text)?.Value;

    public static double? NumberAt(this Struct wire, string path) => (wire.At(path) as PropertyValue.Number)?.Value;

    /// <summary>The properties as text, secrets hidden.</summary>
    public static string Display(this Struct? wire) => wire is null ? "" : PropertyCodec.FromStruct(wire).ToString();
}
