using System.Collections.Immutable;
using System.Security.Cryptography;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>A step to do, and who does it; nobody when no provider stands behind the entry.</summary>
internal sealed record PlannedStep(Step Step, IProvider? Provider);

/// <summary>A goal whose name, old entry and provider are known.</summary>
internal sealed record KnownGoal(ResourceGoal Goal, string Urn, ResourceState? Old, string Reference, IProvider Provider);

/// <summary>From a goal to its steps: ignoreChanges → check → diff → decide, with the deletes that a replacement needs first.</summary>
internal sealed class GoalPlanner(
    OperationRequest request, SnapshotWriter snapshots, ProviderRegistry registry, Deletions deletions, RunControl control, EventStream events)
{
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    /// <summary>Notes that another object takes this name over; what is deleted together with the old one must be replaced as well.</summary>
    public void Replaces(string urn) => _replaced.Add(urn);

    /// <param name="known">What to plan for.</param>
    /// <param name="isRegistered">Which URNs this run has registered already.</param>
    /// <exception cref="RunStoppedException">The goal cannot be followed; the reasons were said.</exception>
    public async Task<IReadOnlyList<PlannedStep>> PlanAsync(KnownGoal known, Func<string, bool> isRegistered)
    {
        (ResourceGoal goal, string urn, ResourceState? old, _, IProvider provider) = known;
        ImmutableArray<byte> seed = [.. RandomNumberGenerator.GetBytes(32)];
        bool isForced = request.Replace.Contains(urn) || old is { Taint: true };
        StepDecision? early = StepPlanner.WithoutDiff(old, goal, deletedInThisRun: deletions.Remove(urn), isForced);
        PropertyMap news = early is null ? IgnoreChanges.Apply(goal.Inputs, old!.Inputs, goal.IgnoreChanges) : goal.Inputs;
        ResourceState wanted = await CheckedAsync(known, early is null ? old : null, news, seed);
        StepDecision decision = early ?? StepPlanner.Decide(old!, goal, await DiffAsync(known, wanted));
        while (decision is StepDecision.Refuse refused)
            decision = Refuse(urn, refused);
        if (decision is StepDecision.Replace or StepDecision.Recreate)
            Replaces(urn);
        if (decision is not StepDecision.Replace replace)
            return [new(SingleStep(decision, urn, old, wanted) with { OnError = goal.OnError }, provider)];

        // Checked again without the old values, so that defaults and generated names come anew.
        if (early is null)
            wanted = await CheckedAsync(known, null, goal.Inputs, seed);
        // Forced, and deleted by an earlier run: nobody asked the provider, so nobody deletes it once more.
        bool isNotFound = isForced && old!.PendingReplacement;
        Step create = new(StepOp.CreateReplacement, urn, old, wanted) { Diff = replace.Diff, LeavesOld = !replace.DeleteFirst && !isNotFound, OnError = goal.OnError };
        IReadOnlyList<PlannedStep> first = replace.DeleteFirst ? await DeletionsFirstAsync(old!, replace.Diff, isRegistered) : [];
        return [.. first, new(create, provider)];
    }

    private static Step SingleStep(StepDecision decision, string urn, ResourceState? old, ResourceState wanted) => decision switch
    {
        StepDecision.Create => new(StepOp.Create, urn, null, wanted),
        StepDecision.Recreate => new(StepOp.CreateReplacement, urn, old, wanted),
        StepDecision.Adopt => new(StepOp.CreateReplacement, urn, old, wanted) { LeavesOld = true },
        StepDecision.Update update => new(StepOp.Update, urn, old, StepStates.Updating(old!, wanted)) { Diff = update.Diff },
        StepDecision.Same => new(StepOp.Same, urn, old, StepStates.Same(old!, wanted)),
        _ => throw new InvalidOperationException($"{decision} is no single step."),
    };

    /// <param name="old">Whose values the provider is reported; null for none.</param>
    private async Task<ResourceState> CheckedAsync(KnownGoal known, ResourceState? old, PropertyMap news, ImmutableArray<byte> seed)
    {
        CheckQuestion question = new(known.Urn, old?.Inputs ?? PropertyMap.Empty, news, seed) { OldOutputs = old?.Outputs ?? PropertyMap.Empty };
        CheckAnswer answer = await known.Provider.CheckAsync(question, control.TornDown);
        if (answer.Failures.IsEmpty)
            return known.Goal.ToState(known.Urn, known.Reference, answer.Inputs);
        foreach (CheckFailure failure in answer.Failures)
            events.Say(Severity.Error, failure.Property.Length > 0 ? $"{failure.Property}: {failure.Reason}" : failure.Reason, known.Urn);
        control.Fail();
        throw new RunStoppedException();
    }

    private async Task<ProviderDiff> DiffAsync(KnownGoal known, ResourceState wanted)
    {
        ResourceState old = known.Old!;
        if (ReplacedByOption(old, known.Goal) is { } option)
            return ProviderDiff.Assumed with { ReplaceKeys = [option] };
        return await ProviderReplacesAsync(old, known.Reference)
            ? ProviderDiff.Assumed with { ReplaceKeys = ["provider"] }
            : await known.Provider.DiffAsync(
                new(known.Urn, old.Id, old.Inputs, old.Outputs, wanted.Inputs, known.Goal.IgnoreChanges), control.TornDown);
    }

    /// <summary>The resource option that replaces it whatever its provider would say; null when there is none.</summary>
    private string? ReplacedByOption(ResourceState old, ResourceGoal goal)
    {
        if (_replaced.Contains(goal.DeletedWith))
            return "deletedWith"; // it goes with its owner
        if (goal.ReplaceWith.Any(_replaced.Contains))
            return "replaceWith";
        // A first trigger is only noted.
        return old.ReplacementTrigger is { } before && goal.ReplacementTrigger is { } now && !before.Equals(now) ? "replacementTrigger" : null;
    }

    /// <summary>True when the resource moves to a provider that says it cannot look after what the old one made.</summary>
    private async Task<bool> ProviderReplacesAsync(ResourceState old, string reference)
    {
        if (old.Provider == reference || old.Provider.Length == 0 || reference.Length == 0)
            return false;
        (ProviderReference before, ProviderReference after) = (ProviderReference.Parse(old.Provider), ProviderReference.Parse(reference));
        if (before.Id == after.Id)
            return false; // it only has a new name
        ResourceState? then = snapshots.FindProvider(before);
        ResourceState? now = snapshots.FindProvider(after);
        if (then is null || now is null)
            return true;
        ProviderDiff diff = await registry.DiffConfigAsync(
            after, new(after.Urn, after.Id, then.Inputs, then.Outputs, now.Inputs, []), control.TornDown);
        return diff.Replaces;
    }

    /// <summary>A real run stops here. A preview continues, so that all of what is wrong is seen at once.</summary>
    private StepDecision Refuse(string urn, StepDecision.Refuse refused)
    {
        bool fails = refused.FailsPreview || !request.IsPreview;
        events.Say(fails ? Severity.Error : Severity.Warning, refused.Reason, urn);
        if (!request.IsPreview)
        {
            control.Fail();
            throw new RunStoppedException();
        }

        if (fails)
            control.FailAtEnd();
        return refused.Otherwise;
    }

    /// <summary>
    /// The old one, and before it the dependents that would be replaced as well, the last in line first. What an earlier run has deleted is not
    /// deleted again; its dependents are, as the engine does.
    /// </summary>
    private async Task<IReadOnlyList<PlannedStep>> DeletionsFirstAsync(ResourceState root, ProviderDiff diff, Func<string, bool> isRegistered)
    {
        DependentReplacements dependents = new(
            async state => await registry.EnsureAsync(state.Provider, snapshots.FindProvider, control.TornDown), control.TornDown);
        IReadOnlyList<ResourceState> found = await dependents.FindAsync(
            root, snapshots.RemainingOlds(), urn => isRegistered(urn) || deletions.Contains(urn));
        if (found.FirstOrDefault(state => state is { Protect: true, Delete: false }) is { } kept)
        {
            throw new GoalException(root.Urn,
                $"{Urns.NameOf(root.Urn)} cannot be replaced: {Urns.NameOf(kept.Urn)} would have to go with it and is protected.");
        }

        List<Step> steps = [.. found.Reverse().Select(dependent => DeletionOf(dependent))];
        if (!root.PendingReplacement)
            steps.Add(DeletionOf(root) with { Diff = diff });
        deletions.Add(steps.Select(step => step.Urn));
        List<PlannedStep> planned = [];
        foreach (Step step in steps)
            planned.Add(await deletions.PlanAsync(step));
        return planned;
    }

    private static Step DeletionOf(ResourceState old) => new(StepOp.DeleteReplaced, old.Urn, old, null) { BeforeReplacement = !old.Delete };
}
