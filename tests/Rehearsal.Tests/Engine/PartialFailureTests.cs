using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineBench;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>What is stored after each kind of failure, and what the next run does with it.</summary>
internal sealed class PartialFailureTests
{
    private EngineBench _bench = null!;

    [SetUp]
    public void SetUp() => _bench = new();

    [TearDown]
    public void TearDown() => _bench.Dispose();

    [Test]
    public async Task Create_InitFailed_KeepsTheEntryWithNewInputsAndReasons()
    {
        _bench.Plugin.Create = (_, _) => ScriptedPlugin.InitFailed("id-7", PropertyMap.Of(("status", "FAILED_PAUSE")), "batch 2 failed");
        DeploymentResult result = await _bench.UpAsync(Thing("a", ("size", 3)), Thing("b"));

        ResourceState entry = _bench.Entry("a");
        Assert.Multiple(() =>
        {
            Assert.That(result, Is.EqualTo(DeploymentResult.Failed));
            Assert.That(entry.Id, Is.EqualTo("id-7"));
            Assert.That(entry.Inputs, Is.EqualTo(PropertyMap.Of(("size", 3))));
            Assert.That(entry.Outputs, Is.EqualTo(PropertyMap.Of(("status", "FAILED_PAUSE"))));
            Assert.That(entry.InitErrors, Is.EqualTo(new[] { "batch 2 failed" }));
            Assert.That(_bench.State.Find(UrnOf("b")), Is.Null, "nothing starts after a failure");
            Assert.That(_bench.State.PendingOperations, Is.Empty);
        });
    }

    [Test]
    public async Task Create_PlainError_StoresNothing()
    {
        _bench.Plugin.Create = (_, _) => throw new ProviderException("refused");
        Assert.That(await _bench.UpAsync(Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_bench.State.Find(UrnOf("a")), Is.Null);
        Assert.That(_bench.State.PendingOperations, Is.Empty);
    }

    [Test]
    public async Task Update_InitFailed_KeepsOldInputsAndNewOutputs()
    {
        await _bench.UpAsync(Thing("a", ("size", 3)));
        _bench.Plugin.Update = (order, _) => ScriptedPlugin.InitFailed(order.Id, PropertyMap.Of(("seen", "now")), "stuck");
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Failed));

