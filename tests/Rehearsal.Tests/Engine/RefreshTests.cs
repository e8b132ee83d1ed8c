using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

internal sealed class RefreshTests
{
    private EngineFixture _fixture = null!;

    [SetUp]
    public async Task SetUp()
    {
        _fixture = new();
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        _fixture.Plugin.Calls.Clear();
    }

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [Test]
    public async Task Refresh_CloudDiffers_AsksForTheDiffWithRolesSwappedAndInvertsIt()
    {
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 9)), PropertyMap.Of(("size", 9)));
        _fixture.Plugin.Diff = _ => new(DiffChanges.Some, [], ["size"], Detail(("size", DiffKind.Update), ("color", DiffKind.Add)), false);
        Assert.That(await _fixture.RefreshAsync(), Is.EqualTo(DeploymentResult.Succeeded));

        DiffQuestion asked = _fixture.Plugin.Diffs.Last();
        Assert.That(asked.OldInputs, Is.EqualTo(PropertyMap.Of(("size", 9))), "what was read stands where the old inputs stand");
        Assert.That(asked.NewInputs, Is.EqualTo(PropertyMap.Of(("size", 3))), "the state's inputs stand where the new ones stand");
        Step step = _fixture.Steps.Single(step => step.Urn == UrnOf("a"));
        Assert.That(step.Diff!.Detailed!["color"].Kind, Is.EqualTo(DiffKind.Delete));
        Assert.That(step.Diff.Detailed["size"].Kind, Is.EqualTo(DiffKind.Update));
        Assert.That(_fixture.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 9))));
    }

    [Test]
    public async Task Refresh_RunsNoProgramAndConfiguresFromTheState()
    {
        await _fixture.RefreshAsync();
        Assert.That(_fixture.Plugin.Calls, Is.EqualTo(new[] { "Configure default", "Read a", "Diff a" }));
    }

    [Test]
    public async Task Refresh_Gone_DropsTheEntry()
    {
        _fixture.Plugin.Read = _ => ResourceAnswer.NotFound;
        await _fixture.RefreshAsync();
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
    }

    [Test]
    public async Task Refresh_IdWithoutProperties_DropsTheEntryToo()
    {
        _fixture.Plugin.Read = question => new(question.Id, null);
        await _fixture.RefreshAsync();
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
    }

    [Test]
    public async Task Refresh_Unhealthy_SucceedsAndKeepsTheReasons()
    {
        _fixture.Plugin.Read = question => new(question.Id, question.Outputs, InitErrors: ["batch 2 failed"]);
        Assert.That(await _fixture.RefreshAsync(), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.Entry("a").InitErrors, Is.EqualTo(new[] { "batch 2 failed" }));
    }

    [Test]
    public async Task Refresh_Healthy_ClearsInitErrors()
    {
        _fixture.Plugin.Read = question => new(question.Id, question.Outputs, InitErrors: ["batch 2 failed"]);
        await _fixture.RefreshAsync();
        _fixture.Plugin.Read = question => new(question.Id, question.Outputs);
        await _fixture.RefreshAsync();
        Assert.That(_fixture.Entry("a").InitErrors, Is.Empty);
    }

    [Test]
    public async Task Refresh_ReadFails_KeepsTheEntryAndFails()
    {
        _fixture.Plugin.Read = _ => throw new ProviderException("no route");
        Assert.That(await _fixture.RefreshAsync(), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-1"));
    }

    [Test]
    [Bug("one failed read kept others from running")]
    public async Task Refresh_OneReadFails_MakesTheOthersAndLeavesNothingDangling()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)), Thing("b") with { Dependencies = [UrnOf("a")] }, Thing("c"));
        List<string> seen = [];
        _fixture.Plugin.Read = question =>
        {
            seen.Add(_fixture.FileText);
            return Urns.NameOf(question.Urn) switch
            {
                "a" => ResourceAnswer.NotFound,
                "b" => throw new ProviderException("no route"),
                _ => new(question.Id, PropertyMap.Of(("seen", "now"))),
            };
        };
        OperationRequest request = new(OperationKind.Refresh, _fixture.Config) { Parallel = 1 };
        Assert.That(await _fixture.RunAsync(request, _ => Task.CompletedTask), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
        Assert.That(_fixture.Entry("b").Dependencies, Is.Empty);
        Assert.That(_fixture.Entry("c").Outputs, Is.EqualTo(PropertyMap.Of(("seen", "now"))));
        Assert.That(seen, Has.Count.EqualTo(3).And.All.EqualTo(seen[0]), "nothing is written while entries may still point to what is gone");
    }

    [Test]
    [Bug("a failed diff lost what was read")]
    public async Task Refresh_DiffFails_KeepsWhatWasReadAndFails()
    {
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 9)));
        _fixture.Plugin.Diff = _ => throw new ProviderException("cannot compare");
        Assert.That(await _fixture.RefreshAsync(), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Entry("a").Outputs, Is.EqualTo(PropertyMap.Of(("size", 9))));
    }

    [Test]
    [Bug("old halves of replacements were not read")]
    public async Task Refresh_OldHalfOfAReplacement_IsReadToo()
    {
        _fixture.Plugin.Diff = _ => ProviderDiff.None with { Changes = DiffChanges.Some, ReplaceKeys = ["size"] };
        _fixture.Plugin.Delete = _ => throw new ProviderException("in use");
        await _fixture.UpAsync(Thing("a", ("size", 5)));
        _fixture.Plugin.Read = question => question.Id == "id-1" ? ResourceAnswer.NotFound : new(question.Id, question.Outputs);
        Assert.That(await _fixture.RefreshAsync(), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => entry.Id), Is.EqualTo(new[] { "id-2" }));
    }

    [Test]
    public async Task Refresh_Preview_ReadsAndWritesNothing()
    {
        string before = _fixture.FileText;
        _fixture.Plugin.Read = _ => ResourceAnswer.NotFound;
        await _fixture.RefreshAsync(preview: true);
        Assert.That(_fixture.Plugin.CallsOf("Read").Count(), Is.EqualTo(1));
        Assert.That(_fixture.FileText, Is.EqualTo(before));
    }

    [Test]
    public async Task Refresh_ValuesUnchanged_LeavesTheTimeOfChange()
    {
        DateTimeOffset? before = _fixture.Entry("a").Modified;
        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        await _fixture.RefreshAsync();
        Assert.That(_fixture.Entry("a").Modified, Is.EqualTo(before));
    }

    [Test]
    public async Task Up_WithRefresh_UpdatesAgainstWhatWasRead()
    {
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 9)), PropertyMap.Of(("size", 9)));
        await _fixture.RunAsync(new(OperationKind.Up, _fixture.Config) { RefreshFirst = true }, d => d.RegisterAsync(Thing("a", ("size", 3))));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Refresh a", "Update a" }));
        Assert.That(_fixture.Plugin.Updates[0].OldInputs, Is.EqualTo(PropertyMap.Of(("size", 9))));
    }

    private static ImmutableSortedDictionary<string, PropertyDiff> Detail(params (string Path, DiffKind Kind)[] entries)
        => entries.ToImmutableSortedDictionary(entry => entry.Path, entry => new PropertyDiff(entry.Kind, InputDiff: true), StringComparer.Ordinal);
}
