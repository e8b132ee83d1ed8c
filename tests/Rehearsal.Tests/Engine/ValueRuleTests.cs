using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>ignoreChanges, the engine's own diff, URNs.</summary>
internal sealed class ValueRuleTests
{
    private static readonly PropertyMap Olds = PropertyMap.Of(
        ("size", 3), ("tags", PropertyValue.Object.Of(("a", "1"), ("b", "2"))), ("disks", PropertyValue.Array.Of(Disk("x"), Disk("y"))));

    private static readonly PropertyMap News = PropertyMap.Of(
        ("size", 5), ("tags", PropertyValue.Object.Of(("a", "9"), ("c", "3"))), ("disks", PropertyValue.Array.Of(Disk("p"), Disk("q"), Disk("r"))));

    [TestCase("size", """{"disks":[{"kind":"p"},{"kind":"q"},{"kind":"r"}],"size":3,"tags":{"a":"9","c":"3"}}""")]
    [TestCase("tags.a", """{"disks":[{"kind":"p"},{"kind":"q"},{"kind":"r"}],"size":5,"tags":{"a":"1","c":"3"}}""")]
    [TestCase("tags.b", """{"disks":[{"kind":"p"},{"kind":"q"},{"kind":"r"}],"size":5,"tags":{"a":"9","b":"2","c":"3"}}""")]
    [TestCase("tags.c", """{"disks":[{"kind":"p"},{"kind":"q"},{"kind":"r"}],"size":5,"tags":{"a":"9"}}""")]
    [TestCase("missing", """{"disks":[{"kind":"p"},{"kind":"q"},{"kind":"r"}],"size":5,"tags":{"a":"9","c":"3"}}""")]
    public void IgnoreChanges_Path_SetsItBack(string path, string expected)
        => Assert.That(PropertyJson.Write(new PropertyValue.Object(IgnoreChanges.Apply(News, Olds, [path])), encrypt: null), Is.EqualTo(expected));

    [TestCase("tags[")]
    [TestCase("tags.*")]
    [TestCase("disks[1].kind")]
    public void IgnoreChanges_PathThatTheRehearsalDoesNotHave_IsRefused(string path)
        => Assert.That(() => IgnoreChanges.Apply(News, Olds, [path]), Throws.TypeOf<GoalException>().With.Message.Contains(path));

    [Test]
    public void InputComparison_EverythingDiffers_NamesEachPlaceByKind()
    {
        ProviderDiff diff = InputComparison.Between(Olds, News, []);
        Assert.That(diff.Detailed!.Select(entry => $"{entry.Value.Kind} {entry.Key}"), Is.EqualTo(new[]
        {
            "Update disks[0].kind", "Update disks[1].kind", "Add disks[2]", "Update size", "Update tags.a", "Delete tags.b", "Add tags.c",
        }));
        Assert.That(diff.ChangedKeys, Is.EqualTo(new[] { "disks", "size", "tags" }));
        Assert.That(diff.Replaces, Is.False);
    }

    [Test]
    public void InputComparison_OnlySecretnessDiffers_IsNoDifference()
        => Assert.That(InputComparison.Between(PropertyMap.Of(("a", "x")), PropertyMap.Of(("a", new PropertyValue.Secret("x"))), []),
            Is.EqualTo(ProviderDiff.None));

    [Test]
    public void InputComparison_NullAgainstMissing_IsNoDifference()
        => Assert.That(InputComparison.Between(PropertyMap.Empty, PropertyMap.Of(("a", PropertyValue.Null.Value)), []), Is.EqualTo(ProviderDiff.None));

    [Test]
    public void InputComparison_IgnoredPath_IsNoDifference()
        => Assert.That(InputComparison.Between(PropertyMap.Of(("a", 1)), PropertyMap.Of(("a", 2)), ["a"]), Is.EqualTo(ProviderDiff.None));

    [Test]
    public void Urns_ChildOfComponent_CarriesItsTypes()
    {
        string stack = Urn.OfStack("dev", "proj").ToString();
        string outer = Urns.Make("dev", "proj", stack, "my:index:Outer", "o");
        string inner = Urns.Make("dev", "proj", outer, "my:index:Inner", "i");
        Assert.That(Urns.Make("dev", "proj", inner, "t:i:T", "x"), Is.EqualTo("urn:pulumi:dev::proj::my:index:Outer$my:index:Inner$t:i:T::x"));
        Assert.That(outer, Is.EqualTo("urn:pulumi:dev::proj::my:index:Outer::o"), "the stack leaves no trace");
    }

    [TestCase("pulumi:providers:tc", "default", true)]
    [TestCase("pulumi:providers:tc", "default_1_2_3", true)]
    [TestCase("pulumi:providers:tc", "mine", false)]
    [TestCase("t:i:T", "default", false)]
    public void Urns_DefaultProvider_IsKnownByTypeAndName(string type, string name, bool expected)
        => Assert.That(Urns.IsDefaultProvider(Urns.Make("dev", "proj", "", type, name)), Is.EqualTo(expected));

    private static PropertyValue Disk(string kind) => PropertyValue.Object.Of(("kind", kind));
}
