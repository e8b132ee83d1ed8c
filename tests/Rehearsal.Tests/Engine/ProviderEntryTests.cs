using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>Providers as resources: configured, refused, replaced.</summary>
internal sealed class ProviderEntryTests
{
    private static readonly string ProviderUrn = Urns.Make("dev", "proj", "", "pulumi:providers:test", "default");

    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp() => _fixture = new();

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [Test]
    [Bug("a refused configuration failed the provider's entry")]
    public async Task Configure_Refused_FailsTheResourceAndKeepsTheProvidersEntry()
    {
        _fixture.Plugin.Configure = _ => Task.FromException(new ProviderException("no such region"));
        Assert.That(await _fixture.UpAsync(Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.State.Find(ProviderUrn), Is.Not.Null);
        Assert.That(_fixture.Events.OfType<EngineEvent.Message>().Select(said => (said.Text, said.Urn)), Has.Some.EqualTo(("no such region", UrnOf("a"))));
        Assert.That(_fixture.Plugin.CallsOf("Check"), Is.Empty);
    }

    [Test]
    public async Task Configure_Refused_FailsNobodyWhoDoesNotNeedIt()
    {
        await _fixture.UpAsync(Thing("a"));
        _fixture.Plugin.Configure = _ => Task.FromException(new ProviderException("no such region"));
        Assert.That(await _fixture.UpAsync(), Is.EqualTo(DeploymentResult.Failed), "its resource cannot be deleted");
        await _fixture.RunAsync(new(OperationKind.Refresh, _fixture.Config), _ => Task.CompletedTask);
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-1"));
        Assert.That(_fixture.Steps.Where(step => step.Urn == UrnOf("a")).Select(step => step.Op), Is.EqualTo(new[] { StepOp.Refresh }));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Bug("old resources of a replaced provider were deleted with the new settings")]
    public async Task Replaced_Always_DeletesWithTheOldSettingsWhatItMadeAndMakesItAnewWithTheNew(bool deleteFirst)
    {
        await UpInAsync("ap-guangzhou", preview: false, deleteFirst);
        List<ScriptedPlugin> loaded = await UpInAsync("ap-shanghai", preview: false, deleteFirst);

        Assert.That(loaded.Where(plugin => plugin.CallsOf("Create").Any()).Select(RegionOf), Is.EqualTo(new[] { "ap-shanghai" }));
        Assert.That(loaded.Where(plugin => plugin.CallsOf("Delete").Any()).Select(RegionOf), Is.EqualTo(new[] { "ap-guangzhou" }));
        Assert.That(_fixture.State.Resources.Count(entry => entry.Urn == ProviderUrn), Is.EqualTo(1));
        Assert.That(_fixture.Entry("a").Provider, Is.EqualTo(new ProviderReference(ProviderUrn, _fixture.State.Find(ProviderUrn)!.Id).ToString()));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Replaced_InAPreview_ShowsThatAllItMadeIsReplaced(bool deleteFirst)
    {
        await UpInAsync("ap-guangzhou", preview: false, deleteFirst);
        await UpInAsync("ap-shanghai", preview: true, deleteFirst);
        Assert.That(_fixture.Errors, Is.Empty);
        Assert.That(_fixture.StepNames, Is.EquivalentTo(new[] { "CreateReplacement a", "DeleteReplaced a" }));
    }

    private static string RegionOf(ScriptedPlugin plugin) => ((PropertyValue.Text)plugin.Configured!["region"]).Value;

    private async Task<List<ScriptedPlugin>> UpInAsync(string region, bool preview, bool deleteFirst)
    {
        List<ScriptedPlugin> loaded = [];
        _fixture.Load = () =>
        {
            loaded.Add(new()
            {
                DiffConfig = question => question.OldInputs.Equals(question.NewInputs)
                    ? ProviderDiff.None
                    : ProviderDiff.None with { Changes = DiffChanges.Some, ReplaceKeys = ["region"] },
            });
            return loaded[^1];
        };
        _fixture.Config = _fixture.Config.With("test:region", new(region, false));
        ResourceGoal goal = Thing("a", ("size", 3)) with { DeleteBeforeReplace = deleteFirst };
        Assert.That(await (preview ? _fixture.PreviewAsync(goal) : _fixture.UpAsync(goal)), Is.EqualTo(DeploymentResult.Succeeded));
        return loaded;
    }
}
