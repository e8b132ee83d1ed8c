using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>What is stored after each kind of failure, and what the next run does with it.</summary>
internal sealed class PartialFailureTests
{
    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp() => _fixture = new();

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [Test]
    public async Task Create_InitFailed_KeepsTheEntryWithNewInputsAndReasons()
    {
        _fixture.Plugin.Create = (_, _) => ScriptedPlugin.InitFailed("id-7", PropertyMap.Of(("status", "FAILED_PAUSE")), "batch 2 failed");
        DeploymentResult result = await _fixture.UpAsync(Thing("a", ("size", 3)), Thing("b"));

        ResourceState entry = _fixture.Entry("a");
        Assert.Multiple(() =>
        {
            Assert.That(result, Is.EqualTo(DeploymentResult.Failed));
            Assert.That(entry.Id, Is.EqualTo("id-7"));
            Assert.That(entry.Inputs, Is.EqualTo(PropertyMap.Of(("size", 3))));
            Assert.That(entry.Outputs, Is.EqualTo(PropertyMap.Of(("status", "FAILED_PAUSE"))));
            Assert.That(entry.InitErrors, Is.EqualTo(new[] { "batch 2 failed" }));
            Assert.That(_fixture.State.Find(UrnOf("b")), Is.Null, "nothing starts after a failure");
            Assert.That(_fixture.State.PendingOperations, Is.Empty);
        });
    }

    [Test]
    public async Task Create_PlainError_StoresNothing()
    {
        _fixture.Plugin.Create = (_, _) => throw new ProviderException("refused");
        Assert.That(await _fixture.UpAsync(Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
        Assert.That(_fixture.State.PendingOperations, Is.Empty);
    }

    [Test]
    public async Task Update_InitFailed_KeepsOldInputsAndNewOutputs()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        _fixture.Plugin.Update = (order, _) => ScriptedPlugin.InitFailed(order.Id, PropertyMap.Of(("seen", "now")), "stuck");
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Failed));

