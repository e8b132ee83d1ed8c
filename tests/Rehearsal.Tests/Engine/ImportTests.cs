using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineBench;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>The <c>import</c> option, and what the program only reads.</summary>
internal sealed class ImportTests
{
    private static readonly ResourceGoal Imported = Thing("a", ("size", 7)) with { ImportId = "id-outside" };

    private EngineBench _bench = null!;

    [SetUp]
    public void SetUp()
    {
        _bench = new();
        _bench.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 7), ("seen", true)), PropertyMap.Of(("size", 7)));
    }

    [TearDown]
    public void TearDown() => _bench.Dispose();

    [Test]
    public async Task Import_ById_StoresWhatWasReadAndUpdatesWhatDiffers()
    {
        _bench.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 7)), PropertyMap.Of(("size", 7)));
        Assert.That(await _bench.UpAsync(Thing("a", ("size", 8)) with { ImportId = "id-outside" }), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Import a", "Update a" }));
        Assert.That(_bench.Entry("a").Id, Is.EqualTo("id-outside"));
        Assert.That(_bench.State.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1));
    }

    [Test]
    [Bug("import stored the program's inputs")]
    public async Task Import_NothingDiffers_IsOneStepAndKeepsWhatWasRead()
    {
        _bench.Plugin.Diff = _ => DiffResult.None;
        ResourceState? registered = null;
        ResourceGoal goal = Imported with { Inputs = PropertyMap.Of(("size", 7), ("note", "of the program")) };
        await _bench.UpAsync(async deployment => registered = await deployment.RegisterAsync(goal));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Import a" }));
        Assert.That(_bench.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 7))));
        Assert.That(registered!.Outputs, Is.EqualTo(PropertyMap.Of(("size", 7), ("seen", true))));

        await _bench.UpAsync(goal);
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Same a" }), "imported once");
    }

    [Test]
    [Bug("import lost what it took the place of")]
    public async Task Import_OverAnotherObject_DeletesThatAtTheEnd()
    {
        await _bench.UpAsync(Thing("a", ("size", 7)));
        await _bench.UpAsync(Imported);
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Import a", "DeleteReplaced a" }));
        Assert.That(_bench.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
        Assert.That(_bench.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => entry.Id), Is.EqualTo(new[] { "id-outside" }));
    }

    [Test]
    public async Task Import_OfWhatWasOnlyRead_TakesItOver()
    {
        await _bench.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-outside"));
        await _bench.UpAsync(Imported);
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Import a", "DeleteReplaced a" }));
        Assert.That(_bench.Plugin.CallsOf("Delete"), Is.Empty);
        Assert.That(_bench.Entry("a").External, Is.False);
    }

    [TestCase(true, DeploymentResult.Succeeded)]
    [TestCase(false, DeploymentResult.Failed)]
    [Bug("preview of a replaced import failed")]
    public async Task Import_WouldBeReplaced_IsAWarningInAPreviewAndAnErrorInARun(bool preview, DeploymentResult expected)
    {
        _bench.Plugin.Diff = _ => DiffResult.None with { Changes = DiffChanges.Some, ReplaceKeys = ["size"], DeleteBeforeReplace = true };
        ResourceGoal goal = Imported with { Inputs = PropertyMap.Of(("size", 9)) };
        Assert.That(await (preview ? _bench.PreviewAsync(goal) : _bench.UpAsync(goal)), Is.EqualTo(expected));
        Assert.That(_bench.Said(preview ? Severity.Warning : Severity.Error), Has.Some.Contains("imported by id"));
        Assert.That(_bench.StepNames.Contains("CreateReplacement a"), Is.EqualTo(preview));
    }

    [Test]
    [Bug("get deleted what the stack had owned")]
    public async Task Read_OfWhatTheStackOwned_LetsGoOfIt()
    {
        await _bench.UpAsync(Thing("a", ("size", 7)));
        await _bench.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-1"));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Read a" }));
        Assert.That(_bench.Plugin.CallsOf("Delete"), Is.Empty);
        Assert.That(_bench.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => entry.External), Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task Read_OfAnotherObjectUnderAnOwnedName_DeletesTheOwnedOneAtTheEnd()
    {
        await _bench.UpAsync(Thing("a", ("size", 7)));
        await _bench.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-outside"));
        Assert.That(_bench.StepNames, Is.EqualTo(new[] { "Read a", "DeleteReplaced a" }));
        Assert.That(_bench.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
    }

    [Test]
    [Bug("get sent the marker for the unknown as an id")]
    public async Task Read_IdNotKnownInAPreview_AsksNobody()
    {
        ResourceState? read = null;
        DeploymentResult result = await _bench.RunAsync(new(OperationKind.Preview, _bench.Config),
            async deployment => read = await deployment.ReadAsync(Thing("a"), ProviderRegistry.UnknownId));
        Assert.That(result, Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.Plugin.CallsOf("Read"), Is.Empty);
        Assert.That(read!.Outputs, Is.EqualTo(PropertyMap.Empty));
    }

    [Test]
    [Bug("ignoreChanges took the inputs of what was only read")]
    public async Task Up_IgnoreChangesOverWhatWasOnlyRead_TakesTheProgramsInputs()
    {
        await _bench.UpAsync(deployment => deployment.ReadAsync(Thing("a", ("size", 7)), "id-outside"));
        await _bench.UpAsync(Thing("a", ("size", 9)) with { IgnoreChanges = ["size"] });
        Assert.That(_bench.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 9))));
    }
}
