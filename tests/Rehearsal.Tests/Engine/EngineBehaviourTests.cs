using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;
using static TencentcloudRefresh.Rehearsal.Tests.Engine.EngineCommands;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>What the state holds and what is refused, as seen on the real engine.</summary>
internal sealed class EngineBehaviourTests
{
    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp()
    {
        _fixture = new();
        _fixture.Plugin.Diff = Answer;
    }

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [Test]
    public async Task Kill_InTheFirstCreate_StaysNotedUntilItIsCleared()
    {
        await KilledInCreate(Up(A()))(_fixture);
        await Up(A())(_fixture);
        Assert.That(_fixture.State.PendingOperations.Select(pending => pending.Kind), Is.EqualTo(new[] { PendingKind.Creating }));
        await _fixture.RunAsync(new(OperationKind.Refresh, _fixture.Config) { ClearPendingCreates = true }, _ => Task.CompletedTask);
        Assert.That(_fixture.State.PendingOperations, Is.Empty);
    }

    [Test]
    public async Task Replace_KilledBeforeTheCreateReturned_TheNewOneIsHeldByNobody()
    {
        await Up(A())(_fixture);
        await KilledInCreate(Forced(A()))(_fixture);
        Assert.That(_fixture.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => (entry.Id, entry.Delete, entry.PendingReplacement)),
            Is.EqualTo(new[] { ("id-1", false, false) }));
    }

    [Test]
    public async Task Replace_ItsCreateInitFailed_TheStateHoldsTwoEntriesAndTheOldOneIsMarked()
    {
        await Up(A())(_fixture);
        await InitFailing(Forced(A()))(_fixture);
        Assert.That(_fixture.State.Resources.Where(entry => entry.Urn == UrnOf("a")).Select(entry => (entry.Id, entry.Delete)),
            Is.EqualTo(new[] { ("id-new", false), ("id-1", true) }));
    }

    [Test]
    public async Task Taint_IsKeptInTheStateUntilTheResourceIsReplaced()
    {
        await Up(A())(_fixture);
        _fixture.Edit(state => TaintCommand.Marked(state, UrnOf("a"), taint: true));
        Assert.That(_fixture.FileText, Does.Contain("\"version\": 4").And.Contain("\"taint\": true"));
        await Up(A())(_fixture);
        Assert.That(_fixture.Entry("a").Taint, Is.False);
        Assert.That(_fixture.FileText, Does.Contain("\"version\": 3"));
    }

    [Test]
    public async Task Taint_TakenAway_ComparesAgain()
    {
        await Up(A())(_fixture);
        _fixture.Edit(state => TaintCommand.Marked(state, UrnOf("a"), taint: true));
        _fixture.Edit(state => TaintCommand.Marked(state, UrnOf("a"), taint: false));
        await Up(A())(_fixture);
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same a" }));
    }

    [Test]
    public async Task Replace_OfWhatIsProtected_IsRefused()
    {
        await Up(A() with { Protect = true })(_fixture);
        await Forced(A() with { Protect = true })(_fixture);
        Assert.That(_fixture.Errors, Has.Some.Contains("is protected and cannot be replaced"));
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-1"));
    }

    [Test]
    public async Task Refresh_ReadOkAndDiffNone_ErasesTheInitErrorsAndSaysUnchanged()
    {
        await InitFailing(Up(A()))(_fixture);
        Assert.That(_fixture.Entry("a").InitErrors, Is.Not.Empty);
        await _fixture.RefreshAsync();
        Assert.That(_fixture.Entry("a").InitErrors, Is.Empty);
        await Up(A())(_fixture);
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same a" }));
    }

    [Test]
    public async Task Refresh_OutputsMovedAndDiffNone_StoresThem()
    {
        await Up(A())(_fixture);
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("status", "PAUSED")), question.Inputs);
        await _fixture.RefreshAsync();
        Assert.That(_fixture.Entry("a").Outputs, Is.EqualTo(PropertyMap.Of(("status", "PAUSED"))));
    }

    [Test]
    public async Task UpWithRefresh_ReadAnswersGoneAndTheProgramFails_TheEntryHasLeftTheState()
    {
        await Up(A())(_fixture);
        _fixture.Plugin.Read = _ => ResourceAnswer.NotFound;
        OperationRequest request = new(OperationKind.Up, _fixture.Config) { RefreshFirst = true };
        await _fixture.RunAsync(request, d => d.RegisterAsync(A() with { Parent = UrnOf("nobody") }));
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
    }

    [Test]
    public async Task ContinueOnError_OneFails_MakesWhatDoesNotDependOnItAndKeepsNothingOfWhatDoes()
    {
        Dictionary<string, Unmade?> unmade = new(StringComparer.Ordinal);
        _fixture.Plugin.Create = FailingFor("a");
        DeploymentResult result = await _fixture.RunAsync(new(OperationKind.Up, _fixture.Config) { ContinueOnError = true }, async deployment =>
        {
            foreach (ResourceGoal goal in new[] { A(), DependsOnA(), A(name: "c") })
                unmade[goal.Name] = deployment.UnmadeOf((await deployment.RegisterAsync(goal)).Urn);
        });
        Assert.That(result, Is.EqualTo(DeploymentResult.Failed));
        Assert.That(unmade, Is.EqualTo(new Dictionary<string, Unmade?> { ["a"] = Unmade.Failed, ["b"] = Unmade.Skipped, ["c"] = null }));
        Assert.That(_fixture.State.Resources.Where(entry => entry.Type == "test:index:Thing").Select(entry => Urns.NameOf(entry.Urn)), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task ContinueOnError_TheProgramChangesWhatDependsOnTheFailedOne_ItsEntryStays()
    {
        await Up(A(), DependsOnA())(_fixture);
        _fixture.Plugin.Update = (_, _) => throw new ProviderException("refused");
        OperationRequest request = new(OperationKind.Up, _fixture.Config) { ContinueOnError = true };
        await _fixture.RunAsync(request, Registers(A(note: "new"), DependsOnA(note: "new")));
        Assert.That(_fixture.Entry("b").Inputs["note"], Is.EqualTo((PropertyValue)"old"));
    }

    [Test]
    public async Task Target_OneOfTwo_LeavesTheOtherEntryAsItIs()
    {
        await Up(A(), A(name: "b"))(_fixture);
        ResourceState before = _fixture.Entry("b");
        await Targeted("a", A(note: "new"), A(name: "b", note: "new"))(_fixture);
        Assert.That(_fixture.Entry("a").Inputs["note"], Is.EqualTo((PropertyValue)"new"));
        Assert.That(_fixture.Entry("b").Inputs, Is.EqualTo(before.Inputs));
    }

    [Test]
    public async Task Target_NeedsWhatIsNotMadeYet_IsRefusedAndNamed()
    {
        await Targeted("b", A(), DependsOnA())(_fixture);
        Assert.That(_fixture.Errors, Has.Some.Contains("b needs a resource that is not made yet"));
    }

    [Test]
    public async Task DestroyTarget_AnotherNeedsIt_IsRefusedWithNothingDeleted()
    {
        await Up(A(), DependsOnA())(_fixture);
        _fixture.Plugin.Path.Clear();
        await _fixture.RunAsync(new(OperationKind.Destroy, _fixture.Config) { Targets = [UrnOf("a")] }, _ => Task.CompletedTask);
        Assert.That(_fixture.Errors, Has.Some.Contains("needs it and is not among the targets"));
        Assert.That(_fixture.Plugin.Path, Is.Empty);
    }
}
