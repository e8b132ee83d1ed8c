using System.Collections.Concurrent;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>Why a registered resource has no values for the program.</summary>
internal enum Unmade
{
    Failed,

    /// <summary>Something that it needs failed.</summary>
    Skipped,

    /// <summary>New, and not among the targets.</summary>
    NotTargeted,
}

/// <summary>Takes registrations. Goals are planned one at a time, in the order they come; their steps then run side by side.</summary>
internal sealed class Registrar(
    StackIdentity name,
    OperationRequest request,
    SnapshotWriter snapshots,
    ProviderRegistry registry,
    Deletions deletions,
    StepExecutor executor,
    RunControl control,
    EventStream events) : IDisposable
{
    private readonly GoalPlanner _planner = new(request, snapshots, registry, deletions, control, events);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<string>> _defaultProviders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Unmade> _unmade = new(StringComparer.Ordinal);

    /// <summary>True once the program, or the engine for it, has registered this URN in this run. Asked when nobody registers any more.</summary>
    public bool HasSeen(string urn) => _seen.Contains(urn);

    /// <exception cref="RunStoppedException">The run stopped before the resource was through.</exception>
    public async Task<ResourceState> RegisterAsync(ResourceGoal goal)
    {
        Plan plan = await InTurnAsync(() => PlanAsync(goal));
        return plan.IsSkipped ? await SkipAsync(plan) : await RunAsync(plan, request.ContinueOnError);
    }

    /// <summary>Why a resource that was registered has no values; null when it has.</summary>
    public Unmade? UnmadeOf(string urn) => _unmade.TryGetValue(urn, out Unmade unmade) ? unmade : null;

    /// <summary>Looks at what exists, as a program's <c>Get</c> asks.</summary>
    /// <exception cref="RunStoppedException">The read failed, or the run stopped before.</exception>
    public async Task<ResourceState> ReadAsync(ResourceGoal goal, string id)
        => await RunAsync(await InTurnAsync(async () =>
    {
        string urn = Claim(goal);
        string reference = await ProviderOfAsync(goal);
        ResourceState wanted = goal.ToState(urn, reference, goal.Inputs) with { Id = id, External = true };
        ResourceState? old = snapshots.FindOld(urn);
        // The same object under the same name is let go, not deleted: the program only stops owning it.
        bool isAnother = old is { External: false } && old.Id != id;
        if (isAnother)
            _planner.Replaces(urn);
        Step read = new(StepOp.Read, urn, old, wanted) { LeavesOld = isAnother };
        return new Plan([new(read, await registry.GetAsync(reference))]);
    }));

    /// <summary>The provider for a function call.</summary>
    /// <exception cref="RunStoppedException">There is no such provider, or the run has stopped.</exception>
    public async Task<ConfiguredProvider> ProviderForCallAsync(string reference, string package, string version)
        => await registry.GetAsync(reference.Length > 0 ? reference : await InTurnAsync(() => DefaultProviderAsync(package, version)));

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await _oneAtATime.WaitAsync(CancellationToken.None); // a turn is a plan, and at most the step of a default provider or an import
        try
        {
            control.ThrowIfStopping();
            return await work();
        }
        catch (Exception wrong) when (ExpectedFailure.Is(wrong))
        {
            events.Say(Severity.Error, wrong.Message, (wrong as GoalException)?.Urn ?? "");
            control.Fail();
            throw new RunStoppedException();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <param name="continues">A failure is noted under the plan's URN, and the program may continue without the values.</param>
    private async Task<ResourceState> RunAsync(Plan plan, bool continues = false)
    {
        ResourceState? state = plan.Kept;
        foreach ((Step step, IProvider? provider) in plan.Steps)
        {
            StepResult result = await executor.RunAsync(step, provider);
            if (result.Outcome == StepOutcome.Succeeded)
                state = result.State ?? state;
            else
                return continues ? Without(plan.Steps[^1].Step.New!, Unmade.Failed) : throw new RunStoppedException();
        }

        return state!;
    }

    private async Task<ResourceState> SkipAsync(Plan plan)
    {
        Step last = plan.Steps[^1].Step;
        events.Say(Severity.Warning, "Skipped: something that it needs could not be made.", last.Urn);
        ResourceState? shown = await executor.SkipAsync(last, plan.Steps[^1].Provider);
        ResourceState skipped = Without(last.New!, Unmade.Skipped);
        return shown ?? skipped;
    }

    private ResourceState Without(ResourceState wanted, Unmade why)
    {
        _unmade[wanted.Urn] = why;
        return wanted with { Outputs = PropertyMap.Empty };
    }

    private async Task<Plan> PlanAsync(ResourceGoal goal)
    {
        string urn = Claim(goal);
        ResourceState? old = FindOld(urn, goal);
        Unmade[] missing = [.. goal.ToState(urn, goal.Provider, goal.Inputs).AllDependencies().Select(UnmadeOf).OfType<Unmade>()];
        try
        {
            if (goal.Custom && !request.IsTargeted(urn))
                return LeftOut(goal, urn, old);
            if (missing.Contains(Unmade.NotTargeted))
                throw new GoalException(urn, $"{goal.Name} needs a resource that is not made yet and is not among the targets: target it as well.");
            Plan plan = goal.Custom ? await PlanCustomAsync(goal, urn, old) : PlanComponent(goal, urn, old);
            return plan with { IsSkipped = missing.Length > 0 && plan.Steps is [.., { Step.Op: not StepOp.Same }] };
        }
        catch (ProviderException refused)
        {
            throw new GoalException(urn, refused.Message);
        }
    }

    /// <summary>Not among the targets: its provider is not asked, and its entry stays to the letter.</summary>
    private Plan LeftOut(ResourceGoal goal, string urn, ResourceState? old) => old is null
        ? new([]) { Kept = Without(goal.ToState(urn, "", goal.Inputs), Unmade.NotTargeted) }
        : new([new(new(StepOp.Same, urn, old, old), null)]);

    private static Plan PlanComponent(ResourceGoal goal, string urn, ResourceState? old)
    {
        ResourceState component = goal.ToState(urn, "", goal.Inputs);
        Step step = old is null ? new(StepOp.Create, urn, null, component) : new(StepOp.Same, urn, old, StepStates.Same(old, component));
        return new([new(step, null)]);
    }

    private async Task<Plan> PlanCustomAsync(ResourceGoal goal, string urn, ResourceState? old)
    {
        bool isProvider = Urns.IsProviderType(goal.Type);
        string reference = isProvider ? "" : await ProviderOfAsync(goal);
        IProvider provider = isProvider ? registry : await registry.GetAsync(reference);
        bool imports = StepPlanner.Imports(old, goal);
        if (imports)
        {
            Step import = new(StepOp.Import, urn, old, goal.ToState(urn, reference, goal.Inputs)) { LeavesOld = old is not null };
            old = await RunAsync(new Plan([new(import, provider)]));
        }

        IReadOnlyList<PlannedStep> steps = await _planner.PlanAsync(new(goal, urn, old, reference, provider), HasSeen);
        // What was imported and differs in nothing stays as it was read: no step, and not the program's inputs.
        if (imports && steps is [{ Step.Op: StepOp.Same }])
            return new([]) { Kept = old };
        if (isProvider && steps is [{ Step: { Op: StepOp.Same, Old: { } same } }])
            await registry.SameAsync(urn, same, control.TornDown);
        return new(steps);
    }

    /// <summary>Every name is given once, under a parent that stands already.</summary>
    private string Claim(ResourceGoal goal)
    {
        string urn = Urns.Make(name.Stack, name.Project, goal.Parent, goal.Type, goal.Name);
        if (goal.Parent.Length > 0 && !_seen.Contains(goal.Parent))
            throw new GoalException(urn, $"Parent {goal.Parent} of {goal.Name} was not registered in this run.");
        return _seen.Add(urn)
            ? urn
            : throw new GoalException(urn, $"Duplicate resource URN '{urn}': try giving it a unique name.");
    }

    private ResourceState? FindOld(string urn, ResourceGoal goal)
        => snapshots.FindOld(urn) ?? goal.Aliases.Select(snapshots.FindOld).FirstOrDefault(old => old is not null && !_seen.Contains(old.Urn));

    private Task<string> ProviderOfAsync(ResourceGoal goal)
        => goal.Provider.Length > 0 ? Task.FromResult(goal.Provider) : DefaultProviderAsync(Urns.PackageOf(goal.Type), goal.Version);

    /// <summary>Called in turn only, so that a package gets one default provider however many resources wait for it.</summary>
    private Task<string> DefaultProviderAsync(string package, string version)
    {
        string key = $"{package} {version}";
        if (!_defaultProviders.TryGetValue(key, out Task<string>? reference))
            _defaultProviders[key] = reference = MakeAsync();
        return reference;

        async Task<string> MakeAsync()
        {
            ResourceState state = await RunAsync(await PlanAsync(DefaultProvider.Goal(request.Config, package, version)));
            return new ProviderReference(state.Urn, state.Id).ToString();
        }
    }

    /// <param name="Steps">To be done one after the other.</param>
    private sealed record Plan(IReadOnlyList<PlannedStep> Steps)
    {
        /// <summary>What stands for the goal when there is nothing to do.</summary>
        public ResourceState? Kept { get; init; }

        /// <summary>Something that it needs could not be made.</summary>
        public bool IsSkipped { get; init; }
    }
}
