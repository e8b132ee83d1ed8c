namespace TencentcloudRefresh.PropertyValues.Tests;

public sealed class PropertyValueTests
{
    [Test]
    public void Equality_OfObjects_IgnoresTheOrderOfMembers()
        => Assert.That(PropertyValue.Object.Of(("a", 1), ("b", 2)), Is.EqualTo(PropertyValue.Object.Of(("b", 2), ("a", 1))));

    [Test]
    public void Equality_ReportsEverythingElseApart()
    {
        PropertyValue[] values =
        [
            PropertyValue.Null.Value, false, true, 0, 1, "", "0",
            PropertyValue.Array.Of(), PropertyValue.Array.Of(1, 2), PropertyValue.Array.Of(2, 1),
            PropertyValue.Object.Empty, PropertyValue.Object.Of(("a", PropertyValue.Null.Value)),
            PropertyValue.Object.Of(("A", PropertyValue.Null.Value)),
            new PropertyValue.Unknown(), new PropertyValue.Unknown(UnknownKind.Bool),
            new PropertyValue.Secret(1), new PropertyValue.Secret(new PropertyValue.Secret(1)),
            new PropertyValue.Output(1, false, []), new PropertyValue.Output(1, true, []),
            new PropertyValue.Output(1, false, ["u"]), new PropertyValue.Output(null, false, []),
            new PropertyValue.Reference("u"), new PropertyValue.Reference("u", ""), new PropertyValue.Reference("u", Name: ""),
            new PropertyValue.Bytes([]), new PropertyValue.Bytes([0]),
            new PropertyValue.Asset(PropertyMap.Empty), new PropertyValue.Archive(PropertyMap.Empty),
        ];

        Assert.That(values, Is.Unique);
        Assert.That(values.Distinct().Count(), Is.EqualTo(values.Length));
    }

    [Test]
    public void ToString_EachKind_ReadsAsAPersonWouldWriteIt()
    {
        PropertyValue value = PropertyValue.Object.Of(
            ("array", PropertyValue.Array.Of(1, 2.5, true, PropertyValue.Null.Value)),
            ("bytes", new PropertyValue.Bytes([1, 2])),
            ("empty", PropertyValue.Array.Of(PropertyValue.Array.Of(), PropertyValue.Object.Empty)),
            ("file", new PropertyValue.Asset(PropertyMap.Of(("path", "./f")))),
            ("output", new PropertyValue.Output("o", false, ["urn"])),
            ("reference", new PropertyValue.Reference("urn:x")),
            ("secret", new PropertyValue.Secret("hunter2")),
            ("secretOutput", new PropertyValue.Output("hunter2", true, [])),
            ("unknown", new PropertyValue.Output(null, false, [])));

        Assert.That(value.ToString(), Is.EqualTo(
            "{ array: [1, 2.5, true, null], bytes: [2 bytes], empty: [[], {}], file: asset { path: \"./f\" }, output: \"o\", reference: [urn:x], "
            + "secret: [secret], secretOutput: [secret], unknown: [unknown] }"));
        Assert.That($"{((PropertyValue.Object)value).Members}", Is.EqualTo(value.ToString()));
    }

    [Test]
    public void ImmutableArrays_LeftOut_AreEmpty()
    {
        Assert.That(new PropertyValue.Array(default), Is.EqualTo(PropertyValue.Array.Of()));
        Assert.That(new PropertyValue.Output(1, false, default).Dependencies, Is.Empty);
        Assert.That(new PropertyValue.Bytes(default), Is.EqualTo(new PropertyValue.Bytes([])));
    }

    [Test]
    public void Members_WithAndWithout_LeaveTheOriginalAlone()
    {
        PropertyMap original = PropertyMap.Of(("a", 1));

        Assert.That(original.With("b", 2).With("a", 3), Is.EqualTo(PropertyMap.Of(("a", 3), ("b", 2))));
        Assert.That(original.Without("a"), Is.EqualTo(PropertyMap.Empty));
        Assert.That(original.Find("b"), Is.Null);
        Assert.That(original, Is.EqualTo(PropertyMap.Of(("a", 1))));
    }

    [Test]
    public void Members_OfOneNameTwice_AreRefused()
        => Assert.That(() => PropertyMap.Of(("a", 1), ("a", 2)), Throws.ArgumentException);

    [Test]
    public void Marker_OfAnUnknownText_IsRecognised()
    {
        Assert.That(PropertyMarker.IsUnknown(PropertyMarker.Unknown));
        Assert.That(PropertyMarker.IsUnknown("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"));
        Assert.That(PropertyMarker.IsUnknown("id"), Is.False);
        Assert.That(PropertyMarker.IsUnknown(null), Is.False);
    }
}
