using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>
/// The calls that the real engine was seen to make, situation by situation, with a provider that answers as this project's does: a changed trigger
/// replaces, and whatever it says, it wants the old one deleted first. Each row runs what was done before, forgets the calls, and compares those of
/// the last command.
/// </summary>
internal sealed class EngineBehaviourTests
{
    private const string NoCalls = "";

    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp()
    {
        _fixture = new();
        _fixture.Plugin.Diff = Answer;
    }

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [TestCaseSource(nameof(Table))]
    public async Task Operation_AsSeenOnTheEngine_MakesExactlyTheseCalls(Path path)
    {
        foreach (Func<EngineFixture, Task> earlier in path.Before)
            await earlier(_fixture);
        _fixture.Plugin.Path.Clear();
        await path.Command(_fixture);
        Assert.That(string.Join(", ", _fixture.Plugin.Path), Is.EqualTo(path.Calls));
    }

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

    [TestCase("up --replace")]
    [TestCase("rename")]
    public async Task Provider_ChangesTogetherWithAReplacement_CreatesInTheNewProcessAndDeletesInTheOldOne(string path)
    {
        _fixture.Load = Processes();
        await Up(A())(_fixture);
        _fixture.Plugin.Path.Clear();
        OperationRequest request = new(OperationKind.Up, _fixture.Config) { Replace = path == "rename" ? [] : [UrnOf("a")] };
        await _fixture.RunAsync(request, async deployment =>
        {
            ResourceState mine = await deployment.RegisterAsync(Provider("mine"));
            await deployment.RegisterAsync(A(name: path == "rename" ? "renamed" : "a") with { Provider = $"{mine.Urn}::{mine.Id}" });
        });
        string name = path == "rename" ? "renamed" : "a";
        Assert.That(_fixture.Plugin.Path, Is.EqualTo(new[] { $"2: Check(∅) {name}", $"2: Create {name}", "3: Delete a id-1" }));
    }

    [Test]
    public async Task Providers_TwoInOneProgram_HaveAProcessEach()
    {
        _fixture.Load = Processes();
        await _fixture.UpAsync(async deployment =>
        {
            foreach (string name in new[] { "east", "west" })
            {
                ResourceState provider = await deployment.RegisterAsync(Provider(name));
                await deployment.RegisterAsync(A(name: $"in-{name}") with { Provider = $"{provider.Urn}::{provider.Id}" });
            }
        });
        Assert.That(_fixture.Plugin.Path, Is.EqualTo(new[] { "1: Check(∅) in-east", "1: Create in-east", "2: Check(∅) in-west", "2: Create in-west" }));
    }

    [Test]
    public async Task Destroy_TwinsOfOneId_AreDeletedAtOnce()
    {
        await Up(A())(_fixture);
        _fixture.Edit(state => state with { Resources = [.. state.Resources, _fixture.Entry("a") with { Delete = true }] });
        TaskCompletionSource both = new();
        int running = 0;
        _fixture.Plugin.Deleting = async _ =>
        {
            if (Interlocked.Increment(ref running) == 2)
                both.SetResult();
            await both.Task.Soon();
        };
        _fixture.Plugin.Path.Clear();
        Assert.That(await _fixture.DestroyAsync(), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.Plugin.Path, Is.EqualTo(new[] { "Delete a id-1", "Delete a id-1" }));
        Assert.That(_fixture.State.Resources, Is.Empty);
    }

    [Test]
    public async Task CtrlC_InARead_SendsCancelAndWaitsForTheRead()
    {
        await Up(A())(_fixture);
        TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously), answered = new();
        _fixture.Plugin.Reading = async _ =>
        {
            reading.SetResult();
            await answered.Task.Soon();
        };
        Task<DeploymentResult> run = _fixture.RefreshAsync();
        await reading.Task.Soon();
        await _fixture.PressCtrlCAsync();
        await _fixture.Plugin.Cancelled.Soon();
        Assert.That(run.IsCompleted, Is.False);
        answered.SetResult();
        Assert.That(await run.Soon(), Is.EqualTo(DeploymentResult.Cancelled));
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

