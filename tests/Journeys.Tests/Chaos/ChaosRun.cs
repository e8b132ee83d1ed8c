using System.Collections.Concurrent;
using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>How a command ended.</summary>
/// <param name="Writes">What it has asked the service to change.</param>
/// <param name="Said">Its events, for people.</param>
internal sealed record RunOutcome(RunIdentity Run, DeploymentResult Result, ImmutableArray<ChaosCall> Writes, ImmutableArray<string> Said)
{
    /// <summary>What the engine could store was stored: it was neither killed nor broken off.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>URNs of rollouts that it has made or changed.</summary>
    public required ImmutableHashSet<string> Touched { get; init; }

    /// <summary>Where an incident could have happened, in the order of the run.</summary>
    public required ImmutableArray<ReachedPlace> Places { get; init; }

    /// <summary>What the provider has reported beside its answers.</summary>
    public required string Told { get; init; }

    public bool IsGood => Result == DeploymentResult.Succeeded;
}

/// <param name="Name">What stands there, for people: an action of the API and its side, an answer and its method.</param>
internal sealed record ReachedPlace(IncidentPlace Place, int Number, bool After, string Name);

/// <summary>One command of the rehearsal's engine on one stack, with provider processes of its own, and at most one incident.</summary>
internal sealed class ChaosRun(ChaosWorld world, StackUnderTest stack, ChaosAction.Run command, int number)
{
    private readonly RunIdentity _identity = new(stack.Number, number);
    private readonly ConcurrentQueue<ProviderInProcess> _processes = [];
    private readonly ConcurrentQueue<string> _said = [];
    private readonly ConcurrentQueue<string> _touched = [];
    private readonly ConcurrentQueue<ReachedPlace> _places = [];
    private Deployment? _deployment;
    private PluginHost? _plugins;
    private bool _brokenOff;
    private bool _interrupted;

    // Counted over all processes of the run.
    private int _calls;
    private int _answers;
    private int _stores;
    private int _happened;

    public async Task<RunOutcome> RunAsync()
    {
        stack.Reload();
        foreach (int rollout in command.Taint)
            stack.Taint(rollout);
        var work = PlayAsync();
        await world.DriveAsync(work, () => _processes.Any(process => process.Gate?.IsBusy == true));
        if (_processes.SelectMany(process => process.Calls.Unexpected).FirstOrDefault() is { } broken)
            throw new ChaosException("a handler failed", broken.ToString());
        return new(_identity, await work, [.. world.Journal.Calls.Where(call => call.Run == _identity && call.Before is not null)], [.. _said])
        {
            IsWhole = !Volatile.Read(ref _brokenOff) && command.Incident?.Kills != true,
            Touched = [.. _touched],
            Places = [.. _places],
            Told = string.Concat(_processes.Select(process => process.Said)),
        };
    }

    private async Task<DeploymentResult> PlayAsync()
    {
        var request = Request();
        SnapshotWriter snapshots = new(stack.State, snapshot =>
        {
            if (request.IsPreview || Volatile.Read(ref _brokenOff))
                return;
            stack.Store(snapshot);
            _ = ReachedAsync(IncidentPlace.Store, Interlocked.Increment(ref _stores), "after a store");
        });
        Dictionary<string, LoadPlugin> sources = new(StringComparer.Ordinal) { [Session.RolloutPackage] = LoadAsync };
        await using PluginHost plugins = _plugins = new(sources, NoOverrides, engineAddress: "");
        using Deployment deployment = _deployment = new(stack.Name, request, snapshots, plugins, new EventStream(Hear), stack.Clock);
        return command.Command switch
        {
            EngineCommand.Refresh => await deployment.RefreshAsync(),
            EngineCommand.Destroy => await deployment.RunAsync(source: null),
            _ => await deployment.RunAsync(finished => RegisterAsync(deployment, finished)),
        };
    }

    private static readonly Dictionary<string, Func<PropertyValues.PropertyMap, PropertyValues.PropertyMap>> NoOverrides = [];

    private OperationRequest Request() => new(
        command.Command switch
        {
            EngineCommand.Refresh => OperationKind.Refresh,
            EngineCommand.Destroy => OperationKind.Destroy,
            EngineCommand.Preview => OperationKind.Preview,
            _ => OperationKind.Up,
        },
        stack.Config)
    {
        RefreshFirst = command.RefreshFirst,
        ContinueOnError = command.ContinueOnError,
        Replace = [.. command.Replace.Select(stack.UrnOf)],
        Targets = [.. command.Targets.Select(stack.UrnOf)],
    };

