using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>How a step ended, for whoever waits for it.</summary>
/// <param name="State">The entry now in the state; null when there is none.</param>
internal sealed record StepResult(StepOutcome Outcome, ResourceState? State);

/// <summary>
/// Does one step: note it as pending, call the provider, store the result, report it. The table of what is stored after which
/// failure stands in <see cref="StepStates"/>; a failed step stops the run.
/// </summary>
/// <param name="continues">A failed step stops only what depends on it.</param>
internal sealed class StepExecutor(RunControl control, SnapshotWriter snapshots, EventStream events, TimeProvider clock, bool preview, bool continues)
{
    private const int MaxHookRetries = 100; // the engine's

    /// <param name="provider">Null for entries that no provider stands behind.</param>
    /// <exception cref="RunStoppedException">The run stopped before the step began, or was torn down while it ran.</exception>
    public async Task<StepResult> RunAsync(Step step, IProvider? provider)
    {
        StepResult result = await control.RunAsync(() => DoAsync(step, provider));
        if (control.IsTornDown)
            throw new RunStoppedException();
        return result;
    }

    /// <summary>What the step would bring, for a program that continues after a failure: the provider is asked as in a preview, and nothing is kept.</summary>
    /// <returns>Null when the step would leave no entry.</returns>
    public async Task<ResourceState?> SkipAsync(Step step, IProvider? provider)
    {
        StepExecutor asPreview = new(control, snapshots, events, clock, preview: true, continues);
        return step.Op is StepOp.Create or StepOp.CreateReplacement or StepOp.Update
            ? (await control.RunAsync(() => asPreview.ApplyAsync(step, provider))).State
            : null;
    }

    private async Task<StepResult> DoAsync(Step step, IProvider? provider)
    {
        events.Publish(new EngineEvent.StepStarted(step));
        if (!preview)
            snapshots.Begin(step);
        try
        {
            StepChange change = await ApplyAsync(step, provider);
            snapshots.End(step, change.State, failed: false);
            return Ended(change.Step ?? step, change.Outcome, change.State, change.Reasons);
        }
        catch (Exception failure) when (ExpectedFailure.Is(failure) || failure is OperationCanceledException)
        {
            snapshots.End(step, null, failed: true);
            return Ended(step, StepOutcome.Failed, step.Old, [failure.Message]);
        }
    }

    private StepResult Ended(Step step, StepOutcome outcome, ResourceState? state, ImmutableArray<string> reasons)
    {
        if (control.IsTornDown)
            return new(StepOutcome.Failed, null);
        events.Publish(new EngineEvent.StepEnded(step, outcome, state, reasons));
        switch (step.Op, outcome)
        {
            case (_, StepOutcome.Succeeded):
            case (StepOp.Refresh, StepOutcome.PartlyFailed): // an unhealthy resource is what a refresh is there to find
                break;
            case (StepOp.Refresh, StepOutcome.Failed): // one read that fails keeps no other from running
            case (StepOp.Delete, StepOutcome.Failed) when step.Old!.Protect: // refused, not broken: all that is refused is reported in one run
                control.FailAtEnd();
                break;
            case var _ when continues:
                control.FailAtEnd();
                break;
            default:
                control.Fail();
                break;
        }

        return new(outcome, state);
    }

    private Task<StepChange> ApplyAsync(Step step, IProvider? provider) => step.Op switch
    {
        StepOp.Same => Done(step.New),
        StepOp.RemovePendingReplace => Done(null),
        StepOp.Create or StepOp.CreateReplacement => CreateAsync(step, provider),
        StepOp.Update => UpdateAsync(step, provider!),
        StepOp.Delete or StepOp.DeleteReplaced => DeleteAsync(step, provider),
        StepOp.Read => ReadAsync(step, provider!),
        StepOp.Import => ImportAsync(step, provider!),
        StepOp.Refresh => RefreshAsync(step, provider),
        _ => throw new InvalidOperationException($"No such step: {step.Op}."),
    };

    private async Task<StepChange> CreateAsync(Step step, IProvider? provider)
    {
        ResourceState wanted = step.New!;
        if (provider is null)
            return new(StepStates.Created(wanted, new("", PropertyMap.Empty), clock.GetUtcNow()), []);
        CreateOrder order = new(step.Urn, wanted.Inputs, wanted.Timeouts.Create, preview);
        ResourceAnswer answer = await HookedAsync(
            step,
            made => made is null
                ? provider.CreateAsync(order, control.TornDown)
                // What is half made is not made a second time.
                : provider.UpdateAsync(UpdateOf(step.Urn, made.Id, wanted.Inputs, made.Outputs, wanted), control.TornDown));
        return StepChange.Of(StepStates.Created(wanted, answer, clock.GetUtcNow()), answer);
    }

    private async Task<StepChange> UpdateAsync(Step step, IProvider provider)
    {
        (ResourceState old, ResourceState wanted) = (step.Old!, step.New!);
        ResourceAnswer answer = await HookedAsync(
            step,
            made => provider.UpdateAsync(UpdateOf(step.Urn, old.Id, old.Inputs, made is null ? old.Outputs : made.Outputs, wanted), control.TornDown));
        return StepChange.Of(StepStates.Updated(old, wanted, answer, clock.GetUtcNow()), answer);
    }