    private static IEnumerable<TestCaseData> Table()
    {
        const string replaced = "Check(olds) a, Diff a, Check(∅) a, Delete a id-1, Create a";
        const string forced = "Check(∅) a, Create a, Delete a id-1";
        ResourceGoal two = A(trigger: "two");

        yield return Row("first up", Up(A()), "Check(∅) a, Create a");
        yield return Row("up again", Up(A()), "Check(olds) a, Diff a", Up(A()));
        yield return Row("killed in the first create, up again", Up(A()), "Check(∅) a, Create a", KilledInCreate(Up(A())));
        yield return Row("trigger changed", Up(two), replaced, Up(A()));

        yield return Row("killed in the create of a replacement, up", Up(two), "Check(olds) a, Diff a, Check(∅) a, Create a",
            Up(A()), KilledInCreate(Up(two)));
        yield return Row("the create of a replacement ended with a plain error, up", Up(two), "Check(olds) a, Diff a, Check(∅) a, Create a",
            Up(A()), Failing(Up(two)));
        yield return Row("… and the program was taken back", Up(A()), "Check(olds) a, Diff a, Check(∅) a, Create a", Up(A()), Failing(Up(two)));
        yield return Row("… then refresh", b => b.RefreshAsync(), NoCalls, Up(A()), Failing(Up(two)));
        yield return Row("… then up --replace", Forced(two), "Check(∅) a, Create a", Up(A()), Failing(Up(two)));
        yield return Row("… then taint and up", Tainted(two), "Check(∅) a, Create a", Up(A()), Failing(Up(two)));
        yield return Row("… then a rename", Up(A(trigger: "two", name: "b")), "Check(∅) b, Create b", Up(A()), Failing(Up(two)));
        yield return Row("… then destroy", b => b.DestroyAsync(), NoCalls, Up(A()), Failing(Up(two)));
        yield return Row("the delete of a replacement fails, up", Up(two), replaced, Up(A()), DeleteFailing(Up(two)));

        yield return Row("up --replace", Forced(A()), forced, Up(A()));
        yield return Row("taint and up", Tainted(A()), forced, Up(A()));
        yield return Row("up --target-replace", TargetReplaced("a", A(), A(name: "b")), forced, Up(A(), A(name: "b")));
        yield return Row("up --replace with the option deleteBeforeReplace", Forced(A() with { DeleteBeforeReplace = true }),
            "Check(∅) a, Delete a id-1, Create a", Up(A()));
        yield return Row("up --replace with retainOnDelete", Forced(A()), "Check(∅) a, Create a", Up(A() with { RetainOnDelete = true }));
        yield return Row("up --replace killed before its create returned, the same again", Forced(A()), forced,
            Up(A()), KilledInCreate(Forced(A())));
        yield return Row("… then a plain up", Up(A()), "Check(olds) a, Diff a", Up(A()), KilledInCreate(Forced(A())));
        yield return Row("taint killed before its create returned, a plain up", Up(A()), forced, Up(A()), KilledInCreate(Tainted(A())));
        yield return Row("the create of up --replace init-failed, up", Up(A()), "Check(olds) a, Diff a, Update a, Delete a id-1",
            Up(A()), InitFailing(Forced(A())));
        yield return Row("up --replace killed in its delete, up", Up(A()), "Check(olds) a, Diff a, Delete a id-1",
            Up(A()), KilledInDelete(Forced(A())));
        yield return Row("the delete of up --replace fails, up", Up(A()), "Check(olds) a, Diff a, Delete a id-1",
            Up(A()), DeleteFailing(Forced(A())));
        yield return Row("… then destroy", b => b.DestroyAsync(), "Delete a id-2, Delete a id-1", Up(A()), DeleteFailing(Forced(A())));

        yield return Row("replacementTrigger", Up(A() with { ReplacementTrigger = 2 }), "Check(olds) a, Check(∅) a, Create a, Delete a id-1",
            Up(A() with { ReplacementTrigger = 1 }));
        yield return Row("replacementTrigger unchanged", Up(A() with { ReplacementTrigger = 1 }), "Check(olds) a, Diff a",
            Up(A() with { ReplacementTrigger = 1 }));
        yield return Row("changed provider", WithProvider("west", A()), "Check(olds) a, Check(∅) a, Create a, Delete a id-1",
            b => { b.Plugin.DiffConfig = _ => ProviderDiff.Assumed with { ReplaceKeys = ["region"] }; return Task.CompletedTask; }, WithProvider("east", A()));
        yield return Row("replaceOnChanges", Up(A(note: "new") with { ReplaceOnChanges = ["note"] }), replaced, Up(A() with { ReplaceOnChanges = ["note"] }));
        yield return Row("replaceWith", Up(two, With("b", "a")),
            "Check(olds) a, Diff a, Check(∅) a, Delete b id-2, Delete a id-1, Create a, Check(∅) b, Create b", Up(A(), With("b", "a")));
        yield return Row("replaceWith, and the other is replaced by force", Forced(A(), With("b", "a")),
            "Check(∅) a, Create a, Check(olds) b, Check(∅) b, Create b, Delete b id-2, Delete a id-1", Up(A(), With("b", "a")));
        yield return Row("deletedWith, and its owner is replaced", Up(two, A(name: "b") with { DeletedWith = UrnOf("a") }),
            "Check(olds) a, Diff a, Check(∅) a, Delete a id-1, Create a, Check(∅) b, Create b", Up(A(), A(name: "b") with { DeletedWith = UrnOf("a") }));
        yield return Row("deletedWith, destroy", b => b.DestroyAsync(), "Delete a id-1", Up(A(), A(name: "b") with { DeletedWith = UrnOf("a") }));
        yield return Row("retainOnDelete", Up(two with { RetainOnDelete = true }), "Check(olds) a, Diff a, Check(∅) a, Create a",
            Up(A() with { RetainOnDelete = true }));
        yield return Row("deleteBeforeReplace: false", Up(two with { DeleteBeforeReplace = false }),
            "Check(olds) a, Diff a, Check(∅) a, Create a, Delete a id-1", Up(A()));
        yield return Row("an input comes from a resource that is replaced", Up(two, DependsOnA()),
            "Check(olds) a, Diff a, Check(∅) a, Diff(unknown) b, Delete b id-2, Delete a id-1, Create a, Check(∅) b, Create b", Up(A(), DependsOnA()));

        yield return Row("rename without alias", Up(A(name: "b")), "Check(∅) b, Create b, Delete a id-1", Up(A()));
        yield return Row("rename with alias", Up(Renamed()), "Check(olds) b, Diff b", Up(A()));
        yield return Row("rename with alias and a change", Up(Renamed(note: "new")), "Check(olds) b, Diff b, Update b", Up(A()));
        yield return Row("rename with alias and a changed trigger", Up(Renamed(trigger: "two")), "Check(olds) b, Diff b, Check(∅) b, Delete a id-1, Create b", Up(A()));
        yield return Row("rename with alias, up --refresh", Refreshed(Renamed()), "Read a id-1, Diff a, Check(olds) b, Diff b", Up(A()));
        yield return Row("rename with alias and up --replace", Run(new() { Replace = "b" }, Renamed()), "Check(∅) b, Create b, Delete a id-1", Up(A()));
        yield return Row("rename with alias and taint", Tainted(Renamed()), "Check(∅) b, Create b, Delete a id-1", Up(A()));

        yield return Row("up --target of one", Targeted("a", A(note: "new"), A(name: "b", note: "new")), "Check(olds) a, Diff a, Update a", Up(A(), A(name: "b")));
        yield return Row("up --target, the other is new", Targeted("a", A(note: "new"), A(name: "b")), "Check(olds) a, Diff a, Update a", Up(A()));
        yield return Row("destroy --target", DestroyTarget("a"), "Delete a id-1", Up(A(), A(name: "b")));
        yield return Row("refresh --target", RefreshTarget("a"), "Read a id-1, Diff a", Up(A(), A(name: "b")));

        yield return Row("create init-failed, then an on-error hook", InitFailing(Up(Hooked(A()))), "Check(∅) a, Create a, Update a");
        yield return Row("create with a plain error, then an on-error hook", FailingOnce(Up(Hooked(A()))), "Check(∅) a, Create a, Create a");
        yield return Row("--continue-on-error", Failing(Continued(A(), DependsOnA(), A(name: "c"))),
            "Check(∅) a, Create a, Check(∅) b, Create(preview) b, Check(∅) c, Create c");

        yield return Row("get", b => b.UpAsync(d => d.ReadAsync(A(), "id-9")), "Read(no inputs) a id-9");
        yield return Row("the option import", Importing(Up(A() with { ImportId = "id-9" })), "Read(no inputs) a id-9, Check(olds) a, Diff a, Update a");
        yield return Row("refresh", b => b.RefreshAsync(), "Read a id-1, Diff a", Up(A()));
        yield return Row("refresh with a marked entry", b => b.RefreshAsync(), "Read a id-2, Diff a, Read a id-1, Diff a", Up(A()), DeleteFailing(Forced(A())));
        yield return Row("up --refresh", Refreshed(A()), "Read a id-1, Diff a, Check(olds) a, Diff a", Up(A()));
    }

