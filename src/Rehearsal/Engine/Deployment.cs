using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

internal enum DeploymentResult { Succeeded, Failed, Cancelled }

/// <summary>What registers resources: a program, or nobody (destroy: then everything goes).</summary>
/// <param name="finished">To be awaited before the source learns that all is done; deletes happen in it.</param>
/// <returns>False when the source failed, after saying why.</returns>
internal delegate Task<bool> RegistrationSource(Func<Task> finished);

/// <summary>
/// One run of the engine over one stack: 1 warn of what an earlier run left open → 2 refresh → 3 the program registers → 4 deletes →
/// 5 stack outputs. Stops at the first failure or Ctrl-C, waits for what runs, and keeps whatever was done.
/// </summary>
internal sealed class Deployment : IDisposable
{
    private readonly StackIdentity _name;
    private readonly OperationRequest _request;
    private readonly SnapshotWriter _snapshots;
    private readonly ProviderRegistry _registry;
    private readonly EventStream _events;
    private readonly RunControl _control;
    private readonly Deletions _deletions;
    private readonly StepExecutor _executor;
    private readonly Registrar _registrar;
    private PropertyMap? _outputs;

    public Deployment(StackIdentity name, OperationRequest request, SnapshotWriter snapshots, PluginHost plugins, EventStream events, TimeProvider clock)
    {
        (_name, _request, _snapshots, _events) = (name, request, snapshots, events);
        _control = new(request.Parallel);
        _registry = new(plugins, request.IsPreview);
        _executor = new(_control, snapshots, events, clock, request.IsPreview, request.ContinueOnError);
        _deletions = new(snapshots, _registry, _control);
        _registrar = new(name, request, snapshots, _registry, _deletions, _executor, _control, events);
    }

    public StackIdentity Name => _name;

    public OperationRequest Request => _request;

    /// <summary>Trips when nothing new may begin: a source should come to its end.</summary>
    public CancellationToken Stopped => _control.Stopped;

    public bool HasFailed => _control.HasFailed;

    public bool IsStopping => _control.IsStopping;

    /// <summary>The first Ctrl-C. What runs continues to its end; whoever calls this notifies the plugins.</summary>
    public void Cancel() => _control.Cancel();

    /// <summary>Something outside of any step went wrong, and was reported.</summary>
    public void Fail() => _control.Fail();

    /// <summary>The second Ctrl-C. Results that still come are not written, so the pending operations stay in the file.</summary>
    public void TearDown()
    {
        _snapshots.Close();
        _control.TearDown();
    }

    /// <summary>Reads everything, without a program.</summary>
    public async Task<DeploymentResult> RefreshAsync()
    {
        await GuardAsync(ReadAllAsync);
        return await EndAsync();
    }

    /// <param name="source">Registers; null registers nothing.</param>
    public async Task<DeploymentResult> RunAsync(RegistrationSource? source)
    {
        await GuardAsync(async () =>
        {
            if (_request.RefreshFirst)
                await ReadAllAsync();
            else if (!_request.IsPreview)
                WarnOfPending();
            _control.ThrowIfStopping();
            if (source is null)
                await DeleteAsync();
            else if (!await source(() => GuardAsync(DeleteAsync)) && !IsStopping)
                _control.Fail();
        });
        return await EndAsync();
    }

    public Task<ResourceState> RegisterAsync(ResourceGoal goal) => _registrar.RegisterAsync(goal);

    /// <summary>Why a resource that was registered has no values; null when it has.</summary>
    public Unmade? UnmadeOf(string urn) => _registrar.UnmadeOf(urn);

    public Task<ResourceState> ReadAsync(ResourceGoal goal, string id) => _registrar.ReadAsync(goal, id);

    /// <summary>Outputs of the stack; the last word counts. Those of other components are kept with their entry.</summary>
    public void RegisterOutputs(string urn, PropertyMap outputs)
    {
        if (urn != _name.Urn)
        {
            _snapshots.SetOutputs(urn, state => state with { Outputs = outputs });
            return;
        }

        _outputs = outputs;
        _events.Publish(new EngineEvent.StackOutputs(_snapshots.FindNew(urn)?.Outputs ?? PropertyMap.Empty, outputs));
    }

    /// <returns>Null when the answer cannot be known yet.</returns>
    /// <exception cref="ProviderException">The function failed.</exception>
    public async Task<InvokeAnswer?> InvokeAsync(string token, PropertyMap arguments, string provider, string version)
    {
        ConfiguredProvider plugin = await _registrar.ProviderForCallAsync(provider, Urns.PackageOf(token), version);
        return arguments.ContainsUnknown ? null : await plugin.InvokeAsync(token, arguments, _request.IsPreview, _control.TornDown);
    }

    public void Say(Severity severity, string text, string urn, bool ephemeral) => _events.Say(severity, text, urn, ephemeral);

    public void Dispose()
    {
        _registrar.Dispose();
        _control.Dispose();
    }