    private UpdateOrder UpdateOf(string urn, string id, PropertyMap oldInputs, PropertyMap? oldOutputs, ResourceState wanted)
        => new(urn, id, oldInputs, oldOutputs ?? PropertyMap.Empty, wanted.Inputs, wanted.Timeouts.Update, wanted.IgnoreChanges, preview);

    /// <summary>Calls until it succeeds or the program's hook gives up; returns what is partly made, nothing when the failure left nothing.</summary>
    private async Task<ResourceAnswer> HookedAsync(Step step, Func<ResourceAnswer?, Task<ResourceAnswer>> call)
    {
        ResourceAnswer? made = null;
        for (int retries = 0; ; retries++)
        {
            bool WantsAnother(params ImmutableArray<string> reasons) => !preview && retries < MaxHookRetries && (step.OnError?.Invoke(reasons) ?? false);
            try
            {
                ResourceAnswer answer = await call(made);
                if (answer.InitErrors is not { } reasons || !WantsAnother(reasons))
                    return answer;
                made = answer;
            }
            catch (ProviderException failure) when (WantsAnother(failure.Message))
            {
                // Again as before: a plain failure changes nothing.
            }
            catch (ProviderException failure) when (made is not null)
            {
                return made with { InitErrors = [failure.Message] }; // what was half made before is there all the same
            }
        }
    }

    private async Task<StepChange> DeleteAsync(Step step, IProvider? provider)
    {
        ResourceState old = step.Old!;
        if (step.Op == StepOp.Delete && old.Protect)
            throw new ProviderException($"{step.Name} is protected and cannot be deleted. Take its protect option away and run `up` first.");
        if (!preview && provider is not null)
            await provider.DeleteAsync(new(step.Urn, old.Id, old.Inputs, old.Outputs, old.Timeouts.Delete), control.TornDown);
        return new(null, []);
    }

    private async Task<StepChange> ReadAsync(Step step, IProvider provider)
    {
        ResourceState wanted = step.New!;
        if (wanted.Id == ProviderRegistry.UnknownId)
            return new(wanted, []); // in a preview: what it is to be read from is not made yet
        ResourceAnswer answer = await provider.ReadAsync(
            new(step.Urn, wanted.Id, null, wanted.Inputs, wanted.Timeouts.Read), control.TornDown);
        if (answer.Outputs is null)
            throw new ProviderException($"resource '{wanted.Id}' does not exist");
        return StepChange.Of(StepStates.Read(step.Old, wanted, answer, clock.GetUtcNow()), answer);
    }

    private async Task<StepChange> ImportAsync(Step step, IProvider provider)
    {
        ResourceState wanted = step.New!;
        ResourceAnswer answer = await provider.ReadAsync(new(step.Urn, wanted.ImportId, null, null, wanted.Timeouts.Read), control.TornDown);
        if (answer.Outputs is null)
            throw new ProviderException($"resource '{wanted.ImportId}' does not exist");
        if (answer.Inputs is null)
            throw new ProviderException($"the provider cannot import a resource of type {wanted.Type}");
        ResourceState imported = StepStates.Imported(wanted, answer, clock.GetUtcNow());
        // An import that finds something half made continues: the reasons are stored, the next update continues.
        return new(imported, []);
    }

    private async Task<StepChange> RefreshAsync(Step step, IProvider? provider)
    {
        ResourceState old = step.Old!;
        if (provider is null)
            return new(old, []);
        ResourceAnswer answer = await provider.ReadAsync(new(step.Urn, old.Id, old.Inputs, old.Outputs, old.Timeouts.Read), control.TornDown);
        if (answer.Id.Length == 0 || answer.Outputs is null)
            return new(null, []);
        ResourceState read = StepStates.Refreshed(old, answer, clock.GetUtcNow());
        if (old.External)
            return StepChange.Of(read, answer);

        try
        {
            // Old and new change places: the diff gives what the next update would do to bring the cloud back to the state's inputs.
            ProviderDiff diff = await provider.DiffAsync(
                new(step.Urn, read.Id, read.Inputs, read.Outputs, old.Inputs, old.IgnoreChanges), control.TornDown);
            return StepChange.Of(read, answer) with { Step = step with { New = read, Diff = diff.Inverted() } };
        }
        catch (Exception failure) when (ExpectedFailure.Is(failure))
        {
            return new(read, [failure.Message]) { Outcome = StepOutcome.Failed }; // what was read is true all the same
        }
    }

    private static Task<StepChange> Done(ResourceState? state) => Task.FromResult(new StepChange(state, []));

    private sealed record StepChange(ResourceState? State, ImmutableArray<string> Reasons)
    {
        public StepOutcome Outcome { get; init; } = StepOutcome.Succeeded;

        /// <summary>The step as known only now, when it differs from what was announced.</summary>
        public Step? Step { get; init; }

        public static StepChange Of(ResourceState? state, ResourceAnswer answer) => answer.InitErrors is { } reasons
            ? new(state, [.. reasons.DefaultIfEmpty("resource init failed")]) { Outcome = StepOutcome.PartlyFailed }
            : new(state, []);
    }
}
