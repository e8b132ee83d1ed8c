using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>The <c>import</c> option, and what the program only reads.</summary>
internal sealed class ImportTests
{
    private static readonly ResourceGoal Imported = Thing("a", ("size", 7)) with { ImportId = "id-outside" };

    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp()
    {
        _fixture = new();
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 7), ("seen", true)), PropertyMap.Of(("size", 7)));
    }

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [Test]
    public async Task Import_ById_StoresWhatWasReadAndUpdatesWhatDiffers()
    {
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 7)), PropertyMap.Of(("size", 7)));
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 8)) with { ImportId = "id-outside" }), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Import a", "Update a" }));
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-outside"));
        Assert.That(_fixture.State.Resources.Count(entry => entry.Urn == UrnOf("a")), Is.EqualTo(1));
    }

    [Test]
    [Bug("import stored the program's inputs")]
    public async Task Import_NothingDiffers_IsOneStepAndKeepsWhatWasRead()
    {
        _fixture.Plugin.Diff = _ => ProviderDiff.None;
        ResourceState? registered = null;
        ResourceGoal goal = Imported with { Inputs = PropertyMap.Of(("size", 7), ("note", "of the program")) };
        await _fixture.UpAsync(async deployment => registered = await deployment.RegisterAsync(goal));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Import a" }));
        Assert.That(_fixture.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 7))));
        Assert.That(registered!.Outputs, Is.EqualTo(PropertyMap.Of(("size", 7), ("seen", true))));

        await _fixture.UpAsync(goal);
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same a" }), "imported once");
    }

    [Test]
    [Bug("import lost what it took the place of")]
    public async Task Import_OverAnotherObject_DeletesThatAtTheEnd()
    {
        await _fixture.UpAsync(Thing("a", ("size", 7)));
        await _fixture.UpAsync(Imported);
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Import a", "DeleteReplaced a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
        Assert.That(_fixture.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => entry.Id), Is.EqualTo(new[] { "id-outside" }));
    }

    [Test]
    public async Task Import_OfWhatWasOnlyRead_TakesItOver()
    {
        await _fixture.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-outside"));
        await _fixture.UpAsync(Imported);
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Import a", "DeleteReplaced a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.Empty);
        Assert.That(_fixture.Entry("a").External, Is.False);
    }

    [TestCase(true, DeploymentResult.Succeeded)]
    [TestCase(false, DeploymentResult.Failed)]
    [Bug("preview of a replaced import failed")]
    public async Task Import_WouldBeReplaced_IsAWarningInAPreviewAndAnErrorInARun(bool preview, DeploymentResult expected)
    {
        _fixture.Plugin.Diff = _ => ProviderDiff.None with { Changes = DiffChanges.Some, ReplaceKeys = ["size"], DeleteBeforeReplace = true };
        ResourceGoal goal = Imported with { Inputs = PropertyMap.Of(("size", 9)) };
        Assert.That(await (preview ? _fixture.PreviewAsync(goal) : _fixture.UpAsync(goal)), Is.EqualTo(expected));
        Assert.That(_fixture.Messages(preview ? Severity.Warning : Severity.Error), Has.Some.Contains("imported by id"));
        Assert.That(_fixture.StepNames.Contains("CreateReplacement a"), Is.EqualTo(preview));
    }

    [Test]
    [Bug("get deleted what the stack had owned")]
    public async Task Read_OfWhatTheStackOwned_LetsGoOfIt()
    {
        await _fixture.UpAsync(Thing("a", ("size", 7)));
        await _fixture.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-1"));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Read a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.Empty);
        Assert.That(_fixture.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => entry.External), Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task Read_OfAnotherObjectUnderAnOwnedName_DeletesTheOwnedOneAtTheEnd()
    {
        await _fixture.UpAsync(Thing("a", ("size", 7)));
        await _fixture.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-outside"));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Read a", "DeleteReplaced a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }));
    }

    [Test]
    [Bug("get sent the marker for the unknown as an id")]
    public async Task Read_IdNotKnownInAPreview_AsksNobody()
    {
        ResourceState? read = null;
        DeploymentResult result = await _fixture.RunAsync(new(OperationKind.Preview, _fixture.Config),
            async deployment => read = await deployment.ReadAsync(Thing("a"), ProviderRegistry.UnknownId));
        Assert.That(result, Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.Plugin.CallsOf("Read"), Is.Empty);
        Assert.That(read!.Outputs, Is.EqualTo(PropertyMap.Empty));
    }

    [Test]
    [Bug("ignoreChanges took the inputs of what was only read")]
    public async Task Up_IgnoreChangesOverWhatWasOnlyRead_TakesTheProgramsInputs()
    {
        await _fixture.UpAsync(deployment => deployment.ReadAsync(Thing("a", ("size", 7)), "id-outside"));
        await _fixture.UpAsync(Thing("a", ("size", 9)) with { IgnoreChanges = ["size"] });
        Assert.That(_fixture.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 9))));
    }
}
