using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Scenarios;

/// <summary>Who shows what happens: a display, a stream of JSON, or nobody.</summary>
internal interface IScenarioView
{
    void ActBegins(int number, Act act);

    /// <param name="step">What is to be run.</param>
    /// <param name="view">The operation.</param>
    /// <param name="run">Runs it, reporting to a listener.</param>
    Task<OperationRecord> PlayAsync(ScenarioStep step, OperationView view, Func<Action<Engine.EngineEvent>, Task<OperationRecord>> run);

    void ActEnds(ActRecord act);
}

/// <summary>Runs acts one after the other and compares each with what the scenario expects.</summary>
internal sealed class ScenarioRunner(Session session, IScenarioView show, Interruption interruption)
{
    private RolloutRecord? _lastRollout;

    /// <param name="only">One act's name; those before it run without display, since it needs what they leave. Null runs all.</param>
    public async Task<RunRecord> RunAsync(string? only)
    {
        ImmutableArray<ActRecord>.Builder acts = ImmutableArray.CreateBuilder<ActRecord>();
        int number = 0;
        foreach (Act act in Acts.All)
        {
            number++;
            bool shown = only is null || act.Name == only;
            ActRecord record = await PlayAsync(number, act, shown ? show : HiddenView.Instance);
            if (shown || !record.AsExpected)
                acts.Add(record);
            // What comes after an act that went wrong would only be confusing; and an interruption ends the scenario.
            if (!record.AsExpected || act.Name == only || interruption.Once.IsCancellationRequested)
                break;
        }

        return new(session.Project, session.Stack, acts.ToImmutable());
    }

    private async Task<ActRecord> PlayAsync(int number, Act act, IScenarioView where)
    {
        where.ActBegins(number, act);
        ImmutableArray<OperationRecord>.Builder operations = ImmutableArray.CreateBuilder<OperationRecord>();
        ImmutableArray<string> unmet = [];
        foreach (ScenarioStep step in act.Steps)
        {
            OperationRecord record = await PlayAsync(step, where);
            operations.Add(record);
            // An operation that was interrupted does not end as expected, and the reason is known.
            if (interruption.Once.IsCancellationRequested)
                break;
            unmet = [.. step.Expect.Where(expected => !expected.IsMet(record)).Select(expected => $"expected: {expected.Text}")];
            if (!unmet.IsEmpty)
                break;
        }

        bool asExpected = unmet.IsEmpty && !interruption.Once.IsCancellationRequested;
        ActRecord played = new(act.Name, act.Shows, operations.ToImmutable(), asExpected) { Unmet = unmet };
        where.ActEnds(played);
        return played;
    }

    private async Task<OperationRecord> PlayAsync(ScenarioStep step, IScenarioView where)
    {
        session.Config = step.Edit(session.Config);
        if (step.Fault is { } fault && _lastRollout is { } rollout)
            await session.CloudTarget.AddFaultAsync(fault(rollout), CancellationToken.None);
        OperationView view = new(new(step.Kind, session.Config), session.CloudTarget.Clock);
        OperationRecord record = await where.PlayAsync(step, view, listener => session.RunAsync(view, listener, interruption));
        _lastRollout = record.Rollout ?? _lastRollout;
        return record;
    }

    private sealed class HiddenView : IScenarioView
    {
        public static HiddenView Instance { get; } = new();

        public void ActBegins(int number, Act act)
        {
        }

        public Task<OperationRecord> PlayAsync(ScenarioStep step, OperationView view, Func<Action<Engine.EngineEvent>, Task<OperationRecord>> run)
            => run(_ => { });

        public void ActEnds(ActRecord act)
        {
        }
    }
}
