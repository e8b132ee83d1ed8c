using TencentcloudRefresh.Rehearsal.Engine;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;
using static TencentcloudRefresh.Rehearsal.Tests.Engine.EngineCommands;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>
/// The calls that the real engine was seen to make, situation by situation, with a provider that answers as this project's does: a changed trigger
/// replaces, and whatever it says, it wants the old one deleted first. Each row runs what was done before, forgets the calls, and compares those of
/// the last command.
/// </summary>
internal sealed class EngineCallTests
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

    private const string NoCalls = "";

    [TestCaseSource(nameof(Table))]
    public async Task Operation_AsSeenOnTheEngine_MakesExactlyTheseCalls(Path path)
    {
        foreach (Func<EngineFixture, Task> earlier in path.Before)
            await earlier(_fixture);
        _fixture.Plugin.Path.Clear();
        await path.Command(_fixture);
        Assert.That(string.Join(", ", _fixture.Plugin.Path), Is.EqualTo(path.Calls));
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
        => new TestCaseData(new Path(before, command, calls)).SetName($"{name} → {(calls.Length > 0 ? calls : "no call")}");

    internal sealed record Path(IReadOnlyList<Func<EngineFixture, Task>> Before, Func<EngineFixture, Task> Command, string Calls);
}