    /// <summary>The program: it registers its rollouts side by side, as programs do.</summary>
    private async Task<bool> RegisterAsync(Deployment deployment, Func<Task> finished)
    {
        try
        {
            await deployment.RegisterAsync(new() { Type = PropertyValues.Urn.StackType, Name = $"{stack.Name.Project}-{stack.Name.Stack}", Custom = false });
            await Task.WhenAll(stack.Program.Where(rollout => rollout.IsPresent).Select(rollout => deployment.RegisterAsync(rollout.ToGoal(stack.Name.Urn))));
        }
        catch (RunStoppedException)
        {
            return false;
        }

        await finished();
        return true;
    }

    private async Task<IPlugin> LoadAsync(string engineAddress, CancellationToken cancellationToken)
    {
        var (process, plugin) = await ProviderInProcess.StartAsync(
            stack.Clock, number, connections => new CallGate(connections, _identity, world.Service, world.Journal, AtCallAsync, () => Volatile.Read(ref _interrupted)));
        process.Calls.Answering = AtAnswerAsync;
        _processes.Enqueue(process);
        return plugin;
    }

    private Task AtCallAsync(string action, bool after)
    {
        int call = after ? Volatile.Read(ref _calls) : Interlocked.Increment(ref _calls);
        return ReachedAsync(IncidentPlace.Call, call, $"{(after ? "after" : "before")} {action}", after);
    }

    /// <summary>Cancel comes at the end of every run, when there is nothing left to lose.</summary>
    private Task AtAnswerAsync(string method)
        => method == "Cancel" ? Task.CompletedTask : ReachedAsync(IncidentPlace.Answer, Interlocked.Increment(ref _answers), $"before the answer to {method}");

    private Task ReachedAsync(IncidentPlace place, int number, string name, bool after = false)
    {
        _places.Enqueue(new(place, number, after, name));
        if (command.Incident is { } incident && incident.IsAt(place, number, name, after) && Interlocked.Exchange(ref _happened, 1) == 0)
            return HappensAsync(incident);
        return Task.CompletedTask;
    }

    private async Task HappensAsync(Incident incident)
    {
        if (incident.Kind is IncidentKind.CtrlC or IncidentKind.CtrlCTwice or IncidentKind.Terminate)
            Volatile.Write(ref _interrupted, true);
        switch (incident.Kind)
        {
            case IncidentKind.CtrlC:
                await InterruptAsync();
                break;
            case IncidentKind.CtrlCTwice:
                await InterruptAsync();
                await BreakOffAsync(kills: false);
                break;
            case IncidentKind.Terminate:
                foreach (var process in _processes)
                    process.Terminate();
                break;
            case IncidentKind.KillProvider:
                foreach (var process in _processes)
                    process.Kill();
                break;
            case IncidentKind.KillAll:
                await BreakOffAsync(kills: true);
                break;
            case IncidentKind.ThirdParty:
                world.Act(incident.Act, ChaosWorld.GroupId(incident.Group));
                break;
            case IncidentKind.ClockStep:
                stack.Clock.Offset += TimeSpan.FromMinutes(10);
                break;
        }
    }

    private Task InterruptAsync() => Task.Run(() =>
    {
        _deployment!.Cancel();
        _ = _plugins!.CancelAsync(CancellationToken.None);
    }, CancellationToken.None);

    private Task BreakOffAsync(bool kills)
    {
        Volatile.Write(ref _brokenOff, true);
        foreach (var process in kills ? _processes : [])
            process.Kill();
        // On a thread of its own: whoever comes here may hold a lock of the engine.
        return Task.Run(_deployment!.TearDown, CancellationToken.None);
    }

    private void Hear(EngineEvent happened)
    {
        if (happened is EngineEvent.StepEnded { Step: { Type: RolloutProgram.Type, Op: not (StepOp.Same or StepOp.Refresh) } step })
            _touched.Enqueue(step.Urn);
        switch (happened)
        {
            case EngineEvent.Message { Ephemeral: false } said:
                _said.Enqueue(said.Text);
                break;
            case EngineEvent.StepEnded { Outcome: not StepOutcome.Succeeded } ended:
                _said.Enqueue($"{ended.Step.Op} {ended.Step.Name} {ended.Outcome}: {string.Join(" | ", ended.Reasons)}");
                break;
        }
    }
}
