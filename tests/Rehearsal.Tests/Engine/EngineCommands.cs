using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>Programs, commands and faults of the engine's tests, each a step that runs on a fixture.</summary>
internal static class EngineCommands
{
    /// <summary>Answers as the project's provider does: triggers replace, all else is an update, and the old one is always to be deleted first.</summary>
    public static ProviderDiff Answer(DiffQuestion question)
    {
        ProviderDiff diff = InputComparison.Between(question.OldInputs, question.NewInputs, []);
        return diff with { ReplaceKeys = [.. diff.ChangedKeys.Intersect(["trigger"])], DeleteBeforeReplace = true };
    }

    public static ResourceGoal A(string trigger = "one", string note = "old", string name = "a") => Thing(name, ("trigger", trigger), ("note", note));

    public static ResourceGoal With(string name, string other) => A(name: name) with { ReplaceWith = [UrnOf(other)] };

    public static ResourceGoal Renamed(string trigger = "one", string note = "old") => A(trigger, note, "b") with { Aliases = [UrnOf("a")] };

    public static ResourceGoal Hooked(ResourceGoal goal) => goal with { OnError = _ => true };

    /// <summary>Its trigger comes from an output of a.</summary>
    public static ResourceGoal DependsOnA(string note = "old") => A(name: "b", note: note) with
    {
        Dependencies = [UrnOf("a")],
        PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("trigger", [UrnOf("a")]),
    };

    public static Func<EngineFixture, Task> Up(params ResourceGoal[] goals) => Run(new(), goals);

    public static Func<EngineFixture, Task> Forced(params ResourceGoal[] goals) => Run(new() { Replace = "a" }, goals);

    public static Func<EngineFixture, Task> Targeted(string target, params ResourceGoal[] goals) => Run(new() { Target = target }, goals);

    public static Func<EngineFixture, Task> TargetReplaced(string name, params ResourceGoal[] goals) => Run(new() { Target = name, Replace = name }, goals);

    public static Func<EngineFixture, Task> Refreshed(params ResourceGoal[] goals) => Run(new() { Refresh = true }, goals);

    public static Func<EngineFixture, Task> Continued(params ResourceGoal[] goals) => Run(new() { ContinueOnError = true }, goals);

    public static Func<EngineFixture, Task> Tainted(params ResourceGoal[] goals) => async fixture =>
    {
        fixture.Edit(state => TaintCommand.Marked(state, UrnOf("a"), taint: true));
        await Up(goals)(fixture);
    };

    public static Func<EngineFixture, Task> DestroyTarget(string name)
        => fixture => fixture.RunAsync(new(OperationKind.Destroy, fixture.Config) { Targets = [UrnOf(name)] }, _ => Task.CompletedTask);

    public static Func<EngineFixture, Task> RefreshTarget(string name)
        => fixture => fixture.RunAsync(new(OperationKind.Refresh, fixture.Config) { Targets = [UrnOf(name)] }, _ => Task.CompletedTask);

    public static Func<EngineFixture, Task> WithProvider(string name, ResourceGoal goal) => fixture => fixture.UpAsync(async deployment =>
    {
        ResourceState provider = await deployment.RegisterAsync(Provider(name));
        await deployment.RegisterAsync(goal with { Provider = $"{provider.Urn}::{provider.Id}" });
    });

    public static Func<EngineFixture, Task> Run(UpOptions options, params ResourceGoal[] goals) => fixture => fixture.RunAsync(
        new(OperationKind.Up, fixture.Config)
        {
            RefreshFirst = options.Refresh,
            ContinueOnError = options.ContinueOnError,
            Replace = options.Replace.Length > 0 ? [UrnOf(options.Replace)] : [],
            Targets = options.Target.Length > 0 ? [UrnOf(options.Target)] : [],
        },
        Registers(goals));

    public static Func<Deployment, Task> Registers(params ResourceGoal[] goals) => async deployment =>
    {
        foreach (ResourceGoal goal in goals)
            await deployment.RegisterAsync(goal);
    };

    public static Func<EngineFixture, Task> Failing(Func<EngineFixture, Task> command) => async fixture =>
    {
        var create = fixture.Plugin.Create;
        fixture.Plugin.Create = FailingFor("a", create);
        await command(fixture);
        fixture.Plugin.Create = create;
    };

    public static Func<CreateOrder, CancellationToken, Task<ResourceAnswer>> FailingFor(
        string name, Func<CreateOrder, CancellationToken, Task<ResourceAnswer>>? otherwise = null)
        => (order, token) => Urns.NameOf(order.Urn) == name
            ? throw new ProviderException("refused")
            : otherwise?.Invoke(order, token) ?? Task.FromResult(new ResourceAnswer(order.Preview ? "" : $"id-of-{Urns.NameOf(order.Urn)}", order.Inputs));

    public static Func<EngineFixture, Task> FailingOnce(Func<EngineFixture, Task> command) => fixture =>
    {
        var create = fixture.Plugin.Create;
        fixture.Plugin.Create = (_, _) =>
        {
            fixture.Plugin.Create = create;
            throw new ProviderException("refused");
        };
        return command(fixture);
    };

    public static Func<EngineFixture, Task> InitFailing(Func<EngineFixture, Task> command) => async fixture =>
    {
        var create = fixture.Plugin.Create;
        fixture.Plugin.Create = (order, _) => ScriptedPlugin.InitFailed("id-new", order.Inputs, "not yet");
        await command(fixture);
        fixture.Plugin.Create = create;
    };

    public static Func<EngineFixture, Task> DeleteFailing(Func<EngineFixture, Task> command) => async fixture =>
    {
        fixture.Plugin.Delete = _ => throw new ProviderException("in use");
        await command(fixture);
        fixture.Plugin.Delete = _ => { };
    };

    public static Func<EngineFixture, Task> Importing(Func<EngineFixture, Task> command) => fixture =>
    {
        fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("status", "ok")), PropertyMap.Of(("trigger", "one")));
        return command(fixture);
    };

    public static Func<EngineFixture, Task> KilledInCreate(Func<EngineFixture, Task> command) => Killed(command, (plugin, hang) =>
    {
        var create = plugin.Create;
        plugin.Create = async (_, broken) =>
        {
            await hang(broken);
            throw new InvalidOperationException("not reached");
        };
        return () => plugin.Create = create;
    });

    public static Func<EngineFixture, Task> KilledInDelete(Func<EngineFixture, Task> command) => Killed(command, (plugin, hang) =>
    {
        plugin.Deleting = hang;
        return () => plugin.Deleting = _ => Task.CompletedTask;
    });

    /// <summary>The command is killed in the middle of a call, which never returns: <paramref name="arm"/> has the plugin hang in it, and returns what undoes that.</summary>
    public static Func<EngineFixture, Task> Killed(Func<EngineFixture, Task> command, Func<ScriptedPlugin, Func<CancellationToken, Task>, Action> arm)
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

    /// <summary>Names of things; empty for none to replace, and for all as targets.</summary>
    internal sealed record UpOptions(string Replace = "", string Target = "", bool Refresh = false, bool ContinueOnError = false);
}
