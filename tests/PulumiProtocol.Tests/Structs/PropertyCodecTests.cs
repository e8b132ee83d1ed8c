using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Structs;

/// <summary>Each form as the engine writes it, given here as JSON. The round trip: <see cref="PropertyRoundTripTests"/>.</summary>
public sealed class PropertyCodecTests
{
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const string Sig = $"\"{Signature}\"";
    private const string Secret = "\"1b47061264138c4ac30d75fd1eb44270\"";
    private const string Output = "\"d0e6a833031e9bbcd3f4e8bde6ca49a4\"";
    private const string Reference = "\"5cf8f73096256a8f31e491e813e4eb8e\"";
    private const string Bytes = "\"803fd3297a5875dc03ca845dda5d2a98\"";
    private const string Asset = "\"c44067f5952c0a294b673a41bacd8c17\"";
    private const string Archive = "\"0def7320c3a5731c473e5ecbe6d01bc7\"";

    private static IEnumerable<TestCaseData> Forms()
    {
        yield return Form("null", PropertyValue.Null.Value);
        yield return Form("true", true);
        yield return Form("5", 5);
        yield return Form("\"text\"", "text");
        yield return Form("\"\"", "");
        yield return Form("[1,null,[]]", PropertyValue.Array.Of(1, PropertyValue.Null.Value, PropertyValue.Array.Of()));
        yield return Form("{\"a\":{\"b\":null}}", PropertyValue.Object.Of(("a", PropertyValue.Object.Of(("b", PropertyValue.Null.Value)))));
        yield return Form("\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", new PropertyValue.Unknown(UnknownKind.Text));
        yield return Form("\"1c4a061d-8072-4f0a-a4cb-0ff528b18fe7\"", new PropertyValue.Unknown(UnknownKind.Bool));
        yield return Form("\"3eeb2bf0-c639-47a8-9e75-3b44932eb421\"", new PropertyValue.Unknown(UnknownKind.Number));
        yield return Form("\"6a19a0b0-7e62-4c92-b797-7f8e31da9cc2\"", new PropertyValue.Unknown(UnknownKind.Array));
        yield return Form("\"030794c1-ac77-496b-92df-f27374a8bd58\"", new PropertyValue.Unknown(UnknownKind.Asset));
        yield return Form("\"e48ece36-62e2-4504-bad9-02848725956a\"", new PropertyValue.Unknown(UnknownKind.Archive));
        yield return Form("\"dd056dcd-154b-4c76-9bd3-c8f88648b5ff\"", new PropertyValue.Unknown(UnknownKind.Object));
        yield return Form($"{{{Sig}:{Secret},\"value\":\"pw\"}}", new PropertyValue.Secret("pw"));
        yield return Form($"[{{{Sig}:{Secret},\"value\":{{{Sig}:{Secret},\"value\":null}}}}]",
            PropertyValue.Array.Of(new PropertyValue.Secret(new PropertyValue.Secret(PropertyValue.Null.Value))));
        yield return Form($"{{{Sig}:{Secret},\"value\":\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"}}",
            new PropertyValue.Secret(new PropertyValue.Unknown()));
        yield return Form($"{{{Sig}:{Output},\"value\":1,\"secret\":true,\"dependencies\":[\"urn:a\"]}}",
            new PropertyValue.Output(1, true, ["urn:a"]));
        yield return Form($"{{{Sig}:{Output},\"secret\":false,\"dependencies\":[]}}", new PropertyValue.Output(null, false, []));
        yield return Form($"{{{Sig}:{Output},\"value\":null,\"secret\":false,\"dependencies\":[]}}",
            new PropertyValue.Output(PropertyValue.Null.Value, false, []));
        yield return Form($"{{{Sig}:{Reference},\"urn\":\"u\",\"id\":\"\",\"packageVersion\":\"1.2.3\"}}",
            new PropertyValue.Reference("u", "", PackageVersion: "1.2.3"));
        yield return Form($"{{{Sig}:{Reference},\"urn\":\"u\",\"id\":\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\",\"name\":\"n\",\"type\":\"t\"}}",
            new PropertyValue.Reference("u", new PropertyValue.Unknown(), "n", "t"));
        yield return Form($"{{{Sig}:{Reference},\"urn\":\"component\"}}", new PropertyValue.Reference("component"));
        yield return Form($"{{{Sig}:{Bytes},\"value\":\"/wD+\"}}", new PropertyValue.Bytes([255, 0, 254]));
        yield return Form($"{{{Sig}:{Asset},\"hash\":\"h\",\"text\":\"content\"}}",
            new PropertyValue.Asset(PropertyMap.Of(("hash", "h"), ("text", "content"))));
        yield return Form($"{{{Sig}:{Archive},\"hash\":\"h\",\"assets\":{{\"f\":{{{Sig}:{Asset},\"path\":\"./f\"}}}}}}",
            new PropertyValue.Archive(PropertyMap.Of(
            ("hash", "h"), ("assets", PropertyValue.Object.Of(("f", new PropertyValue.Asset(PropertyMap.Of(("path", "./f")))))))));

        static TestCaseData Form(string wire, PropertyValue value)
            => new TestCaseData(wire, value).SetArgDisplayNames(value.GetType().Name, wire);
    }

    [TestCaseSource(nameof(Forms))]
    public void Form_AsTheEngineWritesIt_IsReadAndWrittenAlike(string wire, PropertyValue value)
    {
        var parsed = Value.Parser.ParseJson(wire);

        Assert.That(PropertyCodec.FromValue(parsed), Is.EqualTo(value));
        Assert.That(PropertyCodec.ToValue(value), Is.EqualTo(parsed));
    }

    [TestCase($"{{{Sig}:\"0000\"}}", "", "has an unknown signature")]
    [TestCase($"{{\"a\":[0,{{\"b.c\":{{{Sig}:\"0000\"}}}}]}}", "a[1][\"b.c\"]", "has an unknown signature")]
    [TestCase($"{{\"a\":{{{Sig}:7}}}}", "a", "has an unknown signature")]
    [TestCase($"{{\"a\":{{{Sig}:{Secret}}}}}", "a", "is a secret without a 'value'")]
    [TestCase($"{{\"a\":{{{Sig}:{Secret},\"value\":[{{{Sig}:\"x\"}}]}}}}", "a[0]", "has an unknown signature")]
    [TestCase($"{{\"a\":{{{Sig}:{Output},\"secret\":\"yes\"}}}}", "a", "is an output whose 'secret' is no boolean")]
    [TestCase($"{{\"a\":{{{Sig}:{Output},\"dependencies\":\"urn\"}}}}", "a", "is an output whose 'dependencies' is no list")]
    [TestCase($"{{\"a\":{{{Sig}:{Output},\"dependencies\":[1]}}}}", "a", "has a 'dependencies' that is no text")]
    [TestCase($"{{\"a\":{{{Sig}:{Reference},\"id\":\"x\"}}}}", "a", "is a resource reference without a 'urn'")]
    [TestCase($"{{\"a\":{{{Sig}:{Reference},\"urn\":1}}}}", "a", "has a 'urn' that is no text")]
    [TestCase($"{{\"a\":{{{Sig}:{Bytes}}}}}", "a", "is a byte string without a 'value'")]
    [TestCase($"{{\"a\":{{{Sig}:{Bytes},\"value\":\"!\"}}}}", "a", "is a byte string that is not in base64")]
    public void FromValue_Malformed_NamesThePath(string wire, string path, string reason)
    {
        PropertyFormatException? failure = Assert.Throws<PropertyFormatException>(() => PropertyCodec.FromValue(Value.Parser.ParseJson(wire)));

        Assert.That(failure!.Path, Is.EqualTo(PropertyPath.Parse(path)));
        Assert.That(failure.Reason, Is.EqualTo(reason));
    }

    [Test]
    public void FromValue_OfNoKind_IsRefused()
    {
        var holed = new Struct { Fields = { ["a"] = Value.ForList(new Value()) } };

        PropertyFormatException? failure = Assert.Throws<PropertyFormatException>(() => PropertyCodec.FromStruct(holed));

        Assert.That(failure!.Message, Is.EqualTo("The value at a[0] is of no kind at all, not even null."));
    }

    [Test]
    public void FromStruct_ThatIsASpecialValueItself_IsRefused()
        => Assert.That(() => PropertyCodec.FromStruct(Struct.Parser.ParseJson($"{{{Sig}:{Secret},\"value\":{{}}}}")),
            Throws.TypeOf<PropertyFormatException>().With.Message.EqualTo("The value is a special value where an object belongs."));

    private static IEnumerable<TestCaseData> Unsayable()
    {
        yield return new TestCaseData((PropertyValue)"04da6b54-80e4-46f7-96ec-b56ff0331ba9").SetArgDisplayNames("a text that is a marker");
        yield return new TestCaseData(PropertyValue.Object.Of((Signature, "x"))).SetArgDisplayNames("a member named like the signature");
        yield return new TestCaseData(new PropertyValue.Asset(PropertyMap.Of((Signature, "x")))).SetArgDisplayNames("the same in an asset");
        yield return new TestCaseData((PropertyValue)"half a pair: \ud83d").SetArgDisplayNames("half a surrogate pair");
        yield return new TestCaseData(PropertyValue.Object.Of(("\udd00", 1))).SetArgDisplayNames("half a surrogate pair in a name");
        yield return new TestCaseData(new PropertyValue.Reference("\udd00")).SetArgDisplayNames("half a surrogate pair in a reference");
    }

    [TestCaseSource(nameof(Unsayable))]
    public void ToValue_WouldBeReadAsSomethingElse_IsRefused(PropertyValue value)
    {
        PropertyValue inside = PropertyValue.Object.Of(("a", PropertyValue.Array.Of(new PropertyValue.Secret(value))));

        Assert.That(() => PropertyCodec.ToValue(inside), Throws.TypeOf<PropertyFormatException>().With.Message.StartWith("The value at a[0]"));
        Assert.That(() => PropertyJson.Write(inside, encrypt: null), Throws.TypeOf<PropertyFormatException>());
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Number_ThatIsNotFinite_PassesTheWireAndNotJson(double number)
    {
        PropertyValue value = PropertyValue.Object.Of(("n", number));

        Assert.That(PropertyCodec.FromValue(PropertyCodec.ToValue(value)), Is.EqualTo(value));
        Assert.That(() => PropertyJson.Write(value, encrypt: null),
            Throws.TypeOf<PropertyFormatException>().With.Message.StartWith("The value at n is a number"));
    }
}
