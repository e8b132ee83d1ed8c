using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Engine;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

internal sealed class StepPlannerTests
{
    private static readonly ResourceState Old = new() { Urn = UrnOf("a"), Type = "test:index:Thing", Custom = true, Id = "id-1" };

    private static readonly ProviderDiff Some = ProviderDiff.None with { Changes = DiffChanges.Some, ChangedKeys = ["size"] };

    private static readonly ProviderDiff Replacing = Some with { ReplaceKeys = ["size"] };

    [Test]
    public void WithoutDiff_NoOldEntry_Creates() => Assert.That(StepPlanner.WithoutDiff(null, Thing("a"), deletedInThisRun: false, forced: true), Is.EqualTo(new StepDecision.Create()));

    [Test]
    public void WithoutDiff_DeletedInThisRun_Recreates()
        => Assert.That(StepPlanner.WithoutDiff(Old, Thing("a"), deletedInThisRun: true, forced: true), Is.EqualTo(new StepDecision.Recreate()));

    [Test]
    public void WithoutDiff_ReadOnlyEntry_Adopts()
        => Assert.That(StepPlanner.WithoutDiff(Old with { External = true }, Thing("a"), deletedInThisRun: false, forced: true), Is.EqualTo(new StepDecision.Adopt()));

    [TestCaseSource(nameof(Table))]
    public void Decide_ByTable_GivesTheStep(ResourceState old, ResourceGoal goal, ProviderDiff diff, string expected)
        => Assert.That(Describe(StepPlanner.Decide(old, goal, diff)), Is.EqualTo(expected));

    [Test]
    public void Imports_AnEntryOfThatId_IsImportedAlready()
    {
        ResourceGoal goal = Thing("a") with { ImportId = "id-1" };
        Assert.Multiple(() =>
        {
            Assert.That(StepPlanner.Imports(null, Thing("a")), Is.False);
            Assert.That(StepPlanner.Imports(null, goal), Is.True);
            Assert.That(StepPlanner.Imports(Old, goal), Is.False);
            Assert.That(StepPlanner.Imports(Old with { Id = "id-2" }, goal), Is.True);
            Assert.That(StepPlanner.Imports(Old with { Id = "arn:id-1", ImportId = "id-1" }, goal), Is.False, "the provider gave it another id");
            Assert.That(StepPlanner.Imports(Old with { External = true }, goal), Is.True);
        });
    }

    private static IEnumerable<TestCaseData> Table()
    {
        ResourceGoal goal = Thing("a");
        ResourceState halfMade = Old with { InitErrors = ["stuck"] };
        ProviderDiff byKind = Some with { Detailed = Detail("size", DiffKind.UpdateReplace) };
        ProviderDiff deleteFirst = Replacing with { DeleteBeforeReplace = true };
        yield return Row("no difference", Old, goal, ProviderDiff.None, "same");
        yield return Row("a difference", Old, goal, Some, "update");
        yield return Row("half made, no difference", halfMade, goal, ProviderDiff.None, "update");
        yield return Row("half made, difference", halfMade, goal, Some, "update");
        yield return Row("replace keys", Old, goal, Replacing, "replace");
        yield return Row("replace kind in detail", Old, goal, byKind, "replace");
        yield return Row("replace keys without difference count for nothing", Old, goal, Replacing with { Changes = DiffChanges.None }, "same");
        yield return Row("provider wants delete first", Old, goal, deleteFirst, "replace, delete first");
        yield return Row("user overrules delete first", Old, goal with { DeleteBeforeReplace = false }, deleteFirst, "replace");
        yield return Row("user asks for delete first", Old, goal with { DeleteBeforeReplace = true }, Replacing, "replace, delete first");
        yield return Row("deleted by an earlier run", Old with { PendingReplacement = true }, goal, ProviderDiff.None, "replace");
        yield return Row("deleted by an earlier run, provider wants delete first", Old with { PendingReplacement = true }, goal, deleteFirst,
            "replace, delete first");
        yield return Row("replaceOnChanges, whole name", Old, goal with { ReplaceOnChanges = ["size"] }, Some, "replace");
        yield return Row("replaceOnChanges, other name", Old, goal with { ReplaceOnChanges = ["color"] }, Some, "update");
        yield return Row("replaceOnChanges, prefix", Old, goal with { ReplaceOnChanges = ["size"] },
            Some with { ChangedKeys = [], Detailed = Detail("size.max", DiffKind.Update) }, "replace");
        yield return Row("replaceOnChanges, wildcard segment", Old, goal with { ReplaceOnChanges = ["disks[*].kind"] },
            Some with { ChangedKeys = [], Detailed = Detail("disks[2].kind", DiffKind.Add) }, "replace");
        yield return Row("protected, update", Old with { Protect = true }, goal with { Protect = true }, Some, "update");
        yield return Row("protected, replace", Old with { Protect = true }, goal with { Protect = true }, Replacing, "refused: replace");
        yield return Row("protection taken away", Old with { Protect = true }, goal, Replacing, "replace");
        yield return Row("imported, replace", Old, goal with { ImportId = "id-1" }, Replacing, "warned in a preview: replace");
        yield return Row("protected and imported, replace", Old with { Protect = true }, goal with { Protect = true, ImportId = "id-1" }, Replacing,
            "refused: warned in a preview: replace");
    }

    private static TestCaseData Row(string name, ResourceState old, ResourceGoal goal, ProviderDiff diff, string expected)
        => new TestCaseData(old, goal, diff, expected).SetName($"Decide: {name} → {expected}");

    private static ImmutableSortedDictionary<string, PropertyDiff> Detail(string path, DiffKind kind)
        => ImmutableSortedDictionary.Create<string, PropertyDiff>(StringComparer.Ordinal).Add(path, new(kind, InputDiff: true));

    private static string Describe(StepDecision decision) => decision switch
    {
        StepDecision.Replace replace => $"replace{(replace.DeleteFirst ? ", delete first" : "")}",
        StepDecision.Refuse refuse => $"{(refuse.FailsPreview ? "refused" : "warned in a preview")}: {Describe(refuse.Otherwise)}",
        StepDecision.Update => "update",
        _ => decision.GetType().Name.ToLowerInvariant(),
    };
}