        ResourceState entry = _bench.Entry("a");
        Assert.That(entry.Inputs, Is.EqualTo(PropertyMap.Of(("size", 3))));
        Assert.That(entry.Outputs, Is.EqualTo(PropertyMap.Of(("seen", "now"))));
        Assert.That(entry.InitErrors, Is.EqualTo(new[] { "stuck" }));
    }

    [Test]
    public async Task Update_InitFailedWithoutProperties_WipesTheOutputs()
    {
        await _bench.UpAsync(Thing("a", ("size", 3)));
        _bench.Plugin.Update = (order, _) => ScriptedPlugin.InitFailed(order.Id, null, "stuck");
        await _bench.UpAsync(Thing("a", ("size", 5)));
        Assert.That(_bench.Entry("a").Outputs, Is.EqualTo(PropertyMap.Empty));
    }

    [Test]
    public async Task Update_PlainError_LeavesTheEntryAlone()
    {
        await _bench.UpAsync(Thing("a", ("size", 3)));
        _bench.Plugin.Update = (_, _) => throw new ProviderException("refused");
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_bench.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 3))));
        Assert.That(_bench.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    public async Task Delete_PlainError_LeavesTheEntryAlone()
    {
        await _bench.UpAsync(Thing("a"));
        _bench.Plugin.Delete = _ => throw new ProviderException("in use");
        Assert.That(await _bench.UpAsync(), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_bench.Entry("a").Id, Is.EqualTo("id-1"));
    }

    [Test]
    public async Task Replace_CreateFailsHalfWayAfterCreateBeforeDelete_KeepsBothAndDeletesTheOldOneNextTime()
    {
        await _bench.UpAsync(Thing("a", ("size", 3)));
        _bench.Plugin.Diff = ReplacesOnChange;
        _bench.Plugin.Create = (_, _) => ScriptedPlugin.InitFailed("id-2", PropertyMap.Empty, "not yet");
        await _bench.UpAsync(Thing("a", ("size", 5)));
        Assert.That(_bench.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => (entry.Id, entry.Delete)),
            Is.EqualTo(new[] { ("id-2", false), ("id-1", true) }));

        Assert.That(await _bench.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Update a", "DeleteReplaced a" }));
        Assert.That(_bench.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
        Assert.That(_bench.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    public async Task Replace_CreateFailsAfterDeleteBeforeReplace_NextRunGoesStraightToTheCreate()
    {
        await _bench.UpAsync(Thing("a", ("size", 3)));
        _bench.Plugin.Diff = question => ReplacesOnChange(question) with { DeleteBeforeReplace = true };
        _bench.Plugin.Create = (_, _) => throw new ProviderException("refused");
        await _bench.UpAsync(Thing("a", ("size", 5)));
        Assert.That(_bench.Entry("a").PendingReplacement, Is.True);

        _bench.Plugin.Create = (order, _) => Task.FromResult(new ResourceAnswer("id-9", order.Inputs));
        _bench.Plugin.Calls.Clear();
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 5))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "CreateReplacement a" }));
        Assert.That(_bench.Plugin.Calls.Skip(3), Is.EqualTo(new[] { "Check a", "Diff a", "Check a", "Create a" }), "it is gone, and compared all the same");
        Assert.That(_bench.State.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1));
    }

    [Test]
    [Bug("a replacement taken up again was always delete-before-replace")]
    public async Task Replace_AdoptedAgainAndTheProviderWantsTheCreateFirst_DeletesTheOldIdOnceMoreAtTheEnd()
    {
        await LeavePendingReplacementAsync();
        _bench.Plugin.Diff = ReplacesOnChange;
        Snapshot? before = null;
        _bench.Plugin.Delete = _ => before = _bench.State;
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 5)), Thing("z")), Is.EqualTo(DeploymentResult.Succeeded));

        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "CreateReplacement a", "Create z", "DeleteReplaced a" }));
        Assert.That(_bench.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
        Assert.That(before!.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1), "the file has forgotten the old one with its replacement");
        Assert.That(before.PendingOperations.Select(pending => (pending.Kind, pending.Resource.Id)), Is.EqualTo(new[] { (PendingKind.Deleting, "id-1") }));
        Assert.That(_bench.State.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1));
    }

    [Test]
    [Bug("a replacement taken up again forgot its dependents")]
    public async Task Replace_AdoptedAgain_TakesTheDependentsThatAreStillThere()
    {
        ResourceGoal dependent = Thing("b", ("of", "id-1")) with
        {
            Dependencies = [UrnOf("a")],
            PropertyDependencies = EngineBench.NoPropertyDependencies.Add("of", [UrnOf("a")]),
        };
        await LeavePendingReplacementAsync(dependent);
        Assert.That(_bench.Entry("b").PendingReplacement, Is.True);
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 5)), dependent), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "DeleteReplaced b", "CreateReplacement a", "CreateReplacement b" }));
        Assert.That(_bench.State.Resources.Count(entry => entry.PendingReplacement || entry.Delete), Is.Zero);
    }

    [Test]
    public async Task Up_AfterInitFailureWithoutChange_CallsUpdateAndClearsTheReasons()
    {
        _bench.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-7", order.Inputs, "batch 2 failed");
        await _bench.UpAsync(Thing("a", ("size", 3)));
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Update a" }));
        Assert.That(_bench.Plugin.Updates[0].OldInputs, Is.EqualTo(_bench.Plugin.Updates[0].NewInputs), "an empty update");
        Assert.That(_bench.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    [Bug("an init failure without reasons was stored with one")]
    public async Task Create_InitFailedWithoutReasons_FailsAndStoresNone()
    {
        _bench.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-7", order.Inputs);
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_bench.Events.OfType<EngineEvent.StepEnded>().Last().Reasons, Is.EqualTo(new[] { "resource init failed" }), "only said");
        Assert.That(_bench.Entry("a").InitErrors, Is.Empty);
        await _bench.UpAsync(Thing("a", ("size", 3)));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Same a" }), "nothing says that it is half made");
    }

    [Test]
    public async Task Preview_AfterInitFailure_PreviewsAnUpdateAndChangesNothing()
    {
        _bench.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-7", order.Inputs, "batch 2 failed");
        await _bench.UpAsync(Thing("a", ("size", 3)));
        string before = _bench.FileText;
        Assert.That(await _bench.PreviewAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.Plugin.CallsOf("PreviewUpdate").Count(), Is.EqualTo(1));
        Assert.That(_bench.FileText, Is.EqualTo(before));
    }

    /// <summary>A run that deleted what it wanted to replace, and got no further.</summary>
    private async Task LeavePendingReplacementAsync(params ResourceGoal[] dependents)
    {
        await _bench.UpAsync([Thing("a", ("size", 3)), .. dependents]);
        var create = _bench.Plugin.Create;
        _bench.Plugin.Diff = question => ReplacesOnChange(question) with { DeleteBeforeReplace = true };
        _bench.Plugin.Create = (_, _) => throw new ProviderException("refused");
        await _bench.UpAsync([Thing("a", ("size", 5)), .. dependents]);
        Assert.That(_bench.Entry("a").PendingReplacement, Is.True);
        _bench.Plugin.Create = create;
        _bench.Plugin.Calls.Clear();
    }

    private static DiffResult ReplacesOnChange(DiffQuestion question) => question.OldInputs.Equals(question.NewInputs)
        ? DiffResult.None
        : new(DiffChanges.Some, ["size"], ["size"], null, false);
}