    private async Task<DeploymentResult> EndAsync()
    {
        await _control.IdleAsync();
        if (!_request.IsPreview && _outputs is not null)
        {
            // After a failure, and of what was left out, some outputs of the program may be missing: the old ones are better than none.
            PropertyMap known = PropertyMap.From(_outputs.Where(output => !output.Value.ContainsUnknown));
            _snapshots.SetOutputs(_name.Urn, stack => stack with
            {
                Outputs = _control.HasFailed || known.Count < _outputs.Count
                    ? PropertyMap.From(stack.Outputs.Where(old => !known.ContainsKey(old.Key)).Concat(known))
                    : known,
            });
        }

        // A failed step outranks the Ctrl-C that made it fail.
        return (_control.HasFailed, _control.IsCancelled) switch
        {
            (true, _) => DeploymentResult.Failed,
            (_, true) => DeploymentResult.Cancelled,
            _ => DeploymentResult.Succeeded,
        };
    }

    /// <summary>Does a part of the run; when it cannot continue, the reason is said and the run is stopped, not this task broken.</summary>
    private async Task GuardAsync(Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (RunStoppedException)
        {
            // Said where it happened.
        }
        catch (OperationCanceledException) when (_control.IsTornDown)
        {
            // Interrupted: nobody waits for reasons.
        }
        catch (Exception wrong) when (ExpectedFailure.Is(wrong))
        {
            _events.Say(Severity.Error, wrong.Message);
            _control.Fail();
        }
    }

    private async Task ReadAllAsync()
    {
        List<(Step Step, IProvider? Provider)> reads = [];
        foreach (ResourceState state in _snapshots.RemainingOlds().Where(state => _request.IsTargeted(state.Urn)))
        {
            bool readable = state is { Custom: true, IsProvider: false, PendingReplacement: false };
            IProvider? provider = readable ? await _registry.EnsureAsync(state.Provider, _snapshots.FindProvider, _control.TornDown) : null;
            reads.Add((new(StepOp.Refresh, state.Urn, state, state), provider));
        }

        // All providers stand before the first read, so that reads begin in the state's order and the record of a run is always the same.
        try
        {
            await Task.WhenAll(reads.Select(read => _executor.RunAsync(read.Step, read.Provider)));
        }
        finally
        {
            _snapshots.EndRefresh();
        }

        if (HasFailed)
            throw new RunStoppedException();
    }

    private async Task DeleteAsync()
    {
        ImmutableArray<ResourceState> remaining = _snapshots.RemainingOlds();
        IReadOnlyList<Step> steps = DeleteSteps.For(remaining, _registrar.HasSeen, _request.Targets);
        if (DeleteSteps.Needed(steps, remaining) is { } kept)
            throw new GoalException(kept.Deleted.Urn, $"{kept.Deleted.Urn} cannot be deleted: {kept.By.Urn} needs it and is not among the targets.");
        Dictionary<ResourceState, Step> byState = steps.ToDictionary(step => step.Old!);
        HashSet<string> needed = new(StringComparer.Ordinal);
        _deletions.Add(steps.Select(step => step.Urn));
        foreach (IReadOnlyList<ResourceState> group in Dependencies.DeletionOrder([.. byState.Keys]))
        {
            ResourceState[] free = [.. group.Where(state => !needed.Contains(state.Urn))];
            StepResult[] results = await Task.WhenAll(free.Select(state => DeleteOneAsync(byState[state])));
            _control.ThrowIfStopping();
            // A protected entry stays, and so does all that it needs.
            foreach ((ResourceState state, _) in free.Zip(results).Where(pair => pair.Second.Outcome == StepOutcome.Failed))
                needed.UnionWith(Dependencies.NeededBy(state, remaining));
        }
    }

    private async Task<StepResult> DeleteOneAsync(Step step)
    {
        PlannedStep planned = await _deletions.PlanAsync(step);
        return await _executor.RunAsync(planned.Step, planned.Provider);
    }

    private void WarnOfPending()
    {
        // The note of a create stays in the state, as the engine keeps it; once the resource is there, it is settled, and nothing has to be told.
        PendingOperation[] leftOpen = [.. _snapshots.LeftOpen.Where(left => left.Kind != PendingKind.Creating || _snapshots.FindOld(left.Resource.Urn) is null)];
        if (leftOpen.Length == 0)
            return;
        IEnumerable<string> lines = leftOpen
            .Select(pending => $"\n  * {pending.Resource.Urn}, interrupted while {pending.Kind.ToString().ToLowerInvariant()}");
        _events.Say(
            Severity.Warning,
            $"An earlier run ended in the middle of {(leftOpen.Length == 1 ? "an operation, and its result is" : $"{leftOpen.Length} operations, and their results are")} not known:{string.Concat(lines)}"
            + "\nThis run settles them: what was being created is created again, or found. `refresh --clear-pending-creates` forgets what the program has no more.");
    }
}