    private static TestCaseData Row(string name, Func<EngineFixture, Task> command, string calls, params Func<EngineFixture, Task>[] before)
        => new TestCaseData(new Path(before, command, calls)).SetName($"Road: {name} → {(calls.Length > 0 ? calls : "no call")}");

    /// <summary>Answers as the project's provider does: triggers replace, all else is an update, and the old one is always to be deleted first.</summary>
    private static ProviderDiff Answer(DiffQuestion question)
    {
        ProviderDiff diff = InputComparison.Between(question.OldInputs, question.NewInputs, []);
        return diff with { ReplaceKeys = [.. diff.ChangedKeys.Intersect(["trigger"])], DeleteBeforeReplace = true };
    }

    private static ResourceGoal A(string trigger = "one", string note = "old", string name = "a") => Thing(name, ("trigger", trigger), ("note", note));

    private static ResourceGoal With(string name, string other) => A(name: name) with { ReplaceWith = [UrnOf(other)] };

    private static ResourceGoal Renamed(string trigger = "one", string note = "old") => A(trigger, note, "b") with { Aliases = [UrnOf("a")] };

    private static ResourceGoal Hooked(ResourceGoal goal) => goal with { OnError = _ => true };

    /// <summary>Its trigger comes from an output of a.</summary>
    private static ResourceGoal DependsOnA(string note = "old") => A(name: "b", note: note) with
    {
        Dependencies = [UrnOf("a")],
        PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("trigger", [UrnOf("a")]),
    };

