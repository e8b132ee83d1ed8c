using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Record;

internal sealed class DiffTextTests
{
    [TestCase("imageId", DiffKind.Update, "imageId: img-a → img-b")]
    [TestCase("triggers.label", DiffKind.UpdateReplace, "triggers.label: 1 → 2")]
    [TestCase("added", DiffKind.Add, "+added: true")]
    [TestCase("gone", DiffKind.Delete, "-gone: 3")]
    [TestCase("list", DiffKind.Update, "~list")]
    [TestCase("no[path", DiffKind.Update, "~no[path")]
    [Bug("a diff named what changed and not from what to what")]
    public void Of_AChange_IsOldAndNewValue(string path, DiffKind kind, string expected) => Assert.That(Text((path, kind)), Is.EqualTo(expected));

    [TestCase("key")]
    [TestCase("hidden.inner")]
    public void Of_ASecret_ShowsNothingOfIt(string path) => Assert.That(Text((path, DiffKind.Update)), Does.Not.Contain("s3cret"));

    [Test]
    public void Of_AValueAndWhatIsInIt_IsOneChange()
        => Assert.That(Text(("triggers", DiffKind.Update), ("triggers.label", DiffKind.Update)), Is.EqualTo("triggers.label: 1 → 2"));

    private static string Text(params (string Path, DiffKind Kind)[] changes)
    {
        ResourceState State(string image, int label, string secret, PropertyMap more) => new()
        {
            Urn = EngineFixture.UrnOf("a"),
            Type = "test:index:Thing",
            Custom = true,
            Inputs = more
                .With("imageId", image)
                .With("triggers", PropertyValue.Object.Of(("label", label)))
                .With("list", PropertyValue.Array.Of(image))
                .With("key", new PropertyValue.Secret(secret))
                .With("hidden", new PropertyValue.Secret(PropertyValue.Object.Of(("inner", secret)))),
        };

        Step step = new(StepOp.Update, EngineFixture.UrnOf("a"),
            State("img-a", 1, "s3cret-1", PropertyMap.Of(("gone", 3))), State("img-b", 2, "s3cret-2", PropertyMap.Of(("added", true))))
        {
            Diff = ProviderDiff.None with
            {
                Changes = DiffChanges.Some,
                Detailed = changes.ToImmutableSortedDictionary(change => change.Path, change => new PropertyDiff(change.Kind, InputDiff: true), StringComparer.Ordinal),
            },
        };
        return DiffText.Of(step);
    }
}