        ResourceState entry = _fixture.Entry("a");
        Assert.That(entry.Inputs, Is.EqualTo(PropertyMap.Of(("size", 3))));
        Assert.That(entry.Outputs, Is.EqualTo(PropertyMap.Of(("seen", "now"))));
        Assert.That(entry.InitErrors, Is.EqualTo(new[] { "stuck" }));
    }

    [Test]
    public async Task Update_InitFailedWithoutProperties_WipesTheOutputs()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        _fixture.Plugin.Update = (order, _) => ScriptedPlugin.InitFailed(order.Id, null, "stuck");
        await _fixture.UpAsync(Thing("a", ("size", 5)));
        Assert.That(_fixture.Entry("a").Outputs, Is.EqualTo(PropertyMap.Empty));
    }

    [Test]
    public async Task Update_PlainError_LeavesTheEntryAlone()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        _fixture.Plugin.Update = (_, _) => throw new ProviderException("refused");
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 3))));
        Assert.That(_fixture.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    public async Task Delete_PlainError_LeavesTheEntryAlone()
    {
        await _fixture.UpAsync(Thing("a"));
        _fixture.Plugin.Delete = _ => throw new ProviderException("in use");
        Assert.That(await _fixture.UpAsync(), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-1"));
    }

    [Test]
    public async Task Replace_CreateFailsHalfWayAfterCreateBeforeDelete_KeepsBothAndDeletesTheOldOneNextTime()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        _fixture.Plugin.Diff = ReplacesOnChange;
        _fixture.Plugin.Create = (_, _) => ScriptedPlugin.InitFailed("id-2", PropertyMap.Empty, "not yet");
        await _fixture.UpAsync(Thing("a", ("size", 5)));
        Assert.That(_fixture.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => (entry.Id, entry.Delete)),
            Is.EqualTo(new[] { ("id-2", false), ("id-1", true) }));

        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Update a", "DeleteReplaced a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
        Assert.That(_fixture.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    public async Task Replace_CreateFailsAfterDeleteBeforeReplace_NextRunGoesStraightToTheCreate()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        _fixture.Plugin.Diff = question => ReplacesOnChange(question) with { DeleteBeforeReplace = true };
        _fixture.Plugin.Create = (_, _) => throw new ProviderException("refused");
        await _fixture.UpAsync(Thing("a", ("size", 5)));
        Assert.That(_fixture.Entry("a").PendingReplacement, Is.True);

        _fixture.Plugin.Create = (order, _) => Task.FromResult(new ResourceAnswer("id-9", order.Inputs));
        _fixture.Plugin.Calls.Clear();
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "CreateReplacement a" }));
        Assert.That(_fixture.Plugin.Calls.Skip(3), Is.EqualTo(new[] { "Check a", "Diff a", "Check a", "Create a" }), "it is gone, and compared all the same");
        Assert.That(_fixture.State.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1));
    }

    [Test]
    [Bug("a replacement taken up again was always delete-before-replace")]
    public async Task Replace_AdoptedAgainAndTheProviderWantsTheCreateFirst_DeletesTheOldIdOnceMoreAtTheEnd()
    {
        await LeavePendingReplacementAsync();
        _fixture.Plugin.Diff = ReplacesOnChange;
        Snapshot? before = null;
        _fixture.Plugin.Delete = _ => before = _fixture.State;
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 5)), Thing("z")), Is.EqualTo(DeploymentResult.Succeeded));

        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "CreateReplacement a", "Create z", "DeleteReplaced a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
        Assert.That(before!.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1), "the file has forgotten the old one with its replacement");
        Assert.That(before.PendingOperations.Select(pending => (pending.Kind, pending.Resource.Id)), Is.EqualTo(new[] { (PendingKind.Deleting, "id-1") }));
        Assert.That(_fixture.State.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1));
    }

    [Test]
    [Bug("a replacement taken up again forgot its dependents")]
    public async Task Replace_AdoptedAgain_TakesTheDependentsThatAreStillThere()
    {
        ResourceGoal dependent = Thing("b", ("of", "id-1")) with
        {
            Dependencies = [UrnOf("a")],
            PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("of", [UrnOf("a")]),
        };
        await LeavePendingReplacementAsync(dependent);
        Assert.That(_fixture.Entry("b").PendingReplacement, Is.True);
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 5)), dependent), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "DeleteReplaced b", "CreateReplacement a", "CreateReplacement b" }));
        Assert.That(_fixture.State.Resources.Count(entry => entry.PendingReplacement || entry.Delete), Is.Zero);
    }

    [Test]
    public async Task Up_AfterInitFailureWithoutChange_CallsUpdateAndClearsTheReasons()
    {
        _fixture.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-7", order.Inputs, "batch 2 failed");
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Update a" }));
        Assert.That(_fixture.Plugin.Updates[0].OldInputs, Is.EqualTo(_fixture.Plugin.Updates[0].NewInputs), "an empty update");
        Assert.That(_fixture.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    [Bug("an init failure without reasons was stored with one")]
    public async Task Create_InitFailedWithoutReasons_FailsAndStoresNone()
    {
        _fixture.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-7", order.Inputs);
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Events.OfType<EngineEvent.StepEnded>().Last().Reasons, Is.EqualTo(new[] { "resource init failed" }), "only said");
        Assert.That(_fixture.Entry("a").InitErrors, Is.Empty);
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same a" }), "nothing says that it is half made");
    }

    [Test]
    public async Task Preview_AfterInitFailure_PreviewsAnUpdateAndChangesNothing()
    {
        _fixture.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-7", order.Inputs, "batch 2 failed");
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        string before = _fixture.FileText;
        Assert.That(await _fixture.PreviewAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.Plugin.CallsOf("PreviewUpdate").Count(), Is.EqualTo(1));
        Assert.That(_fixture.FileText, Is.EqualTo(before));
    }

    /// <summary>A run that deleted what it wanted to replace, and got no further.</summary>
    private async Task LeavePendingReplacementAsync(params ResourceGoal[] dependents)
    {
        await _fixture.UpAsync([Thing("a", ("size", 3)), .. dependents]);
        var create = _fixture.Plugin.Create;
        _fixture.Plugin.Diff = question => ReplacesOnChange(question) with { DeleteBeforeReplace = true };
        _fixture.Plugin.Create = (_, _) => throw new ProviderException("refused");
        await _fixture.UpAsync([Thing("a", ("size", 5)), .. dependents]);
        Assert.That(_fixture.Entry("a").PendingReplacement, Is.True);
        _fixture.Plugin.Create = create;
        _fixture.Plugin.Calls.Clear();
    }

    private static ProviderDiff ReplacesOnChange(DiffQuestion question) => question.OldInputs.Equals(question.NewInputs)
        ? ProviderDiff.None
        : new(DiffChanges.Some, ["size"], ["size"], null, false);
}