    private static Func<EngineFixture, Task> Up(params ResourceGoal[] goals) => Run(new(), goals);

    private static Func<EngineFixture, Task> Forced(params ResourceGoal[] goals) => Run(new() { Replace = "a" }, goals);

    private static Func<EngineFixture, Task> Targeted(string target, params ResourceGoal[] goals) => Run(new() { Target = target }, goals);

    private static Func<EngineFixture, Task> TargetReplaced(string name, params ResourceGoal[] goals) => Run(new() { Target = name, Replace = name }, goals);

    private static Func<EngineFixture, Task> Refreshed(params ResourceGoal[] goals) => Run(new() { Refresh = true }, goals);

    private static Func<EngineFixture, Task> Continued(params ResourceGoal[] goals) => Run(new() { ContinueOnError = true }, goals);

    private static Func<EngineFixture, Task> Tainted(params ResourceGoal[] goals) => async fixture =>
    {
        fixture.Edit(state => TaintCommand.Marked(state, UrnOf("a"), taint: true));
        await Up(goals)(fixture);
    };

    private static Func<EngineFixture, Task> DestroyTarget(string name)
        => fixture => fixture.RunAsync(new(OperationKind.Destroy, fixture.Config) { Targets = [UrnOf(name)] }, _ => Task.CompletedTask);

    private static Func<EngineFixture, Task> RefreshTarget(string name)
        => fixture => fixture.RunAsync(new(OperationKind.Refresh, fixture.Config) { Targets = [UrnOf(name)] }, _ => Task.CompletedTask);

    private static Func<EngineFixture, Task> WithProvider(string name, ResourceGoal goal) => fixture => fixture.UpAsync(async deployment =>
    {
        ResourceState provider = await deployment.RegisterAsync(Provider(name));
        await deployment.RegisterAsync(goal with { Provider = $"{provider.Urn}::{provider.Id}" });
    });

    private static Func<EngineFixture, Task> Run(UpOptions options, params ResourceGoal[] goals) => fixture => fixture.RunAsync(
        new(OperationKind.Up, fixture.Config)
        {
            RefreshFirst = options.Refresh,
            ContinueOnError = options.ContinueOnError,
            Replace = options.Replace.Length > 0 ? [UrnOf(options.Replace)] : [],
            Targets = options.Target.Length > 0 ? [UrnOf(options.Target)] : [],
        },
        Registers(goals));

    private static Func<Deployment, Task> Registers(params ResourceGoal[] goals) => async deployment =>
    {
        foreach (ResourceGoal goal in goals)
            await deployment.RegisterAsync(goal);
    };

    private static Func<EngineFixture, Task> Failing(Func<EngineFixture, Task> command) => async fixture =>
    {
        var create = fixture.Plugin.Create;
        fixture.Plugin.Create = FailingFor("a", create);
        await command(fixture);
        fixture.Plugin.Create = create;
    };

    private static Func<CreateOrder, CancellationToken, Task<ResourceAnswer>> FailingFor(
        string name, Func<CreateOrder, CancellationToken, Task<ResourceAnswer>>? otherwise = null)
        => (order, token) => Urns.NameOf(order.Urn) == name
            ? throw new ProviderException("refused")
            : otherwise?.Invoke(order, token) ?? Task.FromResult(new ResourceAnswer(order.Preview ? "" : $"id-of-{Urns.NameOf(order.Urn)}", order.Inputs));

    private static Func<EngineFixture, Task> FailingOnce(Func<EngineFixture, Task> command) => fixture =>
    {
        var create = fixture.Plugin.Create;
        fixture.Plugin.Create = (_, _) =>
        {
            fixture.Plugin.Create = create;
            throw new ProviderException("refused");
        };
        return command(fixture);
    };

    private static Func<EngineFixture, Task> InitFailing(Func<EngineFixture, Task> command) => async fixture =>
    {
        var create = fixture.Plugin.Create;
        fixture.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-new", order.Inputs, "not yet");
        await command(fixture);
        fixture.Plugin.Create = create;
    };

    private static Func<EngineFixture, Task> DeleteFailing(Func<EngineFixture, Task> command) => async fixture =>
    {
        fixture.Plugin.Delete = _ => throw new ProviderException("in use");
        await command(fixture);
        fixture.Plugin.Delete = _ => { };
    };

    private static Func<EngineFixture, Task> Importing(Func<EngineFixture, Task> command) => fixture =>
    {
        fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("status", "ok")), PropertyMap.Of(("trigger", "one")));
        return command(fixture);
    };

    private static Func<EngineFixture, Task> KilledInCreate(Func<EngineFixture, Task> command) => Killed(command, (plugin, hang) =>
    {
        var create = plugin.Create;
        plugin.Create = async (_, broken) =>
        {
            await hang(broken);
            throw new InvalidOperationException("not reached");
        };
        return () => plugin.Create = create;
    });

    private static Func<EngineFixture, Task> KilledInDelete(Func<EngineFixture, Task> command) => Killed(command, (plugin, hang) =>
    {
        plugin.Deleting = hang;
        return () => plugin.Deleting = _ => Task.CompletedTask;
    });

    /// <summary>The command is killed in the middle of a call, which never returns: <paramref name="arm"/> has the plugin hang in it, and returns what undoes that.</summary>
    private static Func<EngineFixture, Task> Killed(Func<EngineFixture, Task> command, Func<ScriptedPlugin, Func<CancellationToken, Task>, Action> arm)
        => async fixture =>
        {
            TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Action disarm = arm(fixture.Plugin, async broken =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, broken);
            });
            using IDisposable killing = fixture.KillOnce(asked.Task);
            await command(fixture);
            disarm();
        };

    /// <summary>A new plugin for each process, numbered, with one list of calls.</summary>
    private Func<ScriptedPlugin> Processes()
    {
        int number = 0;
        int made = 0;
        return () => new()
        {
            Process = $"{++number}: ",
            Path = _fixture.Plugin.Path,
            Diff = Answer,
            Create = (order, _) => Task.FromResult(new ResourceAnswer($"id-{Interlocked.Increment(ref made)}", order.Inputs)),
        };
    }

    internal sealed record Path(IReadOnlyList<Func<EngineFixture, Task>> Before, Func<EngineFixture, Task> Command, string Calls);

    /// <summary>Names of things; empty for none to replace, and for all as targets.</summary>
    private sealed record UpOptions(string Replace = "", string Target = "", bool Refresh = false, bool ContinueOnError = false);
}
